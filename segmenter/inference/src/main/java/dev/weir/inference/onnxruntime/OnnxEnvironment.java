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
 * Loads ONNX Runtime from libraries unpacked once into JavaCPP's cache ({@code ~/.javacpp/cache}),
 * beside OpenCV and FFmpeg. By default ONNX Runtime unpacks them into the temporary folder at each
 * start, and a killed process leaves them there: 30 MB, or 600 MB with CUDA.
 */
public final class OnnxEnvironment {
  private static final Logger LOG = LoggerFactory.getLogger(OnnxEnvironment.class);

  /** ONNX Runtime's system property for the folder of its libraries. */
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
   * Returns the environment of this process. Call this before any other use of ONNX Runtime; any
   * thread may.
   *
   * @throws LinkageError if its libraries do not load
   */
  public static OrtEnvironment get() {
    return Holder.ENVIRONMENT;
  }

  /** Created by the first {@link #get()}, so that loading the outer class alone loads nothing. */
  private static final class Holder {
    private static final OrtEnvironment ENVIRONMENT = withoutTelemetry();

    private Holder() {}

    /**
     * Disables telemetry. ONNX Runtime 1.29 reports models and their use to its vendor unless told
     * not to. {@code deploy/weir} disables it with an environment variable, which takes effect
     * before anything is reported or written. This call covers other ways to start Weir.
     */
    private static OrtEnvironment withoutTelemetry() {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try {
        environment.setTelemetry(false);
      } catch (OrtException e) {
        LOG.warn("telemetry of ONNX Runtime not disabled cause={}", e.getMessage());
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

  /**
   * Returns the folder with the unpacked libraries; empty if this build has none of them or they
   * cannot be unpacked.
   */
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
      // ONNX Runtime then unpacks them into the temporary folder.
      LOG.debug("libraries={} not cached cause={}", libraries, e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns this platform in ONNX Runtime's naming. */
  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String name = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
    return name + (processor.equals("aarch64") ? "-aarch64" : "-x64");
  }
}
