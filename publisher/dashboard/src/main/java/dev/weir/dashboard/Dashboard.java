package dev.weir.dashboard;

import dev.weir.render.CameraStatus;
import dev.weir.render.Pair;
import dev.weir.render.PairListener;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.staticfiles.Location;
import io.javalin.websocket.WsConfig;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live page and its interfaces.
 *
 * <table>
 *   <caption>Paths</caption>
 *   <tr><td>{@code /}</td><td>the page</td></tr>
 *   <tr><td>{@code /ws}</td><td>WebSocket: pairs as they come ({@code ?camera=ID} for one
 *       camera), the cameras' status twice a second</td></tr>
 *   <tr><td>{@code /api/cameras}, {@code /api/classes}</td><td>JSON; classes of one model's masks
 *       with {@code ?model=NAME@DIGEST}</td></tr>
 *   <tr><td>{@code /api/cameras/ID/frame}, {@code mask.png}</td><td>the last pair</td></tr>
 *   <tr><td>{@code /metrics}, {@code /healthz}</td><td>for Prometheus, for a supervisor</td></tr>
 * </table>
 *
 * <ol>
 *   <li>{@link #paired} is called by the publisher's thread and never blocks: every viewer has its
 *       own bounded queue, and the newest picture wins.
 *   <li>Any thread may close, more than once.
 *   <li>On every path, pages of other sites are refused as {@link OwnPages} says.
 * </ol>
 */
public final class Dashboard implements PairListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);
  private static final long STATUS_EVERY_MILLIS = 500;

  private final DashboardOptions options;
  private final Supplier<List<CameraStatus>> cameras;
  private final OwnPages ownPages;
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

  private Dashboard(DashboardOptions options, Supplier<List<CameraStatus>> cameras) {
    this.options = options;
    this.cameras = cameras;
    this.ownPages = new OwnPages(options.host());
    this.json = new StatusJson(options, Clock.systemUTC());
    this.server = Javalin.create(this::configure);
  }

  /**
   * Serves the page.
   *
   * @param cameras the cameras' status, asked by the dashboard's threads
   * @throws DashboardException if the address is taken or not ours
   */
  @SuppressWarnings("FutureReturnValueIgnored") // sendStatus reports what goes wrong itself
  public static Dashboard start(DashboardOptions options, Supplier<List<CameraStatus>> cameras) {
    Dashboard dashboard = new Dashboard(options, cameras);
    try {
      dashboard.server.start(options.host(), options.port());
    } catch (RuntimeException e) {
      dashboard.close();
      throw new DashboardException(
          "the dashboard cannot listen on %s:%d: is the port taken? Choose another with --port (0 takes a free one)"
              .formatted(options.host(), options.port()),
          e);
    }
    dashboard.clock.scheduleWithFixedDelay(
        dashboard::sendStatus, 0, STATUS_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return dashboard;
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.staticFiles.add("/dev/weir/dashboard/page", Location.CLASSPATH);
    config.routes.before(ownPages::require);
    config.routes.get("/healthz", ctx -> ctx.result("ok"));
    config.routes.get("/metrics", ctx -> ctx.result(metrics.scrape(cameras.get())));
    config.routes.get("/api/cameras", ctx -> json(ctx, json.cameras(cameras.get())));
    config.routes.get("/api/classes", ctx -> json(ctx, json.classes(ctx.queryParam("model"))));
    config.routes.get(
        "/api/cameras/{id}/frame",
        ctx -> last(ctx, pair -> PairMessage.picture(pair.frame()), ContentType.IMAGE_JPEG));
    config.routes.get(
        "/api/cameras/{id}/mask.png",
        ctx ->
            last(
                ctx,
                pair -> PairMessage.png(pair.mask(), options.classes()),
                ContentType.IMAGE_PNG));
    config.routes.wsBeforeUpgrade(ownPages::require);
    config.routes.ws("/ws", this::watch);
  }

  private void watch(WsConfig ws) {
    ws.onConnect(
        ctx -> {
          ctx.enableAutomaticPings(10, TimeUnit.SECONDS);
          String camera = ctx.queryParam("camera");
          viewers.join(ctx.sessionId(), ctx.session, camera == null ? "" : camera);
        });
    ws.onClose(ctx -> viewers.leave(ctx.sessionId()));
    ws.onError(ctx -> viewers.leave(ctx.sessionId()));
  }

  private static void json(Context ctx, String body) {
    ctx.contentType(ContentType.APPLICATION_JSON).result(body);
  }

  private void last(Context ctx, Function<Pair, byte[]> bytes, ContentType type) {
    Pair pair = last.get(ctx.pathParam("id"));
    if (pair == null) {
      ctx.status(HttpStatus.NOT_FOUND);
      json(ctx, StatusJson.error("no picture of a camera '%s'".formatted(ctx.pathParam("id"))));
    } else {
      ctx.header("Cache-Control", "no-store");
      ctx.contentType(type).result(bytes.apply(pair));
    }
  }

  private void sendStatus() {
    try {
      if (!viewers.none()) {
        viewers.status(json.cameras(cameras.get()));
      }
    } catch (RuntimeException e) {
      // The schedule would end in silence.
      LOG.error("status not sent", e);
    }
  }

  @Override
  public void paired(Pair pair) {
    last.put(pair.frame().id().camera().value(), pair);
    if (!viewers.none()) {
      viewers.offer(pair.frame().id().camera(), PairMessage.of(pair, options.classes()));
    }
  }

  /** Where the page is. */
  public URI uri() {
    return URI.create("http://%s:%d/".formatted(options.host(), server.port()));
  }

  @Override
  public void close() {
    clock.shutdownNow();
    server.stop();
  }
}
