package dev.weir.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Weir;
import dev.weir.cli.stages.PublishCommand;
import dev.weir.dashboard.WebOrigin;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.PublisherOptions;
import dev.weir.pairing.PublisherOptions.StartFrom;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("The page on the command line")
class PageOptionsTest {
  private static final ModelClasses CLASSES = ModelClasses.all(ClassMap.CAMVID);

  @Test
  void takesSeveralOrigins() {
    PageOptions page = new PageOptions();

    new CommandLine(page)
        .parseArgs("--allowed-origin", "https://wall.example", "--allowed-origin=http://a.b:8080/");

    assertThat(page.allowedOrigins())
        .containsExactly(
            WebOrigin.parse("https://wall.example"), WebOrigin.parse("http://a.b:8080"));
  }

  @ParameterizedTest
  @CsvSource({
    "publish, *",
    "publish, wall.example",
    "publish, https://wall.example/weir/",
    "demo, null",
    "demo, https://wall.example/weir/",
  })
  void refusesWhatIsNoOriginBeforeAnythingStarts(String command, String origin) {
    StringWriter err = new StringWriter();

    int exit =
        Weir.run(
            new String[] {command, "--allowed-origin", origin},
            Map.of(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString())
        .contains("--allowed-origin: expected", "https://wall.example", "found '" + origin + "'");
  }

  @Test
  void takesSeveralOriginsFromTheEnvironmentToo() {
    StringWriter err = new StringWriter();

    int exit =
        Weir.run(
            new String[] {"publish"},
            Map.of("WEIR_ALLOWED_ORIGIN", "https://wall.example\nhttps://other.example/path"),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("found 'https://other.example/path'; leave out /path");
  }

  private static PublisherOptions publish(String... args) {
    PublishCommand command = new PublishCommand();
    new CommandLine(command).parseArgs(args);
    return command.options(CLASSES);
  }

  @Test
  void aPageOnlyPublisherIsInAGroupOfItsOwnStartsNowAndWritesNothing() {
    PublisherOptions page = publish("--page-only");
    PublisherOptions other = publish("--page-only");

    assertThat(page.groupId()).startsWith("weir-page-").isNotEqualTo(other.groupId());
    assertThat(page.startFrom()).isEqualTo(StartFrom.LATEST);
    assertThat(page.stats()).isFalse();
    assertThat(page.overlays()).isFalse();
    assertThat(publish("--page-only", "--group", "wall").groupId()).isEqualTo("wall");
  }

  @Test
  void anyOtherPublisherSharesTheCamerasAndWrites() {
    PublisherOptions options = publish();

    assertThat(options.groupId()).isEqualTo(PublisherOptions.DEFAULT_GROUP);
    assertThat(options.startFrom()).isEqualTo(StartFrom.EARLIEST);
    assertThat(options.stats()).isTrue();
    assertThat(options.overlays()).isTrue();
    assertThat(publish("--no-overlays").overlays()).isFalse();
  }
}
