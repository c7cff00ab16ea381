package dev.weir.zoo;

import java.util.List;

/**
 * ICNet (Zhao et al., ECCV 2018, arXiv 1704.08545): a cascade of three resolutions of one image, of
 * which the deep network sees the smallest only. Scores at 1/4; guidance at 1/16 and 1/8.
 *
 * <p>Maps of images whose sides are no multiple of 32 are rounded up, and a coarse map is upsampled
 * to the size of the fine one that it meets.
 *
 * @param classes 1 to 256
 * @param width 1 is the published half-width network, 2 the uncompressed one
 */
public record Icnet(int classes, int width) implements Network {
  static final String NAME = "icnet";

  public Icnet {
    if (classes < 1 || classes > 256) {
      throw new IllegalArgumentException("icnet: %d classes: expected 1 to 256".formatted(classes));
    }
    if (width < 1 || width > 4) {
      throw new IllegalArgumentException(
          "icnet: width %d: expected 1 (published, half) or 2 (uncompressed), 4 at most"
              .formatted(width));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public <T> Scores<T> scores(Ops<T> ops, T image) {
    Blocks<T> blocks = new Blocks<>(ops);
    int w = width;

    // sub4 and sub2 share a trunk on half of the image; it ends at 1/16.
    Shape full = ops.shape(image);
    Shape half = full.strided(2);
    T t = ops.resize(image, half.height(), half.width());
    t = blocks.convBnRelu("conv1_1", t, Conv.k3(32 * w).stride(2));
    t = blocks.convBnRelu("conv1_2", t, Conv.k3(32 * w));
    t = blocks.convBnRelu("conv1_3", t, Conv.k3(64 * w));
    t = ops.maxPool(t, 3, 2);
    t = blocks.bottlenecks("conv2", 1, 3, t, 32 * w, 128 * w, 1);
    T sub2 = blocks.bottleneck("conv3_1", t, 64 * w, 256 * w, 2, 1);

    // sub4, the deep branch, at 1/32.
    Shape coarse = ops.shape(sub2).strided(2);
    t = ops.resize(sub2, coarse.height(), coarse.width());
    t = blocks.bottlenecks("conv3", 2, 3, t, 64 * w, 256 * w, 1);
    t = blocks.bottlenecks("conv4", 1, 6, t, 128 * w, 512 * w, 2);
    t = blocks.bottlenecks("conv5", 1, 3, t, 256 * w, 1024 * w, 4);
    t = blocks.summedPyramidPooling(t, List.of(1, 2, 3, 6));
    T sub4 = blocks.convBnRelu("conv5_4", t, Conv.k1(256 * w));

    // sub1, the shallow branch, on the full image.
    t = blocks.convBnRelu("conv1_sub1", image, Conv.k3(32 * w).stride(2));
    t = blocks.convBnRelu("conv2_sub1", t, Conv.k3(32 * w).stride(2));
    T sub1 = blocks.convBnRelu("conv3_sub1", t, Conv.k3(64 * w).stride(2));

    // Two fusions, each guided by the classes of its upsampled coarse map.
    sub4 = ops.resizeLike(sub4, sub2);
    T guide16 = blocks.classifier("sub4_out", sub4, classes);
    T sub24 = blocks.cascadeFeatureFusion("conv_sub4", sub4, "sub2_proj", sub2, 128 * w);
    sub24 = ops.resizeLike(sub24, sub1);
    T guide8 = blocks.classifier("sub24_out", sub24, classes);
    T fused = blocks.cascadeFeatureFusion("conv_sub2", sub24, "sub1_proj", sub1, 128 * w);

    // Head, at 1/4.
    Shape quarter = full.strided(4);
    fused = ops.resize(fused, quarter.height(), quarter.width());
    T main = blocks.classifier("conv6_cls", fused, classes);
    return new Scores<>(
        main,
        1.0,
        List.of(new Scores.Guidance<>(guide16, 0.16), new Scores.Guidance<>(guide8, 0.4)));
  }
}
