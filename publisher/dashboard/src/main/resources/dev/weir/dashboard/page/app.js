// The camera grid with one shared legend. Cameras may have different models with different classes:
// classes with the same name share one button.

import { look } from "./blend.js";
import { Card } from "./card.js";
import { followShare } from "./share.js";
import { watch } from "./stream.js";

const at = (id) => document.getElementById(id);
const cards = new Map();
const legend = new Map();
const classes = await (await fetch("api/classes")).json();
const ofModel = new Map();

/** The classes of a model's masks, fetched once per model. */
function classesOf(model) {
  if (!ofModel.has(model)) {
    const asked = fetch(`api/classes?model=${encodeURIComponent(model)}`).then((r) => r.json());
    asked.catch(() => ofModel.delete(model));
    ofModel.set(model, asked);
  }
  return ofModel.get(model);
}

async function show(pair) {
  const shown = card(pair.header.camera);
  shown.show(pair);
  if (shown.model !== pair.header.model) {
    shown.model = pair.header.model;
    try {
      const found = await classesOf(pair.header.model);
      found.forEach(explain);
      if (shown.model === pair.header.model) shown.use(found);
    } catch {
      shown.model = null; // the next pair fetches them again
    }
  }
}

function card(id) {
  if (!cards.has(id)) {
    const made = new Card(id, classes);
    cards.set(id, made);
    at("wall").append(made.root);
    at("wall").style.setProperty("--columns", Math.ceil(Math.sqrt(cards.size)));
    at("empty").classList.remove("shown");
  }
  return cards.get(id);
}

const redraw = () => cards.forEach((c) => c.redraw());

/** Adds a class to the legend; an existing class gets another color swatch if its color differs. */
function explain(entry) {
  let button = legend.get(entry.name);
  if (!button) {
    button = document.createElement("button");
    button.setAttribute("aria-pressed", "true");
    button.append(entry.name);
    button.onclick = () => {
      const hide = !look.hidden.has(entry.name);
      look.hidden[hide ? "add" : "delete"](entry.name);
      button.setAttribute("aria-pressed", String(!hide));
      redraw();
    };
    legend.set(entry.name, button);
    at("legend").append(button);
  }
  if (!button.querySelector(`[data-color="${entry.color}"]`)) {
    const swatch = document.createElement("i");
    swatch.dataset.testid = "legend-color";
    swatch.dataset.color = entry.color;
    swatch.style.background = entry.color;
    button.prepend(swatch);
  }
}

classes.forEach(explain);

at("opacity").oninput = ({ target }) => {
  look.opacity = Number(target.value);
  at("opacity-value").textContent = `${Math.round(100 * look.opacity)} %`;
  redraw();
};

addEventListener("keydown", ({ key }) => {
  if (key === "Escape") cards.forEach((c) => c.root.classList.remove("large"));
});

/** Shows a text in an element; an empty text takes no space. */
function tell(id, text) {
  at(id).textContent = text;
  at(id).hidden = text === "";
}

let partial = "";
const showEmpty = () => at("empty").classList.toggle("shown", cards.size === 0 && partial === "");

followShare((text) => {
  partial = text;
  tell("share", text);
  showEmpty();
});

watch({
  onPair: show,
  onStatus: (all) => {
    all.forEach((status) => card(status.id).update(status));
    const here = new Set(all.map((status) => status.id));
    cards.forEach((shown, id) => here.has(id) || shown.away());
    at("total-fps").textContent = all.length ? all.reduce((sum, c) => sum + c.fps, 0).toFixed(1) : "–";
    at("model").textContent = [...new Set(all.map((c) => c.model).filter(Boolean))].join(", ");
    showEmpty();
  },
  onRefused: (advice) => tell("refused", advice && `No pictures: this server refuses ${location.origin}; ${advice}`),
  onConnection: (live) => {
    at("connection").textContent = live ? "live" : "reconnecting";
    at("connection").className = `state ${live ? "live" : "waiting"}`;
  },
});
