package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.onnx.ExternalWeights;
import dev.weir.zoo.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX file that was made elsewhere, by an exporter of PyTorch, MMSegmentation, torchvision or
 * Hugging Face: a picture goes in as float [N, 3, H, W], or [N, 1, H, W] in gray, and scores or
 * class numbers come out. Immutable.
 */
public final class ExternalModel {
  private static final int OLDEST = 11;
  private static final int FREE = -1;
  private static final int COLOR = 3;
  private static final int GRAY = 1;
  private static final int MAX_CHANNELS = 16; // a longer side is no channels

  /** Operators that change the shape of values, or repeat them, and leave what they mean. */
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
  private static final Set<DataType> REALS = Set.of(DataType.FLOAT, DataType.FLOAT16);

  private final Path file;
  private final ModelProto model;
  private final ValueInfoProto input;
  private final int channels;
  private final boolean single;

  private ExternalModel(
      Path file, ModelProto model, ValueInfoProto input, int channels, boolean single) {
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
          "%s: a model of Weir's already, which runs as it is".formatted(file));
    }
    long operators = OnnxGraph.operatorSet(model);
    if (operators < OLDEST) {
      throw new IllegalArgumentException(
          "%s: written in operator set %d, expected %d or later; export it again with opset_version=17"
              .formatted(file, operators, OLDEST));
    }
    ValueInfoProto input = picture(file, graph);
    List<Integer> sides = sides(input.getType().getTensorType());
    return new ExternalModel(
        file,
        ExternalWeights.inlined(model, file),
        input,
        sides.get(1) == GRAY ? GRAY : COLOR,
        sides.get(0) == 1);
  }

  /** The only input; older exporters list the weights among the inputs. */
  private static ValueInfoProto picture(Path file, GraphProto graph) {
    Set<String> weights =
        graph.getInitializerList().stream().map(t -> t.getName()).collect(Collectors.toSet());
    List<ValueInfoProto> inputs =
        graph.getInputList().stream().filter(i -> !weights.contains(i.getName())).toList();
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          "%s: %d inputs (%s), expected one, a picture as float [N, 3, H, W]"
              .formatted(
                  file,
                  inputs.size(),
                  inputs.stream().map(ExternalModel::text).collect(Collectors.joining(", "))));
    }
    ValueInfoProto input = inputs.get(0);
    TypeProto.Tensor tensor = input.getType().getTensorType();
    List<Integer> sides = sides(tensor);
    boolean picture = REALS.contains(type(tensor)) && sides.size() == 4;
    if (picture && hasChannelsLast(sides)) {
      throw new IllegalArgumentException(
          "%s: its input is %s, with the channels last: expected a picture as float [N, 3, H, W] in color or [N, 1, H, W] in gray; export it again with the channels first (tf2onnx: --inputs-as-nchw %s)"
              .formatted(file, text(input), input.getName()));
    }
    if (picture && !Set.of(COLOR, GRAY, FREE).contains(sides.get(1))) {
      throw new IllegalArgumentException(
          "%s: its input is %s, of %d channels: expected a picture as float [N, 3, H, W] in color or [N, 1, H, W] in gray, which is all that a frame holds"
              .formatted(file, text(input), sides.get(1)));
    }
    if (!picture) {
      throw new IllegalArgumentException(
          "%s: its input is %s, expected a picture as float [N, 3, H, W]; export it again with floats and the channels first"
              .formatted(file, text(input)));
    }
    if (sides.get(0) != 1 && sides.get(0) != FREE) {
      throw new IllegalArgumentException(
          "%s: its input is %s, always %d pictures at once; export it again with a batch of 1, or a free one"
              .formatted(file, text(input), sides.get(0)));
    }
    return input;
  }

  /** Whether the last side is that of channels, and the second is not. */
  private static boolean hasChannelsLast(List<Integer> sides) {
    boolean first = sides.get(1) != FREE && sides.get(1) <= MAX_CHANNELS;
    return !first && sides.get(3) != FREE && sides.get(3) <= MAX_CHANNELS;
  }

  /**
   * The order of its channels: the one that is asked for, or the one that its input says.
   *
   * @param asked or null if none is
   * @throws IllegalArgumentException if its input has other channels
   */
  public ChannelOrder order(@Nullable ChannelOrder asked) {
    int own = sides(input.getType().getTensorType()).get(1);
    if (asked == null) {
      return own == GRAY ? ChannelOrder.GRAY : ChannelOrder.RGB;
    }
    if (own != FREE && own != asked.channels()) {
      throw new IllegalArgumentException(
          "--order %s: %s has the input %s, of %d channels, expected %d; leave --order away"
              .formatted(
                  asked.name().toLowerCase(Locale.ROOT), file, text(input), own, asked.channels()));
    }
    return asked;
  }

  /** The same, given its channels in an order. */
  public ExternalModel ordered(ChannelOrder order) {
    return new ExternalModel(file, model, input, order.channels(), single);
  }

  /** The same, asked one picture at a time, whatever it declares. */
  public ExternalModel onePictureAtATime() {
    return new ExternalModel(file, model, input, channels, true);
  }

  /** The size that it works at: its own, or the one that is asked for where its own is free. */
  public InputSize size(@Nullable InputSize asked) {
    List<Integer> sides = sides(input.getType().getTensorType());
    int height = sides.get(2);
    int width = sides.get(3);
    if (asked == null) {
      if (height == FREE || width == FREE) {
        throw new IllegalArgumentException(
            "%s: its input is %s, of any size: expected --size WxH, the size that it was trained for"
                .formatted(file, text(input)));
      }
      return new InputSize(width, height);
    }
    if ((height != FREE && height != asked.height()) || (width != FREE && width != asked.width())) {
      throw new IllegalArgumentException(
          "--size %s: %s has the input %s, whose size is fixed; leave --size away, or export it again with a free one"
              .formatted(asked, file, text(input)));
    }
    return asked;
  }

  /**
   * The output that says what a pixel is: the only one, or the one that is asked for.
   *
   * @throws IllegalArgumentException if there is none of that name, or several and none is asked
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
            ? "%s: %d outputs (%s): expected --output with the one that scores classes"
                .formatted(file, names.size(), all)
            : "--output %s: %s has no such output; expected one of %s".formatted(asked, file, all));
  }

  /** The file that it was read from. */
  public Path file() {
    return file;
  }

  /** The name of its input. */
  public String input() {
    return input.getName();
  }

  /** Whether its input is binary16, otherwise binary32. */
  public boolean half() {
    return type(input.getType().getTensorType()) == DataType.FLOAT16;
  }

  /** Whether it takes one picture at a time, as most exporters leave it. */
  public boolean single() {
    return single;
  }

  /** The channels of its pictures: 3 in color, 1 in gray. */
  public int channels() {
    return channels;
  }

  /** Whether the last thing that it does to an output's values is a sigmoid. */
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
    return OnnxGraph.operatorSet(model);
  }

  ModelProto model() {
    return model;
  }

  /** The file's content, with the weights that lay beside it. */
  public byte[] toBytes() {
    return model.toByteArray();
  }

  private static DataType type(TypeProto.Tensor tensor) {
    DataType type = DataType.forNumber(tensor.getElemType());
    return type == null ? DataType.UNDEFINED : type;
  }

  /** Of each side its length, or {@link #FREE}. */
  private static List<Integer> sides(TypeProto.Tensor tensor) {
    List<Integer> sides = new ArrayList<>();
    for (Dimension d : tensor.getShape().getDimList()) {
      sides.add(d.hasDimValue() && d.getDimValue() > 0 ? Math.toIntExact(d.getDimValue()) : FREE);
    }
    return sides;
  }

  /** For people: {@code 'pixel_values', float [N, 3, 512, 512]}. */
  private static String text(ValueInfoProto value) {
    TypeProto.Tensor tensor = value.getType().getTensorType();
    List<String> sides = new ArrayList<>();
    for (Dimension d : tensor.getShape().getDimList()) {
      sides.add(
          d.hasDimValue() && d.getDimValue() > 0
              ? Long.toString(d.getDimValue())
              : d.getDimParam().isEmpty() ? "?" : d.getDimParam());
    }
    return "'%s', %s %s"
        .formatted(value.getName(), type(tensor).name().toLowerCase(Locale.ROOT), sides);
  }

  /** For people: which file, and what its input is. */
  @Override
  public String toString() {
    return "%s, operator set %d, input %s"
        .formatted(file.getFileName(), operatorSet(), text(input));
  }
}
