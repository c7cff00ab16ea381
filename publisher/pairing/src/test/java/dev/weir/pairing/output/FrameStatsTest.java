package dev.weir.pairing.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.weir.mask.ClassMap;
import dev.weir.pairing.accounting.ClassShares;
import dev.weir.pairing.join.Pair;
import dev.weir.pairing.join.Samples;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class FrameStatsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Pair pair = new Pair(Samples.frame(3), Samples.mask(3, 0));

  private JsonNode json() throws IOException {
    FrameStats stats =
        FrameStats.of(
            pair,
            ClassShares.count(pair.mask().classes()),
            ClassMap.CAMVID,
            pair.frame().captureTime().plusMillis(30));
    return JSON.readTree(stats.toJson());
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in = StatsTopic.class.getResourceAsStream(StatsTopic.SCHEMA)) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
    }
  }

  @Test
  void saysWhatTheMaskHoldsAndHowLongItTook() throws IOException {
    JsonNode stats = json();
    assertThat(stats.get("id").asText()).isEqualTo("front/s1/3");
    assertThat(stats.get("share").get("road").asDouble()).isEqualTo(1.0);
    JsonNode latency = stats.get("latencyMillis");
    assertThat(latency.get("captureToReceived").asDouble()).isEqualTo(5.0);
    assertThat(latency.get("receivedToMasked").asDouble()).isEqualTo(20.0);
    assertThat(latency.get("maskedToPublished").asDouble()).isEqualTo(5.0);
    assertThat(latency.get("captureToPublished").asDouble()).isEqualTo(30.0);
  }

  @Test
  void keepsThePublishedSchema() throws IOException {
    assertThat(schema().validate(json())).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatIsNotInTheContract() throws IOException {
    ObjectNode without = (ObjectNode) json();
    without.remove("model");
    ObjectNode beyond = ((ObjectNode) json()).put("surprise", 1);
    assertThat(schema().validate(without)).hasSize(1);
    assertThat(schema().validate(beyond)).hasSize(1);
  }
}
