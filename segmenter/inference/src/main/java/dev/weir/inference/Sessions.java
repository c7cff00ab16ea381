package dev.weir.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens ONNX Runtime sessions on the provider that is wanted, and says aloud which it became. */
final class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final int DEVICE = 0;

  /** A session and where it runs. */
  record Opened(OrtSession session, Provider provider) {}

  private Sessions() {}

  /**
   * Opens a session.
   *
   * @param name of the model, for messages
   * @throws ModelException if the model cannot be loaded, or CUDA is demanded and not there
   */
  static Opened open(String name, byte[] model, SegmenterOptions options) throws ModelException {
    if (options.provider() == ProviderChoice.CPU) {
      return new Opened(cpu(name, model, options), Provider.CPU); // asked for: nothing to explain
    }
    String reason;
    if (OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      try {
        return said(name, new Opened(cuda(model, options), Provider.CUDA), "found");
      } catch (OrtException e) {
        reason = "CUDA does not start: " + e.getMessage();
      }
    } else {
      reason = "this build of ONNX Runtime has no CUDA; build Weir with -Pgpu for it";
    }
    if (options.provider() == ProviderChoice.CUDA) {
      throw new ModelException(
          "--provider cuda: %s; --provider cpu runs without".formatted(reason));
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
      return OrtEnvironment.getEnvironment().createSession(model, session);
    } catch (OrtException e) {
      throw new ModelException(
          "%s: not an ONNX model that ONNX Runtime can load (%s); expected a file as 'weir models export' writes it"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static OrtSession cuda(byte[] model, SegmenterOptions options) throws OrtException {
    try (SessionOptions session = common(options);
        OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(DEVICE)) {
      // Frames of changing size, or threads that take turns, would otherwise grow the arena by
      // gigabytes (onnxruntime issue 29351).
      session.setMemoryPatternOptimization(false);
      session.addCUDA(cuda);
      return OrtEnvironment.getEnvironment().createSession(model, session);
    }
  }

  private static SessionOptions common(SegmenterOptions options) throws OrtException {
    SessionOptions session = new SessionOptions();
    session.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    session.setIntraOpNumThreads(
        options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads());
    // Threads that spin between frames take the cores from decoders and encoders.
    session.addConfigEntry("session.intra_op.allow_spinning", "0");
    return session;
  }
}
