package dev.weir.dashboard;

import dev.weir.pairing.PairListener;
import dev.weir.pairing.PartitionShare;
import dev.weir.pairing.accounting.CameraStatus;
import dev.weir.pairing.join.Pair;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.staticfiles.Location;
import io.javalin.websocket.WsConfig;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live page and its HTTP interface.
 *
 * <table>
 *   <caption>Paths</caption>
 *   <tr><td>{@code /}</td><td>the page</td></tr>
 *   <tr><td>{@code /ws}</td><td>WebSocket: pairs as they arrive ({@code ?camera=ID} for one
 *       camera), the cameras' status twice a second</td></tr>
 *   <tr><td>{@code /api/cameras}, {@code /api/classes}</td><td>JSON; the classes of one model's
 *       masks with {@code ?model=NAME@DIGEST}</td></tr>
 *   <tr><td>{@code /api/cameras/ID/frame}, {@code mask.png}</td><td>the last pair</td></tr>
 *   <tr><td>{@code /api/partitions}</td><td>JSON: which of the group's partitions are shown
 *       here</td></tr>
 *   <tr><td>{@code /api/access?origin=ORIGIN}</td><td>JSON: whether a page of that origin may open
 *       the WebSocket, and if not, what to do</td></tr>
 *   <tr><td>{@code /metrics}, {@code /healthz}</td><td>for Prometheus, for a supervisor</td></tr>
 * </table>
 *
 * <ol>
 *   <li>The publisher's thread calls {@link #paired}, which never blocks: every viewer has its own
 *       bounded queue, and the newest picture replaces older ones.
 *   <li>Any thread may call {@link #close}, more than once.
 *   <li>On every path, {@link OriginGuard} refuses pages of other sites, and every response has the
 *       {@link ResponseHeaders}.
 *   <li>A connection that makes no progress is closed: see {@link Deadlines}. Idle threads end
 *       within seconds.
 * </ol>
 */
public final class Dashboard implements PairListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);
  private static final long STATUS_EVERY_MILLIS = 500;
  private static final String PAGE = "/dev/weir/dashboard/page";
  private static final int MIN_THREADS = 4;
  private static final int MAX_THREADS = 64;
  private static final long MAX_VIEWER_MESSAGE_BYTES = 4096;

  private final DashboardOptions options;
  private final Supplier<List<CameraStatus>> cameras;
  private final Supplier<PartitionShare> share;
  private final Deadlines deadlines;
  private final SlowConnections connections;
  private final OriginGuard guard;
  private final Viewers viewers = new Viewers();
  private final Map<String, Pair> last = new ConcurrentHashMap<>();
  private final StatusJson json;
  private final Metrics metrics = new Metrics(viewers);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "weir-dashboard-status");
            thread.setDaemon(true);
            return thread;
          });
  private final Javalin server;

  private Dashboard(
      DashboardOptions options,
      Supplier<List<CameraStatus>> cameras,
      Supplier<PartitionShare> share,
      Deadlines deadlines) {
    this.options = options;
    this.cameras = cameras;
    this.share = share;
    this.deadlines = deadlines;
    this.connections = new SlowConnections(deadlines, System::nanoTime);
    this.guard = new OriginGuard(options.host(), options.allowedOrigins());
    this.json = new StatusJson(options, Clock.systemUTC());
    this.server = Javalin.create(this::configure);
  }

  /**
   * Starts serving the page.
   *
   * @param cameras the cameras' status; called by the dashboard's threads
   * @param share the publisher's partitions; called by the dashboard's threads
   * @throws DashboardException if the address is in use or does not belong to this machine
   */
  public static Dashboard start(
      DashboardOptions options,
      Supplier<List<CameraStatus>> cameras,
      Supplier<PartitionShare> share) {
    return start(options, cameras, share, Deadlines.DEFAULT);
  }

  /** Starts with custom deadlines, for tests. */
  static Dashboard start(
      DashboardOptions options,
      Supplier<List<CameraStatus>> cameras,
      Supplier<PartitionShare> share,
      Deadlines deadlines) {
    Dashboard dashboard = new Dashboard(options, cameras, share, deadlines);
    try {
      dashboard.server.start();
    } catch (RuntimeException e) {
      dashboard.close();
      throw new DashboardException(
          "the dashboard cannot listen on %s:%d: is the port taken? Choose another with --port (0 picks a free port)"
              .formatted(options.host(), options.port()),
          e);
    }
    dashboard.every(STATUS_EVERY_MILLIS, dashboard::sendStatus);
    dashboard.every(deadlines.ping().toMillis(), dashboard.viewers::ping);
    dashboard.every(deadlines.ping().toMillis() / 4, dashboard.connections::close);
    return dashboard;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // failures are logged
  private void every(long millis, Runnable work) {
    clock.scheduleWithFixedDelay(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            // An exception would silently end the schedule.
            LOG.error("a periodic task of the dashboard failed; it runs again", e);
          }
        },
        0,
        millis,
        TimeUnit.MILLISECONDS);
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    configureServer(config.jetty);
    config.staticFiles.add(PAGE, Location.CLASSPATH);
    config.routes.before(this::requireOwnPage);
    config.routes.get("/healthz", ctx -> ctx.result("ok"));
    config.routes.get("/metrics", ctx -> ctx.result(metrics.scrape(cameras.get())));
    config.routes.get("/api/cameras", ctx -> json(ctx, json.cameras(cameras.get())));
    config.routes.get("/api/classes", ctx -> json(ctx, json.classes(ctx.queryParam("model"))));
    config.routes.get(
        "/api/cameras/{id}/frame",
        ctx -> last(ctx, pair -> pair.frame().data(), ContentType.IMAGE_JPEG));
    config.routes.get(
        "/api/cameras/{id}/mask.png",
        ctx ->
            last(
                ctx,
                pair -> PairMessage.png(pair.mask(), options.classes()),
                ContentType.IMAGE_PNG));
    config.routes.get("/api/partitions", ctx -> json(ctx, StatusJson.partitions(share.get())));
    config.routes.get("/api/access", this::access);
    config.routes.wsBeforeUpgrade(guard::requireSocket);
    config.routes.ws("/ws", this::watch);
  }

  private void configureServer(JettyConfig jetty) {
    QueuedThreadPool threads =
        new QueuedThreadPool(MAX_THREADS, MIN_THREADS, (int) deadlines.thread().toMillis());
    threads.setName("weir-dashboard");
    threads.setMaxEvictCount(MAX_THREADS); // by default, one thread is evicted per idle timeout
    jetty.threadPool = threads;
    ResponseHeaders headers = new ResponseHeaders();
    jetty.modifyHttpConfiguration(
        http -> {
          http.addCustomizer(headers);
          http.setSendServerVersion(false);
        });
    jetty.modifyServer(server -> server.setErrorHandler(headers));
    jetty.addConnector(
        (server, http) -> {
          ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
          connector.setHost(options.host());
          connector.setPort(options.port());
          connector.addBean(connections);
          return connector;
        });
    // Viewers send no messages.
    jetty.modifyWebSocketServletFactory(
        sockets -> {
          sockets.setMaxTextMessageSize(MAX_VIEWER_MESSAGE_BYTES);
          sockets.setMaxBinaryMessageSize(MAX_VIEWER_MESSAGE_BYTES);
        });
  }

  private void requireOwnPage(Context ctx) {
    String path = ctx.path();
    if (path.equals("/") || Dashboard.class.getResource(PAGE + path) != null) {
      guard.requireFile(ctx);
    } else {
      guard.requireRequest(ctx);
    }
  }

  private void access(Context ctx) {
    String origin = Objects.requireNonNullElse(ctx.queryParam("origin"), "");
    json(ctx, StatusJson.access(guard.mayWatch(ctx, origin), OriginGuard.advice(origin)));
  }

  private void watch(WsConfig ws) {
    ws.onConnect(
        ctx -> {
          String camera = ctx.queryParam("camera");
          viewers.join(ctx.sessionId(), ctx.session, camera == null ? "" : camera);
        });
    ws.onClose(ctx -> viewers.leave(ctx.sessionId()));
    ws.onError(ctx -> viewers.leave(ctx.sessionId()));
  }

  private static void json(Context ctx, String body) {
    ctx.header("Cache-Control", "no-store");
    ctx.contentType(ContentType.APPLICATION_JSON).result(body);
  }

  private void last(Context ctx, Function<Pair, byte[]> bytes, ContentType type) {
    Pair pair = last.get(ctx.pathParam("id"));
    if (pair == null) {
      ctx.status(HttpStatus.NOT_FOUND);
      json(ctx, StatusJson.error("no picture of camera '%s'".formatted(ctx.pathParam("id"))));
    } else {
      ctx.header("Cache-Control", "no-store");
      ctx.contentType(type).result(bytes.apply(pair));
    }
  }

  private void sendStatus() {
    if (!viewers.none()) {
      viewers.status(json.cameras(cameras.get()));
    }
  }

  @Override
  public void paired(Pair pair) {
    last.put(pair.frame().id().camera().value(), pair);
    if (!viewers.none()) {
      viewers.offer(pair.frame().id().camera(), PairMessage.of(pair, options.classes()));
    }
  }

  /** Returns the page's address. */
  public URI uri() {
    return URI.create("http://%s:%d/".formatted(options.host(), server.port()));
  }

  /** Returns the number of open connections, viewers included. */
  int openConnections() {
    return connections.count();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    server.stop();
  }
}
