package dev.weir.zoo.onnx;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.List;

/** The operator sets of ONNX models, and their functions. */
public final class OperatorSets {
  /** ONNX's own operators, whose domain may also be written out. */
  private static final String OWN = "";

  private static final String OWN_WRITTEN_OUT = "ai.onnx";

  private OperatorSets() {}

  /** The version of ONNX's own operators that a model uses; 0 if it uses none. */
  public static long version(ModelProto model) {
    return version(model.getOpsetImportList());
  }

  static long version(List<OperatorSetIdProto> sets) {
    return version(sets, OWN);
  }

  private static long version(List<OperatorSetIdProto> sets, String domain) {
    return sets.stream()
        .filter(set -> domain(set).equals(domain))
        .mapToLong(OperatorSetIdProto::getVersion)
        .max()
        .orElse(0);
  }

  private static String domain(OperatorSetIdProto set) {
    return set.getDomain().equals(OWN_WRITTEN_OUT) ? OWN : set.getDomain();
  }

  /**
   * Adds the operator sets and functions of another model.
   *
   * @throws IllegalArgumentException if both use different versions of an operator set
   */
  static void merge(ModelProto.Builder model, ModelProto other) {
    for (OperatorSetIdProto set : other.getOpsetImportList()) {
      long here = version(model.getOpsetImportList(), domain(set));
      if (here == 0) {
        model.addOpsetImport(set);
      } else if (here != set.getVersion()) {
        throw new IllegalArgumentException(
            "it uses version %d of the operator set '%s', the others use %d: expected the same; export it again with that version"
                .formatted(
                    set.getVersion(),
                    domain(set).equals(OWN) ? OWN_WRITTEN_OUT : domain(set),
                    here));
      }
    }
    for (FunctionProto function : other.getFunctionsList()) {
      if (!model.getFunctionsList().contains(function)) {
        model.addFunctions(function);
      }
    }
  }
}
