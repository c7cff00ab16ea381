package dev.weir.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Data as a user names it")
class DataSpecTest {
  @Test
  void hasKindFolderOptionsAndWeight() {
    // When
    DataSpec spec = DataSpec.parse("camvid=some/dir?split=val&sequence=a,b:2.5");

    // Then
    assertThat(spec)
        .isEqualTo(
            new DataSpec(
                DataSpec.Kind.CAMVID, "some/dir", Map.of("split", "val", "sequence", "a,b"), 2.5));
    assertThat(spec.label()).isEqualTo("camvid?sequence=a,b&split=val");
  }

  @Test
  void mayBeTheRenderedDriveAlone() {
    // When
    DataSpec spec = DataSpec.parse("synthetic:street:3");

    // Then
    assertThat(spec).isEqualTo(new DataSpec(DataSpec.Kind.STREET, "", Map.of(), 3));
    assertThat(spec.withDefaultSplit("val")).isEqualTo(spec);
  }

  @Test
  void takesTheDefaultSplitOnlyWhereItNamesNone() {
    assertThat(DataSpec.parse("camvid=d").withDefaultSplit("val").options())
        .containsEntry("split", "val");
    assertThat(DataSpec.parse("camvid=d?split=test").withDefaultSplit("val").options())
        .containsEntry("split", "test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "imagenet=d                       | expected camvid=DIR",
        "camvid                           | no folder",
        "camvid=d?colour=red              | option 'colour'",
        "camvid=d?split                   | expected key=value",
        "synthetic:street=d               | has no folder",
        "camvid=d:0                       | above 0",
      })
  void thatMakesNoSenseIsRefusedWithTheReason(String text, String reason) {
    assertThatThrownBy(() -> DataSpec.parse(text))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({"seeds=9-3,lower first", "seeds=x,FIRST-LAST", "size=big,WIDTHxHEIGHT"})
  void ofADriveThatMakesNoSenseIsRefusedWhenOpened(String option, String reason) {
    assertThatThrownBy(() -> DataSpec.parse("synthetic:street?" + option).open(11))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void ofADriveHasItsClassesOnly() {
    assertThatThrownBy(() -> DataSpec.parse("synthetic:street").open(19))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("11 classes")
        .hasMessageContaining("19");
  }

  @Test
  void ofADriveGivesTheSamePictureForTheSameNumber() {
    // Given
    LabelledSource one = DataSpec.parse("synthetic:street?size=64x48").open(11);
    LabelledSource another = DataSpec.parse("synthetic:street?size=64x48").open(11);

    // When, then
    assertThat(one.read(5).bgr()).isEqualTo(another.read(5).bgr());
    assertThat(one.read(5).bgr()).isNotEqualTo(one.read(6).bgr());
    assertThat(one.endless()).isTrue();
  }
}
