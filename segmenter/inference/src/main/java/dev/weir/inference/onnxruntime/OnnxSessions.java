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

/** Opens ONNX Runtime sessions on the provider that is wanted, and says aloud which it became. */
final class OnnxSessions {
  private static final Logger LOG = LoggerFactory.getLogger(OnnxSessions.class);
  private static final int DEVICE = 0;

  /** A session and where it runs. */
  record Opened(OrtSession session, Provider provider) {}

  private OnnxSessions() {}

  /**
   * Opens a session.
   *
   * @param name of the model, for messages
   * @throws ModelException if the model cannot be loaded, or CUDA is demanded and not there
   */
  static Opened open(String name, byte[] model, SegmenterOptions options) throws ModelException {
    OnnxEnvironment.get(); // before all else: without it ONNX Runtime cannot say what is wrong
    if (options.provider() == ProviderChoice.CPU) {
      return new Opened(cpu(name, model, options), Provider.CPU); // asked for: nothing to explain
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
      // Frames of changing size, or threads that take turns, would otherwise grow the arena by
      // gigabytes (onnxruntime issue 29351).
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
    // Threads that spin take the cores from decoders and encoders: with it, even for 30 us between
    // operators, a small network alone was a tenth faster and the pipeline around it slower.
    session.addConfigEntry("session.intra_op.allow_spinning", options.spins() ? "1" : "0");
    return session;
  }
}
