package dev.weir.broker;

import dev.weir.frame.TemporaryFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One real Kafka broker (KRaft, broker and controller in one node) in this process, for the demo
 * and the tests. Not for production, where one node is not enough.
 *
 * <ol>
 *   <li>{@link #start} returns when clients can connect.
 *   <li>{@link #close()} may be called by any thread, more than once; it returns when the broker
 *       has stopped.
 * </ol>
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final long ROOM_MEGABYTES = 100; // enough for a few minutes of records
  private static final String FORMATTED = "meta.properties";

  private final KafkaRaftServer server;
  private final String bootstrap;
  private final @Nullable TemporaryFolder temporary;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(
      KafkaRaftServer server, String bootstrap, @Nullable TemporaryFolder temporary) {
    this.server = server;
    this.bootstrap = bootstrap;
    this.temporary = temporary;
  }

  /**
   * Starts a broker and waits for it.
   *
   * @throws BrokerException if the port is taken, or the directory cannot be used
   * @throws dev.weir.frame.TemporaryFolderException if there is no directory, and no room for one
   */
  public static EmbeddedBroker start(BrokerOptions options) {
    int port = freePort(options.host(), options.port());
    int controllerPort = freePort("localhost", 0);
    Path kept = options.data();
    TemporaryFolder temporary = null;
    Path data;
    if (kept == null) {
      temporary = TemporaryFolder.create("weir-broker", ROOM_MEGABYTES);
      data = temporary.path().resolve("topics");
    } else {
      data = kept;
    }
    KafkaRaftServer server = null;
    boolean started = false;
    try {
      format(data);
      Properties settings =
          BrokerSettings.of(options.host(), port, controllerPort, data.toAbsolutePath());
      server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
      server.startup();
      started = true;
      return new EmbeddedBroker(server, options.host() + ":" + port, temporary);
    } catch (RuntimeException e) {
      throw new BrokerException(
          "the broker on %s:%d does not start: %s".formatted(options.host(), port, e.getMessage()),
          e);
    } finally {
      if (!started) { // also after an Error, which class initialization may throw at shutdown
        abandon(server, temporary);
      }
    }
  }

  private static void abandon(
      @Nullable KafkaRaftServer server, @Nullable TemporaryFolder temporary) {
    try {
      if (server != null) {
        server.shutdown(); // parts that did start would keep writing to the directory
      }
    } finally {
      remove(temporary);
    }
  }

  /** {@code host:port} for clients. */
  public String bootstrap() {
    return bootstrap;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.shutdown();
      server.awaitShutdown();
      remove(temporary);
    }
  }

  private static void format(Path data) {
    if (Files.exists(data.resolve(FORMATTED))) {
      return; // it already has a cluster ID and topics
    }
    try {
      Files.createDirectories(data);
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(BrokerSettings.NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .run();
    } catch (IOException e) {
      throw new BrokerException(
          "%s: the broker cannot store its topics there (%s); expected a writable directory"
              .formatted(data, e.getMessage()),
          e);
    } catch (Exception e) { // declared by Formatter.run
      throw new BrokerException(
          "%s: the broker's directory cannot be prepared: %s".formatted(data, e.getMessage()), e);
    }
  }

  private static int freePort(String host, int wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerException(
          "port %d on %s is taken or not permitted (%s); another broker may be running: stop it, or choose another port (0 picks a free port)"
              .formatted(wanted, host, e.getMessage()),
          e);
    }
  }

  private static void remove(@Nullable TemporaryFolder temporary) {
    if (temporary != null) {
      temporary.close();
    }
  }
}
