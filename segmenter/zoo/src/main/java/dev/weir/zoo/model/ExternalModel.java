package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.onnx.ExternalWeights;
import dev.weir.zoo.onnx.OperatorSets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX file from another tool, such as an exporter of PyTorch, MMSegmentation, torchvision or
 * Hugging Face: a picture goes in as float [N, 3, H, W], or [N, 1, H, W] in gray, and scores or
 * class numbers come out. Immutable.
 */
public final class ExternalModel {
  private static final int OLDEST = 11;

  /** Operators that reshape or repeat values without changing their meaning. */
  private static final Set<String> SHAPING =
      Set.of(
          "Identity",
          "Squeeze",
          "Unsqueeze",
          "Reshape",
          "Flatten",
          "Transpose",
          "Cast",
          "Slice",
          "Resize",
          "Upsample",
          "Dropout");

  private static final Set<String> SIGMOIDS = Set.of("Sigmoid", "HardSigmoid");

  private final Path file;
  private final ModelProto model;
  private final PictureInput input;
  private final int channels;
  private final boolean single;

  private ExternalModel(
      Path file, ModelProto model, PictureInput input, int channels, boolean single) {
    this.file = file;
    this.model = model;
    this.input = input;
    this.channels = channels;
    this.single = single;
  }

  /**
   * Reads a file, and the files beside it in which its exporter left weights.
   *
   * @throws IOException if it, or a file beside it, cannot be read or is not ONNX
   * @throws IllegalArgumentException if its operators are too old, or its input is no picture
   */
  public static ExternalModel read(Path file) throws IOException {
    ModelProto model = ModelFile.read(file).model();
    GraphProto graph = model.getGraph();
    if (model.getMetadataPropsList().stream().anyMatch(p -> ModelMetadata.marks(p.getKey()))) {
      throw new IllegalArgumentException(
          "%s: already a Weir model; use it as it is".formatted(file));
    }
    long operators = OperatorSets.version(model);
    if (operators < OLDEST) {
      throw new IllegalArgumentException(
          "%s: written in operator set %d, expected %d or later; export it again with opset_version=17"
              .formatted(file, operators, OLDEST));
    }
    PictureInput input = PictureInput.of(file, graph);
    return new ExternalModel(
        file,
        ExternalWeights.inlined(model, file),
        input,
        input.isGray() ? ChannelOrder.GRAY.channels() : ChannelOrder.RGB.channels(),
        input.isSingle());
  }

  /**
   * Returns the channel order: the requested order, or the default for its input.
   *
   * @param asked or null if none is
   * @throws IllegalArgumentException if its input has other channels
   */
  public ChannelOrder order(@Nullable ChannelOrder asked) {
    if (asked == null) {
      return input.isGray() ? ChannelOrder.GRAY : ChannelOrder.RGB;
    }
    if (!input.takes(PictureInput.CHANNELS, asked.channels())) {
      throw new IllegalArgumentException(
          "--order %s: %s has the input %s, of %d channels, expected %d; omit --order"
              .formatted(
                  asked.name().toLowerCase(Locale.ROOT),
                  file,
                  input,
                  input.side(PictureInput.CHANNELS),
                  asked.channels()));
    }
    return asked;
  }

  /** The same, given its channels in an order. */
  public ExternalModel ordered(ChannelOrder order) {
    return new ExternalModel(file, model, input, order.channels(), single);
  }

  /** Returns the same network with a batch size of 1, even if it declares a free batch. */
  public ExternalModel onePictureAtATime() {
    return new ExternalModel(file, model, input, channels, true);
  }

  /** Returns its working size: its fixed size, or the requested size if its size is free. */
  public InputSize size(@Nullable InputSize asked) {
    if (asked == null) {
      return input
          .size()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "%s: its input is %s and accepts any size: add --size WxH with the size that it was trained for"
                          .formatted(file, input)));
    }
    if (!input.takes(PictureInput.HEIGHT, asked.height())
        || !input.takes(PictureInput.WIDTH, asked.width())) {
      throw new IllegalArgumentException(
          "--size %s: %s has the input %s, whose size is fixed; omit --size, or export it again with a free size"
              .formatted(asked, file, input));
    }
    return asked;
  }

  /**
   * Returns the output with scores or class numbers: the only output, or the requested one.
   *
   * @throws IllegalArgumentException if no output has that name, or there are several and none was
   *     requested
   */
  public String output(@Nullable String asked) {
    List<String> names =
        model.getGraph().getOutputList().stream().map(ValueInfoProto::getName).toList();
    if (asked == null ? names.size() == 1 : names.contains(asked)) {
      return asked == null ? names.get(0) : asked;
    }
    String all = String.join(", ", names);
    throw new IllegalArgumentException(
        asked == null
            ? "%s: %d outputs (%s): add --output with the name of the class scores"
                .formatted(file, names.size(), all)
            : "--output %s: %s has no such output; expected one of %s".formatted(asked, file, all));
  }

  /** The file that it was read from. */
  public Path file() {
    return file;
  }

  /** The name of its input. */
  public String input() {
    return input.name();
  }

  /** Whether its input is binary16, otherwise binary32. */
  public boolean half() {
    return input.isHalf();
  }

  /** Whether it takes one picture at a time, as most exporters leave it. */
  public boolean single() {
    return single;
  }

  /** The channels of its pictures: 3 in color, 1 in gray. */
  public int channels() {
    return channels;
  }

  /** Whether the last operation on an output's values is a sigmoid. */
  public boolean endsInSigmoid(String output) {
    String value = output;
    while (true) {
      String wanted = value;
      NodeProto node =
          model.getGraph().getNodeList().stream()
              .filter(n -> n.getOutputList().contains(wanted))
              .findFirst()
              .orElse(null);
      if (node == null || !SHAPING.contains(node.getOpType())) {
        return node != null && SIGMOIDS.contains(node.getOpType());
      }
      value = node.getInput(0);
    }
  }

  /** The version of ONNX's own operators that it is written in. */
  long operatorSet() {
    return OperatorSets.version(model);
  }

  ModelProto model() {
    return model;
  }

  /** The file's content, with the weights that lay beside it. */
  public byte[] toBytes() {
    return model.toByteArray();
  }

  /** For people: which file, and what its input is. */
  @Override
  public String toString() {
    return "%s, operator set %d, input %s".formatted(file.getFileName(), operatorSet(), input);
  }
}
