package dev.weir.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The classes of a mask's model")
class ModelClassesTest {
  private final Map<String, ClassMap> known = new LinkedHashMap<>();

  @BeforeEach
  void twoModelsOfOneNameAndOneWithAPlus() {
    known.put("street@aa", ClassMap.CAMVID);
    known.put("street@bb", ClassMap.CITYSCAPES);
    known.put("day+night@cc", ClassMap.CITYSCAPES);
  }

  @ParameterizedTest(name = "{0} has {1} classes")
  @CsvSource({
    "street@aa, 11",
    "street@bb, 19",
    "street@bb+crf, 19",
    "day+night@cc, 19",
    "day+night@cc+crf, 19",
    "day+night@dd+crf, 19",
    "street@ee+crf, 11",
    "other@ff+crf, 11"
  })
  void areThoseOfTheFileWhateverIsDoneBesides(String header, int classes) {
    assertThat(ModelClasses.of(known).of(header).size()).isEqualTo(classes);
  }
}
