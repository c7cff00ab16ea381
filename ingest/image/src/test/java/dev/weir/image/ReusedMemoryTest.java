package dev.weir.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reused memory")
class ReusedMemoryTest {
  private static final int MEGABYTE = 1 << 20;

  private final ReusedMemory memory = new ReusedMemory();

  @Test
  void isTheSameAsLongAsItIsLargeEnough() {
    ByteBuffer first = memory.atLeast(2 * MEGABYTE);

    assertThat(memory.atLeast(MEGABYTE)).isSameAs(first);
    assertThat(first.isDirect()).isTrue();
    assertThat(first.capacity()).isEqualTo(2 * MEGABYTE);
    memory.close();
  }

  @Test
  void memoryIsReleasedWhenMuchLessIsNeededForAWhile() {
    // Given one large picture
    long before = Pointer.totalBytes();
    memory.atLeast(100 * MEGABYTE);
    assertThat(Pointer.totalBytes() - before).isEqualTo(100L * MEGABYTE);

    // When only small ones follow
    for (int i = 0; i < 100; i++) {
      memory.atLeast(MEGABYTE + i % 2);
    }

    // Then
    assertThat(Pointer.totalBytes() - before).isEqualTo(MEGABYTE + 1L);
    memory.close();
    assertThat(Pointer.totalBytes()).isEqualTo(before);
  }

  @Test
  void staysWhereLargePicturesComeAgainAndAgain() {
    ByteBuffer large = memory.atLeast(100 * MEGABYTE);
    for (int i = 0; i < 200; i++) {
      memory.atLeast(i % 10 == 0 ? 90 * MEGABYTE : MEGABYTE);
    }

    assertThat(memory.atLeast(100 * MEGABYTE)).isSameAs(large);
    memory.close();
  }
}
