package dev.weir.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The runtime comparison")
class RuntimeComparisonTest {
  @Test
  void knowsWhoItCanCompareWith() {
    assertThatThrownBy(
            () ->
                new RuntimeComparison(
                    Path.of("a.onnx"), List.of("opencv", "tvm"), 1, Duration.ZERO))
        .isInstanceOf(NotComparableException.class)
        .hasMessage("--against tvm: expected opencv, djl");
  }
}
