package dev.weir.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.ClassMap;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("weir models")
class ModelsCommandTest extends ModelsCommandKit {
  @Test
  void compareRefusesWhatIsNoNetworkAndWhatItSetsItself() {
    String run = "--run=" + directory;
    String data = "--data=synthetic:street";
    assertThat(weir("models", "compare", data, run, "--networks=icnet,segnett")).isEqualTo(2);
    assertThat(err.toString()).contains("network 'segnett': expected one of", "segnet");
    assertThat(weir("models", "compare", data, run, "--set=width=0.5")).isEqualTo(2);
    assertThat(err.toString()).contains("their width with --budget");
    assertThat(weir("models", "compare", data, run, "--budget=0.001")).isEqualTo(2);
    assertThat(err.toString()).contains("raise the budget or lower the size");
  }

  @Test
  void theFileToWriteIsCheckedBeforeTheWork() throws IOException {
    Path model = segnet("m.onnx", ClassMap.CAMVID);

    assertThat(weir("models", "export", "--weights=" + model, "none/x.onnx")).isEqualTo(2);
    assertThat(weir("models", "ensemble", "none/x.onnx", "--model=" + model)).isEqualTo(2);
    assertThat(
            weir(
                "models", "quantize", "--model=" + model, "--calibrate=synthetic:street", "none/x"))
        .isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(3).allMatch(l -> l.contains("no folder none"));
  }
}
