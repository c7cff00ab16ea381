package dev.weir.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.zoo.InputSize;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

public class ModelMetadataTest {
  public static ModelMetadata sample(InputSize size) {
    return new ModelMetadata(
        "icnet",
        1,
        List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"),
        Collections.nCopies(11, 0x0080C0),
        Normalization.gray(0.42f, 0.28f),
        size,
        Map.of("data", "none", "seed", "7"));
  }

  @Test
  void survivesTheWayIntoAFileAndBack() {
    ModelMetadata metadata = sample(new InputSize(480, 352));
    assertThat(ModelMetadata.fromProperties(metadata.toProperties())).isEqualTo(metadata);
  }

  @Test
  void aMissingPropertyAndAnotherFormatAreNamed() {
    Map<String, String> properties = new HashMap<>(sample(new InputSize(480, 352)).toProperties());
    properties.remove("weir.size");
    assertThatThrownBy(() -> ModelMetadata.fromProperties(properties))
        .hasMessage("it lacks the property weir.size");
    properties.put("weir.format", "3");
    assertThatThrownBy(() -> ModelMetadata.fromProperties(properties))
        .hasMessageContaining("weir.format is '3', expected 1 or 2");
  }

  @Test
  void aWidthIsWrittenShortAndReadInEitherForm() {
    Map<String, String> properties = new HashMap<>(sample(new InputSize(480, 352)).toProperties());
    assertThat(properties).containsEntry("weir.width", "1");

    properties.put("weir.width", "0.25");
    assertThat(ModelMetadata.fromProperties(properties).width()).isEqualTo(0.25);

    properties.put("weir.width", "0");
    assertThatThrownBy(() -> ModelMetadata.fromProperties(properties))
        .hasMessageContaining("width 0: expected");
  }

  @Test
  void aSizeIsCheckedWithItsExpectation() {
    assertThat(InputSize.parse("480x352")).isEqualTo(new InputSize(480, 352));
    assertThatThrownBy(() -> InputSize.parse("480")).hasMessageContaining("expected WIDTHxHEIGHT");
    assertThatThrownBy(() -> new InputSize(480, 0))
        .hasMessageContaining("expected width and height");
  }

  @Test
  void itsPropertiesStandInOneOrderSoThatTheSameWeightsGiveTheSameFile() {
    assertThat(sample(new InputSize(480, 352)).toProperties().keySet())
        .endsWith("weir.provenance.data", "weir.provenance.seed");
  }
}
