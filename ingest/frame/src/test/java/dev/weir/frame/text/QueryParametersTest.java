package dev.weir.frame.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.text.QueryParameters.Parameter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Query parameters")
class QueryParametersTest {
  @Test
  void areReadInTheirOrder() {
    assertThat(QueryParameters.of("seed=7&size=640x480&seed=8"))
        .containsExactly(
            new Parameter("seed=7", "seed", "7"),
            new Parameter("size=640x480", "size", "640x480"),
            new Parameter("seed=8", "seed", "8"));
  }

  @Test
  void splitAtTheFirstEqualsSign() {
    assertThat(QueryParameters.of("run=lr=0.1&=x&flag"))
        .containsExactly(
            new Parameter("run=lr=0.1", "run", "lr=0.1"),
            new Parameter("=x", "", "x"),
            new Parameter("flag", "flag", ""));
  }

  @Test
  void thatAreEmptyAreLeftOut() {
    assertThat(QueryParameters.of("")).isEmpty();
    assertThat(QueryParameters.of("&&seed=7&")).extracting(Parameter::key).containsExactly("seed");
  }
}
