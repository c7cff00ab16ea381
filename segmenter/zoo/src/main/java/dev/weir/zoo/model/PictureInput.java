package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.weir.zoo.InputSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The input of an external model: a picture as float [N, 3, H, W], or [N, 1, H, W] in gray. Sides
 * may be free.
 *
 * @param value as the graph declares it
 * @param sides the length of each side, or {@link #FREE}
 */
record PictureInput(ValueInfoProto value, List<Integer> sides) {
  static final int BATCH = 0;
  static final int CHANNELS = 1;
  static final int HEIGHT = 2;
  static final int WIDTH = 3;

  /** The length of a side that can have any length. */
  private static final int FREE = -1;

  private static final int COLOR = 3;
  private static final int GRAY = 1;

  /** A longer side is not a side of channels. */
  private static final int MAX_CHANNELS = 16;

  private static final Set<DataType> REALS = Set.of(DataType.FLOAT, DataType.FLOAT16);

  PictureInput {
    sides = List.copyOf(sides);
  }

  /**
   * The only input of a graph. Older exporters list the weights among the inputs.
   *
   * @param file for messages
   * @throws IllegalArgumentException if there are several, or it is not a picture
   */
  static PictureInput of(Path file, GraphProto graph) {
    Set<String> weights =
        graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    List<PictureInput> inputs =
        graph.getInputList().stream()
            .filter(i -> !weights.contains(i.getName()))
            .map(i -> new PictureInput(i, sides(i.getType().getTensorType())))
            .toList();
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          "%s: %d inputs (%s), expected one, a picture as float [N, 3, H, W]"
              .formatted(
                  file,
                  inputs.size(),
                  inputs.stream().map(PictureInput::toString).collect(Collectors.joining(", "))));
    }
    inputs.get(0).check(file);
    return inputs.get(0);
  }

  private void check(Path file) {
    if (!REALS.contains(type()) || sides.size() != 4) {
      throw new IllegalArgumentException(
          "%s: its input is %s, expected a picture as float [N, 3, H, W]; export it again with floats and the channels first"
              .formatted(file, this));
    }
    if (hasChannelsLast()) {
      throw new IllegalArgumentException(
          "%s: its input is %s, with the channels last: expected a picture as float [N, 3, H, W] in color or [N, 1, H, W] in gray; export it again with the channels first (tf2onnx: --inputs-as-nchw %s)"
              .formatted(file, this, name()));
    }
    if (!takes(CHANNELS, COLOR) && !takes(CHANNELS, GRAY)) {
      throw new IllegalArgumentException(
          "%s: its input is %s, of %d channels: expected a picture as float [N, 3, H, W] in color or [N, 1, H, W] in gray, which is all that a frame contains"
              .formatted(file, this, side(CHANNELS)));
    }
    if (!takes(BATCH, 1)) {
      throw new IllegalArgumentException(
          "%s: its input is %s, always %d pictures at once; export it again with a batch of 1, or a free batch"
              .formatted(file, this, side(BATCH)));
    }
  }

  /** Whether the last side is that of channels, and the second is not. */
  private boolean hasChannelsLast() {
    boolean first = side(CHANNELS) != FREE && side(CHANNELS) <= MAX_CHANNELS;
    return !first && side(WIDTH) != FREE && side(WIDTH) <= MAX_CHANNELS;
  }

  /** Its name in the graph. */
  String name() {
    return value.getName();
  }

  /** The length of a side; negative if it is free. */
  int side(int side) {
    return sides.get(side);
  }

  /** Whether a side can have a length. */
  boolean takes(int side, int length) {
    return side(side) == FREE || side(side) == length;
  }

  /** Whether it has one channel. */
  boolean isGray() {
    return side(CHANNELS) == GRAY;
  }

  /** Whether it takes one picture at a time. */
  boolean isSingle() {
    return side(BATCH) == 1;
  }

  /** Whether it is binary16, otherwise binary32. */
  boolean isHalf() {
    return type() == DataType.FLOAT16;
  }

  /** Its size; empty if one of the sides is free. */
  Optional<InputSize> size() {
    return side(HEIGHT) == FREE || side(WIDTH) == FREE
        ? Optional.empty()
        : Optional.of(new InputSize(side(WIDTH), side(HEIGHT)));
  }

  private DataType type() {
    DataType type = DataType.forNumber(value.getType().getTensorType().getElemType());
    return type == null ? DataType.UNDEFINED : type;
  }

  private static List<Integer> sides(TypeProto.Tensor tensor) {
    List<Integer> sides = new ArrayList<>();
    for (Dimension d : tensor.getShape().getDimList()) {
      int length = (int) Math.min(Integer.MAX_VALUE, d.getDimValue());
      sides.add(d.hasDimValue() && length > 0 ? length : FREE);
    }
    return sides;
  }

  /** For people: {@code 'pixel_values', float [N, 3, 512, 512]}. */
  @Override
  public String toString() {
    List<String> texts = new ArrayList<>();
    for (Dimension d : value.getType().getTensorType().getShape().getDimList()) {
      texts.add(
          d.hasDimValue() && d.getDimValue() > 0
              ? Long.toString(d.getDimValue())
              : d.getDimParam().isEmpty() ? "?" : d.getDimParam());
    }
    return "'%s', %s %s".formatted(name(), type().name().toLowerCase(Locale.ROOT), texts);
  }
}
