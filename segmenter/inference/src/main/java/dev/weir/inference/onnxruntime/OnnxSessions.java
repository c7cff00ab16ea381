package dev.weir.inference.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import dev.weir.inference.ModelException;
import dev.weir.inference.Provider;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens ONNX Runtime sessions on the requested provider and logs the provider in use. */
final class OnnxSessions {
  private static final Logger LOG = LoggerFactory.getLogger(OnnxSessions.class);
  private static final int DEVICE = 0;

  /** A session and its provider. */
  record Opened(OrtSession session, Provider provider) {}

  private OnnxSessions() {}

  /**
   * Opens a session.
   *
   * @param name the model's name, for messages
   * @throws ModelException if the model cannot be loaded, or the requested provider is not
   *     available
   */
  static Opened open(String name, byte[] model, SegmenterOptions options) throws ModelException {
    OnnxEnvironment.get(); // first: without it, ONNX Runtime cannot report errors
    if (options.provider() == ProviderChoice.CPU) {
      return new Opened(cpu(name, model, options), Provider.CPU); // the user's choice
    }
    Provider wanted =
        options.provider() == ProviderChoice.TENSORRT ? Provider.TENSORRT : Provider.CUDA;
    String reason;
    Optional<String> missing = RuntimeBuild.missing(wanted);
    if (missing.isPresent()) {
      reason = missing.get();
    } else {
      try {
        return said(name, gpu(model, options), "found");
      } catch (OrtException e) {
        reason = "%s does not start: %s".formatted(wanted, e.getMessage());
      }
    }
    if (options.provider() != ProviderChoice.AUTO) {
      throw new ModelException(
          "--provider %s: %s; --provider cpu runs without"
              .formatted(options.provider().name().toLowerCase(Locale.ROOT), reason));
    }
    return said(name, new Opened(cpu(name, model, options), Provider.CPU), reason);
  }

  private static Opened said(String name, Opened opened, String why) {
    LOG.info("model={} provider={} reason=\"{}\"", name, opened.provider(), why);
    return opened;
  }

  private static OrtSession cpu(String name, byte[] model, SegmenterOptions options)
      throws ModelException {
    try (SessionOptions session = common(options)) {
      return OnnxEnvironment.get().createSession(model, session);
    } catch (OrtException e) {
      throw new ModelException(
          "%s: not an ONNX model that ONNX Runtime can load (%s); expected a file as 'weir models export' writes it"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static Opened gpu(byte[] model, SegmenterOptions options) throws OrtException {
    try (SessionOptions session = common(options)) {
      // Otherwise frames of changing size, or several threads, would grow the arena by gigabytes
      // (onnxruntime issue 29351).
      session.setMemoryPatternOptimization(false);
      OnnxEnvironment.unpackProvider("cuda");
      if (options.provider() != ProviderChoice.TENSORRT) {
        return new Opened(cuda(model, session), Provider.CUDA);
      }
      OnnxEnvironment.unpackProvider("tensorrt");
      try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(DEVICE)) {
        session.addTensorrt(tensorRt);
        return new Opened(cuda(model, session), Provider.TENSORRT);
      }
    }
  }

  private static OrtSession cuda(byte[] model, SessionOptions session) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(DEVICE)) {
      session.addCUDA(cuda);
      return OnnxEnvironment.get().createSession(model, session);
    }
  }

  private static SessionOptions common(SegmenterOptions options) throws OrtException {
    SessionOptions session = new SessionOptions();
    session.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    session.setIntraOpNumThreads(
        options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads());
    // Spinning threads take the cores from decoders and encoders. With 30 us of spinning between
    // operators, a small network alone was a tenth faster, but its pipeline was slower.
    session.addConfigEntry("session.intra_op.allow_spinning", options.spins() ? "1" : "0");
    return session;
  }
}
