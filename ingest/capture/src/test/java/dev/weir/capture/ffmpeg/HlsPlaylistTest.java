package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HlsPlaylistTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00.000Z",
        "2026-03-01T20:00:00.000+08:00",
        "2026-03-01T07:00:00-0500",
        "2026-03-01T13:00:00+01",
        "2026-03-01T12:00:00"
      })
  void aDateIsReadInEachOfItsForms(String date) {
    // When
    HlsPlaylist playlist =
        HlsPlaylist.parse(
            "#EXTM3U\n#EXT-X-PROGRAM-DATE-TIME:%s\n#EXTINF:4.0,\ns7.ts\n".formatted(date));

    // Then
    assertThat(playlist.start("http://camera/live/s7.ts")).contains(NOON);
  }

  @Test
  void segmentsWithoutADateFollowTheOneBefore() {
    // Given
    HlsPlaylist playlist =
        HlsPlaylist.parse(
            """
            #EXTM3U
            #EXT-X-TARGETDURATION:4
            #EXTINF:4.0,
            s0.ts
            #EXT-X-PROGRAM-DATE-TIME:2026-03-01T12:00:00Z
            #EXTINF:4.0,\r
            ../video/s1.ts?token=1\r
            #EXTINF:3.5,a title, with a comma
            s2.ts
            #EXT-X-DISCONTINUITY
            #EXT-X-PROGRAM-DATE-TIME:2026-03-01T13:00:00Z
            #EXTINF:4
            http://other/s3.ts
            #EXTINF:nonsense,
            s4.ts
            """);

    // When, Then
    assertThat(playlist.start("http://camera/live/s0.ts")).isEmpty();
    assertThat(playlist.start("http://camera/video/s1.ts?token=1")).contains(NOON);
    assertThat(playlist.start("http://camera/live/s2.ts")).contains(NOON.plusSeconds(4));
    assertThat(playlist.start("http://other/s3.ts")).contains(NOON.plusSeconds(3600));
    assertThat(playlist.start("http://camera/live/s4.ts")).contains(NOON.plusSeconds(3604));
    assertThat(playlist.start("http://camera/live/s9.ts")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "#EXTM3U", "<html>no</html>", "#EXT-X-PROGRAM-DATE-TIME:yesterday\ns.ts"})
  void aPlaylistWithoutDatesHasNoStart(String text) {
    assertThat(HlsPlaylist.parse(text).start("http://camera/s.ts")).isEmpty();
  }

  @Test
  void aDateThatCannotBeIsNotBelieved() {
    // Given
    Instant now = NOON;

    // When, Then
    assertThat(HlsOrigin.dated(now.minusSeconds(12), now).instant()).contains(now.minusSeconds(12));
    assertThat(HlsOrigin.dated(now.minusSeconds(12), now).notice().text())
        .isEqualTo(
            "by the playlist's EXT-X-PROGRAM-DATE-TIME; frames come 12.0 s after they were taken");
    assertThat(HlsOrigin.dated(now.plusSeconds(11), now).instant()).isEmpty();
    assertThat(HlsOrigin.dated(Instant.EPOCH, now).instant()).isEmpty();
    assertThat(HlsOrigin.dated(Instant.EPOCH, now).notice().text())
        .startsWith("by arrival: the playlist's EXT-X-PROGRAM-DATE-TIME 1970-01-01T00:00:00Z is");
  }
}
