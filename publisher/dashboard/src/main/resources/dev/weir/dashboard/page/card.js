// One camera in the grid.

import { blend } from "./blend.js";

const none = "–";
const number = (value) => (Number.isFinite(value) ? value.toLocaleString("en") : none);

function figure(label, testId, title) {
  return `<div title="${title}"><dt>${label}</dt><dd data-testid="${testId}">${none}</dd></div>`;
}

export class Card {
  constructor(id, classes) {
    this.model = null;
    this.pair = null;
    this.queued = false;
    this.root = document.createElement("article");
    this.root.dataset.testid = "camera";
    this.root.dataset.camera = id;
    this.root.innerHTML = `
      <div class="top"><span class="dot"></span><button aria-label="Enlarge"></button>
        <span class="quiet size"></span><span class="spacer"></span><span class="stale" role="status"></span></div>
      <div class="picture"><canvas data-testid="canvas" role="img"></canvas></div>
      <div class="share" role="img"></div>
      <dl>
        ${figure("frames/s", "fps", "masks per second, over the last three seconds")}
        ${figure("latency p50", "latency-p50", "capture to mask, over the last ten seconds")}
        ${figure("p95", "latency-p95", "capture to mask, over the last ten seconds")}
        <div class="sum" title="Frame accounting: in = masks + dropped + dead + in flight">
          ${figure("in", "count-in", "frames that the camera delivered")}<span>=</span>
          ${figure("masks", "count-masks", "frames that got a mask")}<span>+</span>
          ${figure("dropped", "count-dropped", "frames that were dropped")}<span>+</span>
          ${figure("dead", "count-dead", "frames that could not be processed")}<span>+</span>
          ${figure("in flight", "count-in-flight", "frames whose outcome is not known yet")}
        </div>
        <div class="figures" hidden><dt>mIoU vs truth</dt><dd data-testid="miou">${none}</dd></div>
      </dl>`;
    const name = this.root.querySelector("button");
    name.textContent = id;
    name.onclick = () => this.root.classList.toggle("large");
    this.canvas = this.root.querySelector("canvas");
    this.canvas.setAttribute("aria-label", `Live picture of ${id} with its mask`);
    this.canvas.onclick = name.onclick;
    this.use(classes);
  }

  /** Sets the classes of the masks from now on. */
  use(classes) {
    this.classes = classes.map((c) => ({ ...c, rgb: parseInt(c.color.slice(1), 16) }));
    this.root.querySelector(".share").replaceChildren();
    this.redraw();
  }

  field(testId) {
    return this.root.querySelector(`[data-testid="${testId}"]`);
  }

  /** Keeps the newest pair; draws it at most once per screen refresh. */
  show(pair) {
    this.release();
    this.pair = pair;
    this.redraw();
  }

  redraw() {
    if (this.queued) return;
    this.queued = true;
    requestAnimationFrame(() => {
      this.queued = false;
      if (this.pair) blend(this.canvas, this.pair.picture, this.pair.classes, this.classes);
    });
  }

  release() {
    this.pair?.picture.close();
    this.pair?.classes.close();
  }

  update(status) {
    this.root.classList.toggle("live", status.live);
    this.root.querySelector(".stale").textContent =
      status.live || status.silentMillis < 0 ? "" : `no frames for ${Math.round(status.silentMillis / 1000)} s`;
    this.root.querySelector(".size").textContent = status.width ? `${status.width}×${status.height}` : "";
    this.field("fps").textContent = status.fps.toFixed(1);
    const millis = (value) => (status.latency.count ? `${Math.round(value)} ms` : none);
    this.field("latency-p50").textContent = millis(status.latency.p50);
    this.field("latency-p95").textContent = millis(status.latency.p95);
    this.field("count-in").textContent = number(status.in);
    this.field("count-masks").textContent = number(status.masks);
    this.field("count-dropped").textContent = number(status.dropped);
    this.field("count-dead").textContent = number(status.dead);
    this.field("count-in-flight").textContent = number(status.inFlight);
    this.field("count-dropped").parentElement.classList.toggle("warn", status.dropped > 0);
    this.field("count-dead").parentElement.classList.toggle("warn", status.dead > 0);
    const score = status.figures.mIoU;
    this.root.querySelector(".figures").hidden = score === undefined;
    this.field("miou").textContent = score === undefined ? none : `${(100 * score).toFixed(1)} %`;
    this.share(status.share);
  }

  /** Its partition moved to another publisher. */
  away() {
    this.root.classList.remove("live");
    this.root.querySelector(".stale").textContent = "no longer on this page";
  }

  share(share) {
    const bar = this.root.querySelector(".share");
    bar.setAttribute("aria-label", "Share of the picture by class: " +
      Object.entries(share).map(([name, part]) => `${name} ${Math.round(100 * part)} %`).join(", "));
    for (const entry of this.classes) {
      let part = bar.children[entry.index];
      if (!part) {
        part = document.createElement("i");
        part.style.background = entry.color;
        part.title = entry.name;
        bar.append(part);
      }
      part.style.width = `${100 * (share[entry.name] ?? 0)}%`;
    }
  }
}
