// The wall: cameras as they come, one legend for all of them.

import { look } from "./blend.js";
import { Card } from "./card.js";
import { watch } from "./stream.js";

const at = (id) => document.getElementById(id);
const cards = new Map();
const classes = await (await fetch("api/classes")).json();

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

for (const entry of classes) {
  const button = document.createElement("button");
  button.setAttribute("aria-pressed", "true");
  button.innerHTML = `<i data-testid="legend-colour" data-colour="${entry.colour}" style="background:${entry.colour}"></i>`;
  button.append(entry.name);
  button.onclick = () => {
    const hide = !look.hidden.has(entry.index);
    look.hidden[hide ? "add" : "delete"](entry.index);
    button.setAttribute("aria-pressed", String(!hide));
    redraw();
  };
  at("legend").append(button);
}

at("opacity").oninput = ({ target }) => {
  look.opacity = Number(target.value);
  at("opacity-value").textContent = `${Math.round(100 * look.opacity)} %`;
  redraw();
};

addEventListener("keydown", ({ key }) => {
  if (key === "Escape") cards.forEach((c) => c.root.classList.remove("large"));
});

watch({
  onPair: (pair) => card(pair.header.camera).show(pair),
  onStatus: (all) => {
    all.forEach((status) => card(status.id).update(status));
    at("total-fps").textContent = all.length ? all.reduce((sum, c) => sum + c.fps, 0).toFixed(1) : "–";
    at("model").textContent = [...new Set(all.map((c) => c.model).filter(Boolean))].join(", ");
    at("empty").classList.toggle("shown", cards.size === 0);
  },
  onConnection: (live) => {
    at("connection").textContent = live ? "live" : "reconnecting";
    at("connection").className = `state ${live ? "live" : "waiting"}`;
  },
});
