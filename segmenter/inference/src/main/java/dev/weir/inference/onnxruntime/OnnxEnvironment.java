package dev.weir.inference.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime, with its libraries unpacked once into the cache where JavaCPP keeps OpenCV's and
 * FFmpeg's ({@code ~/.javacpp/cache}). Left to itself it unpacks them at each start into the
 * temporary folder, and a process that is killed leaves them behind: 30 MB, with CUDA 600 MB.
 */
public final class OnnxEnvironment {
  private static final Logger LOG = LoggerFactory.getLogger(OnnxEnvironment.class);

  /** ONNX Runtime's own property: the folder of its libraries. */
  private static final String FOLDER = "onnxruntime.native.path";

  private static final List<String> LIBRARIES =
      List.of("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared");

  static {
    if (System.getProperty(FOLDER) == null) {
      unpack(LIBRARIES).ifPresent(folder -> System.setProperty(FOLDER, folder));
    }
  }

  private OnnxEnvironment() {}

  /**
   * The environment of this process. To be called before anything else of ONNX Runtime; any thread.
   *
   * @throws LinkageError if its libraries do not load
   */
  public static OrtEnvironment get() {
    return Holder.ENVIRONMENT;
  }

  /** Made by the first {@link #get()}: setting up this class alone loads nothing yet. */
  private static final class Holder {
    private static final OrtEnvironment ENVIRONMENT = withoutTelemetry();

    private Holder() {}

    /**
     * ONNX Runtime 1.29 reports models and their use to its maker unless told not to. {@code
     * deploy/weir} says so in the environment, which is heard before anything is reported or
     * written; this is for those who start Weir in another way.
     */
    private static OrtEnvironment withoutTelemetry() {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try {
        environment.setTelemetry(false);
      } catch (OrtException e) {
        LOG.warn("telemetry of ONNX Runtime not switched off cause={}", e.getMessage());
      }
      return environment;
    }
  }

  /**
   * Unpacks a provider's library beside the others, where ONNX Runtime looks for it.
   *
   * @param provider {@code cuda} or {@code tensorrt}
   */
  static void unpackProvider(String provider) {
    unpack(List.of("onnxruntime_providers_" + provider));
  }

  /** The folder of those that this build has; empty if it has none, or they cannot be unpacked. */
  private static Optional<String> unpack(List<String> libraries) {
    Optional<String> folder = Optional.empty();
    try {
      for (String library : libraries) {
        String file = System.mapLibraryName(library).replace("jnilib", "dylib");
        URL packed = OrtEnvironment.class.getResource("native/%s/%s".formatted(platform(), file));
        if (packed != null) {
          folder = Optional.ofNullable(Loader.cacheResource(packed)).map(File::getParent);
        }
      }
      return folder;
    } catch (IOException e) {
      // ONNX Runtime unpacks them into the temporary folder then.
      LOG.debug("libraries={} not cached cause={}", libraries, e.getMessage());
      return Optional.empty();
    }
  }

  /** This platform as ONNX Runtime names it. */
  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String name = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
    return name + (processor.equals("aarch64") ? "-aarch64" : "-x64");
  }
}
