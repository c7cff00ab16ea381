package dev.weir.zoo.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Runs the kit for every network of the zoo. Numbers come from the paper if it gives them,
 * otherwise from the commonly used implementation; {@code source} says which.
 */
class NetworksTest {
  @Test
  void everyNetworkPassesTheKit() throws ReflectiveOperationException {
    List<String> names = new ArrayList<>();
    for (Class<?> kit : NetworksTest.class.getDeclaredClasses()) {
      Object nested = kit.getDeclaredConstructor(NetworksTest.class).newInstance(this);
      names.add(((NetworkCompatibilityKit) nested).name());
    }
    assertThat(names).containsExactlyInAnyOrderElementsOf(Networks.names());
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseThatThereAre() {
    assertThatThrownBy(() -> Networks.of("icnett", 11, 1))
        .hasMessageContaining("network 'icnett': expected one of deconvnet, deeplabv3-101, ");
    assertThat(Networks.of("ICNet", 11, 1)).isEqualTo(new Icnet(11, 1));
  }

  @Test
  void variantsThatNobodyPublishedAreRefused() {
    assertThatThrownBy(() -> new Fcn(11, 1, 4)).hasMessageContaining("expected 32, 16 or 8");
    assertThatThrownBy(() -> new RefineNet(11, 1, 18)).hasMessageContaining("expected 50 or 101");
    assertThatThrownBy(() -> new DenseAspp(11, 1, 169)).hasMessageContaining("121 or 161");
  }

  @Nested
  class IcnetKit extends NetworkCompatibilityKit {
    IcnetKit() {
      super("icnet", new Published(11, 6.70, "its cascade guidance included", 4, 1, 32));
    }
  }

  @Nested
  class Fcn32sKit extends NetworkCompatibilityKit {
    Fcn32sKit() {
      super("fcn32s", new Published(21, 134.3, "VGG16 of 134.26 M, its classes 21", 32, 32, 32));
    }
  }

  @Nested
  class Fcn16sKit extends NetworkCompatibilityKit {
    Fcn16sKit() {
      super("fcn16s", new Published(21, 134.4, "FCN-32s and pool4's scores", 16, 32, 32));
    }
  }

  @Nested
  class Fcn8sKit extends NetworkCompatibilityKit {
    Fcn8sKit() {
      super("fcn8s", new Published(21, 134.5, "the paper's model, its upsampling", 8, 32, 32));
    }
  }

  /** The paper's network reads grey images: two input channels fewer, 1,152 parameters. */
  @Nested
  class UnetKit extends NetworkCompatibilityKit {
    UnetKit() {
      super("unet", new Published(2, 31.0, "the paper's table for 2 classes", 1, 16, 32));
    }
  }

  @Nested
  class SegnetKit extends NetworkCompatibilityKit {
    SegnetKit() {
      super("segnet", new Published(11, 29.5, "the paper, table 2", 1, 32, 32));
    }
  }

  @Nested
  class DeconvNetKit extends NetworkCompatibilityKit {
    DeconvNetKit() {
      super("deconvnet", new Published(21, 252, "the paper, section 3.2", 1, 32, 224));
    }
  }

  @Nested
  class EDeconvNetKit extends NetworkCompatibilityKit {
    EDeconvNetKit() {
      super("edeconvnet", new Published(21, 252 + 134.5, "the sum of its two", 1, 32, 224));
    }
  }

  @Nested
  class PspNetKit extends NetworkCompatibilityKit {
    PspNetKit() {
      super("pspnet50", new Published(21, 46.7, "the authors' PyTorch code", 8, 1, 32));
    }

    @Override
    boolean isGuidance(String layer) {
      return layer.startsWith("aux");
    }
  }

  @Nested
  class DeepLabV3On50Kit extends NetworkCompatibilityKit {
    DeepLabV3On50Kit() {
      super("deeplabv3-50", new Published(21, 39.6, "torchvision, no auxiliary head", 16, 1, 32));
    }
  }

  @Nested
  class DeepLabV3On101Kit extends NetworkCompatibilityKit {
    DeepLabV3On101Kit() {
      super("deeplabv3-101", new Published(21, 58.6, "torchvision, no auxiliary head", 16, 1, 32));
    }
  }

  /** ResNet without its classifier, three more blocks of three units without projection, k1. */
  @Nested
  class CascadeOn50Kit extends NetworkCompatibilityKit {
    CascadeOn50Kit() {
      super(
          "deeplabv3-cascade-50",
          new Published(21, 23.51 + 9 * 4.462 + 0.043, "the paper, table 1", 16, 1, 32));
    }
  }

  @Nested
  class CascadeOn101Kit extends NetworkCompatibilityKit {
    CascadeOn101Kit() {
      super(
          "deeplabv3-cascade-101",
          new Published(21, 42.50 + 9 * 4.462 + 0.043, "the paper, table 1", 16, 1, 32));
    }
  }

  /**
   * From the paper's figure 4 and text, added up: Xception-65 37.87 M (including 16 middle blocks
   * of three 728 × (9 + 728)), ASPP 3.02 M (each separable branch 2048 × (9 + 256)), decoder 0.17
   * M.
   */
  @Nested
  class DeepLabV3PlusOnXceptionKit extends NetworkCompatibilityKit {
    DeepLabV3PlusOnXceptionKit() {
      super(
          "deeplabv3plus-xception65", new Published(21, 41.05, "the sum of its tables", 4, 1, 32));
    }
  }

  @Nested
  class DeepLabV3PlusOn50Kit extends NetworkCompatibilityKit {
    DeepLabV3PlusOn50Kit() {
      super("deeplabv3plus-50", new Published(21, 26.7, "Segmentation Models PyTorch", 4, 1, 32));
    }
  }

  @Nested
  class DenseAspp121Kit extends NetworkCompatibilityKit {
    DenseAspp121Kit() {
      super("denseaspp121", new Published(19, 8.28, "later papers' comparisons", 8, 1, 32));
    }
  }

  @Nested
  class DenseAspp161Kit extends NetworkCompatibilityKit {
    DenseAspp161Kit() {
      super("denseaspp161", new Published(19, 35.4, "the authors' checkpoint", 8, 1, 32));
    }
  }

  @Nested
  class RefineNet50Kit extends NetworkCompatibilityKit {
    RefineNet50Kit() {
      super(
          "refinenet50",
          new Published(21, 99, "Nekrasov et al. 2018, Light-Weight RefineNet", 4, 1, 32));
    }
  }

  @Nested
  class RefineNet101Kit extends NetworkCompatibilityKit {
    RefineNet101Kit() {
      super(
          "refinenet101",
          new Published(21, 118, "Nekrasov et al. 2018, Light-Weight RefineNet", 4, 1, 32));
    }
  }
}
