package dev.weir.training.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.DataException;
import dev.weir.training.data.LabeledSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
                DataKind.CAMVID, "some/dir", Map.of("split", "val", "sequence", "a,b"), 2.5));
    assertThat(spec.label()).isEqualTo("camvid?sequence=a,b&split=val");
  }

  @Test
  void mayBeTheRenderedDriveAlone() {
    // When
    DataSpec spec = DataSpec.parse("synthetic:street:3");

    // Then
    assertThat(spec).isEqualTo(new DataSpec(DataKind.STREET, "", Map.of(), 3));
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
        "camvid=d                                 | camvid?split=val",
        "camvid=d?split=test&sequence=a           | camvid?sequence=a&split=test",
        "synthetic:street?size=64x48              | synthetic:street?seeds=1-999&size=64x48",
        "synthetic:street?seeds=1-50&size=640x480 | synthetic:street?seeds=1-50&size=640x480",
      })
  void isScoredOnWhatIsKeptForScoresUnlessItSaysOtherwise(String text, String label) {
    assertThat(DataSpec.parse(text).forScores("val").label()).isEqualTo(label);
  }

  @Test
  void forScoresShowsNoStreetThatIsLearntFrom() {
    // Given
    LabeledSource source =
        DataSpec.parse("synthetic:street?size=32x32").forScores("val").open(ClassMap.CAMVID);

    // When, then
    for (int i = 0; i < 50; i++) {
      assertThat(source.read(i).name()).matches("street seed [1-9]\\d{0,2} at .*");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "camvid=d?split=train            | camvid=d                              | true",
        "camvid=d                        | camvid=d/../d?sequence=a              | true",
        "camvid=d?sequence=a,b           | camvid=d?split=train&sequence=b       | true",
        "camvid=d?sequence=a             | camvid=d?split=train&sequence=b       | false",
        "camvid=d?split=val              | camvid=d                              | false",
        "camvid=d                        | camvid=e                              | false",
        "camvid=d                        | cityscapes=d                          | false",
        "synthetic:street                | synthetic:street?seeds=7-1000         | true",
        "synthetic:street                | synthetic:street?seeds=1-999&count=10 | false",
      })
  void overlapsWhatCanShowTheSamePicture(String one, String other, boolean overlaps) {
    assertThat(DataSpec.parse(one).overlaps(DataSpec.parse(other))).isEqualTo(overlaps);
    assertThat(DataSpec.parse(other).overlaps(DataSpec.parse(one))).isEqualTo(overlaps);
  }

  @Test
  void isUnconfinedWithoutItsSplitSequencesAndSeeds() {
    assertThat(DataSpec.parse("camvid=d?split=train&sequence=a:3").unconfined())
        .isEqualTo(DataSpec.parse("camvid=d:3"));
    assertThat(DataSpec.parse("synthetic:street?seeds=1-9&size=64x48").unconfined())
        .isEqualTo(DataSpec.parse("synthetic:street?size=64x48"));
  }

  @Test
  void ofOtherClassesOrAnotherOrderIsRefused() {
    // Given
    List<ClassMap.Entry> turned = new ArrayList<>(ClassMap.CAMVID.classes());
    Collections.reverse(turned);

    // When, then
    for (ClassMap classes : List.of(ClassMap.CITYSCAPES, new ClassMap(turned))) {
      assertThatThrownBy(() -> DataSpec.parse("camvid=d").open(classes))
          .isInstanceOf(DataException.class)
          .hasMessageContainingAll("camvid is labeled in [sky, ", "the network has [", "map=FILE");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "imagenet=d                       | expected one of camvid=DIR",
        "camvid                           | no folder",
        "camvid=d?colour=red              | option 'colour'",
        "camvid=d?split                   | expected key=value",
        "camvid=d?sequence=a&sequence=b   | option 'sequence' twice",
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
    assertThatThrownBy(() -> DataSpec.parse("synthetic:street?" + option).open(ClassMap.CAMVID))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void ofADriveHasItsClassesOnly() {
    assertThatThrownBy(() -> DataSpec.parse("synthetic:street").open(ClassMap.CITYSCAPES))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("synthetic:street is labeled in [sky, ", "the network has [road,");
  }

  @Test
  void hasALabelWithoutLocalPaths() {
    DataSpec spec = DataSpec.parse("folder=/home/me/x?classes=/home/me/c.txt&map=maps/m.yaml");

    assertThat(spec.label()).isEqualTo("folder?classes=c.txt&map=m.yaml");
    assertThat(spec.text()).isEqualTo("folder=/home/me/x?classes=/home/me/c.txt&map=maps/m.yaml");
  }

  @Test
  void ofADriveGivesTheSamePictureForTheSameNumber() {
    // Given
    LabeledSource one = DataSpec.parse("synthetic:street?size=64x48").open(ClassMap.CAMVID);
    LabeledSource another = DataSpec.parse("synthetic:street?size=64x48").open(ClassMap.CAMVID);

    // When, then
    assertThat(one.read(5).bgr()).isEqualTo(another.read(5).bgr());
    assertThat(one.read(5).bgr()).isNotEqualTo(one.read(6).bgr());
    assertThat(one.endless()).isTrue();
  }
}
