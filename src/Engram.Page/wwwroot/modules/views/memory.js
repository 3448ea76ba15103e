// What every unit holds, word by word: gates, cell state and hidden state as heat maps that share one cursor; a player that reads along; one unit in full.

import { index } from "engram/address.js";
import { scaleFor } from "engram/colour.js";
import { element } from "engram/element.js";
import { heatMap } from "engram/memory/heat-map.js";
import { outputPanel } from "engram/memory/output.js";
import { isPerTag, isShare, partName, partsOf } from "engram/memory/parts.js";
import { player, unread } from "engram/memory/player.js";
import { unitPanel } from "engram/memory/unit.js";
import { reading } from "engram/recurrence.js";
import { fillRegion } from "engram/region.js";
import { copyButton } from "engram/save.js";
import { sentenceForm } from "engram/sentence-form.js";
import { byNumber, order } from "engram/units.js";

const sorts = ["number", "activity", "change"];

export function memoryView(context) {
  const { t, source, model, text } = context;
  const results = element("div", { class: "results" });
  if (text.trim() === "" && !source.offline) results.append(element("p", { class: "note" }, t.sentence.empty));
  else fillRegion(t, results, async () => {
    const trace = await source.trace(text, model?.name);
    if (trace.utterance.tokens.length === 0) return element("p", { class: "note" }, t.memory.noWords);
    return new MemoryPage(context, trace).node;
  });
  return element("div", {},
    element("h1", { tabindex: "-1" }, t.memory.heading),
    element("p", { class: "lead" }, t.memory.lead),
    sentenceForm(context),
    results);
}

/** The pictures of one trace and what is chosen in them. */
class MemoryPage {
  constructor(context, trace) {
    const { state } = context;
    Object.assign(this, { context, trace, words: trace.utterance.tokens.map((token) => token.text) });
    this.layer = index(state.layer, trace.layers.length);
    this.direction = state.direction;
    this.sort = sorts.includes(state.sort) ? state.sort : sorts[0];
    this.unit = index(state.unit, this.current.units);
    this.tag = 0;
    this.step = index(state.step, this.words.length, null);
    this.word = index(state.word, this.words.length, reading(this.current.direction, this.words.length)[this.step ?? 0]);
    this.point = element("p", { class: "point", role: "status", id: "point" });
    this.controls = element("div", { class: "controls" });
    this.maps = element("div", { class: "maps" });
    this.panel = element("div");
    this.node = element("div", {},
      this.controls, element("h2", { class: "hidden" }, context.t.memory.mapsHeading), this.point, element("p", { class: "hidden", id: "map-help" }, context.t.memory.mapHelp), this.maps, this.panel,
      outputPanel(context, trace, this.words, (said) => { this.point.textContent = said; }), copyButton(context, () => trace));
    this.draw();
  }

  /** The direction that is shown: the one asked for, or the layer's first. */
  get current() {
    const { directions } = this.trace.layers[this.layer];
    return directions.find(({ direction }) => direction === this.direction) ?? directions[0];
  }

  draw() {
    const { context, current, words } = this;
    this.unit = Math.min(this.unit, current.units - 1);
    const basis = current.states.find(({ name }) => name === "cellState") ?? current.states.find(({ name }) => name === "hidden") ?? current.states[0];
    this.order = order(basis.values, this.sort);
    this.drawn = partsOf(current).map((part) => ({ name: part.name, map: this.drawMap(part) }));
    this.maps.replaceChildren(...this.drawn.map(({ map }) => map.node));
    this.drawControls();
    this.follow();
  }

  drawMap(part) {
    const { context, trace, words } = this;
    const ofTags = isPerTag(part.name);
    return heatMap(context, {
      title: partName(context.t, part.name), words, values: part.values, order: this.orderOf(part), scale: scaleFor(isShare(part.name), part.values, context.theme),
      rowName: (row) => (ofTags ? trace.tags[row] : context.t.memory.unitName(row)),
      select: (word, row) => this.choose(word, ofTags ? { tag: row } : { unit: row }, part.name),
      point: (said) => { this.point.textContent = said; },
    });
  }

  // Parts with as many rows as there are units stand in the same order, so that a unit is one line through all pictures.
  orderOf(part) {
    if (isPerTag(part.name)) return byNumber(part.values);
    return part.values[0].length === this.order.length ? this.order : order(part.values, this.sort);
  }

  drawControls() {
    const { t } = this.context;
    const { layers } = this.trace;
    const set = (change) => { Object.assign(this, change); this.remember(); this.redraw(); };
    this.controls.replaceChildren(
      select("layer", t.memory.layer, layers.map((layer, at) => [at, t.memory.layerName(at + 1, t.cells[layer.cell] ?? layer.cell)]), this.layer,
        (value) => set({ layer: Number(value) })),
      select("direction", t.memory.direction, layers[this.layer].directions.map(({ direction }) => [direction, t.memory.directions[direction]]),
        this.current.direction, (value) => set({ direction: value })),
      select("sort", t.memory.sort, sorts.map((name) => [name, t.memory.sorts[name]]), this.sort, (value) => set({ sort: value })),
      player(this.context, { direction: this.current.direction, words: this.words, step: this.step, go: (step) => this.read(step) }));
  }

  redraw() {
    const { id } = document.activeElement;
    this.draw();
    document.getElementById(id)?.focus();
  }

  read(step) {
    this.step = step;
    if (step !== null) this.word = reading(this.current.direction, this.words.length)[step];
    const { id } = document.activeElement;
    this.drawControls();
    document.getElementById(id)?.focus();
    this.follow();
    this.remember();
  }

  choose(word, row, name) {
    Object.assign(this, { word }, row);
    this.follow(name);
    this.remember();
  }

  // Cursor, veil and the unit's panel go where the choice is; the status line tells it for the picture in use.
  follow(used) {
    const { context, current, words } = this;
    const [from, to] = unread(current.direction, words.length, this.step);
    const said = this.drawn.map(({ name, map }) => {
      map.cover(from, to);
      return { name, text: map.show(this.word, isPerTag(name) ? this.tag : this.unit) };
    });
    this.point.textContent = (said.find(({ name }) => name === used) ?? said[0]).text;
    const { id } = document.activeElement;
    this.panel.replaceChildren(unitPanel(context, {
      cell: this.trace.layers[this.layer].cell, direction: current, words, word: this.word, unit: this.unit,
      choose: (word, unit) => this.choose(word, { unit }), neighbour: (step) => this.neighbour(step),
    }));
    if (id && document.activeElement === document.body) document.getElementById(id)?.focus();
  }

  neighbour(step) {
    const place = this.order.indexOf(this.unit) + step;
    return this.order[(place + this.order.length) % this.order.length];
  }

  remember() {
    const { layer, sort, unit, word, step } = this;
    this.context.remember({ layer, direction: this.current.direction, sort, unit, word, step });
  }
}

function select(id, label, options, value, choose) {
  return element("label", {}, label, element("select", { id, onchange: (event) => choose(event.target.value) },
    options.map(([name, text]) => element("option", { value: name, selected: String(name) === String(value) }, text))));
}
