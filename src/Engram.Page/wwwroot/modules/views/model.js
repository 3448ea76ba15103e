// The model: its layers and labels, how it was trained, what it confuses and gets wrong.

import { format } from "engram/address.js";
import { chart } from "engram/chart.js";
import { element } from "engram/element.js";
import { count, short } from "engram/number.js";
import { longTable, table, tableOnRequest } from "engram/table.js";
import { tagChip } from "engram/tag-chip.js";

export async function modelView(context) {
  const { t, model } = context;
  const heading = element("h1", { tabindex: "-1" }, t.modelView.heading);
  if (!model) return element("div", {}, heading, element("p", { class: "note" }, t.noModel));
  return element("div", {},
    heading,
    choice(context),
    element("section", { class: "panel" }, facts(t, model), layers(t, model)),
    element("section", { class: "panel" }, element("h2", {}, t.modelView.labels), labels(t, model)),
    model.training ? await training(context, model.training) : element("p", { class: "note" }, t.modelView.noTraining));
}

function choice(context) {
  const { t, models, model } = context;
  if (models.length < 2) return null;
  const select = element("select", { id: "model", onchange: (event) => context.go({ model: event.target.value }) },
    models.map(({ name }) => element("option", { value: name, selected: name === model.name }, name)));
  return element("div", { class: "controls" }, element("label", {}, t.model, select));
}

function facts(t, model) {
  const names = t.modelView.facts;
  const rows = {
    name: model.name, cell: t.cells[model.cell] ?? model.cell, parameters: count(model.parameters), bytes: size(model.bytes), words: count(model.words),
    tags: model.tags.length, intents: model.intents.length, quantised: t.modelView.bits(model.quantised),
  };
  return element("dl", { class: "facts" }, Object.entries(rows).map(([name, value]) => element("div", {}, element("dt", {}, names[name]), element("dd", {}, value))));
}

function size(bytes) {
  return bytes < 1e6 ? `${short(Number((bytes / 1e3).toFixed(1)))} kB` : `${short(Number((bytes / 1e6).toFixed(2)))} MB`;
}

function layers(t, model) {
  return table({
    caption: t.modelView.layers, columns: t.modelView.layerColumns,
    rows: model.layers.map(({ name, cell, units, direction, parameters }) => [name, t.cells[cell] ?? cell ?? "–", units ?? "–",
      t.memory.directions[direction] ?? direction ?? "–", count(parameters)]),
  });
}

function labels(t, model) {
  return element("div", {},
    element("h3", {}, t.modelView.tags), element("ul", { class: "chips" }, model.tags.map((tag) => element("li", {}, tagChip(tag, model.tags)))),
    model.intents.length > 0 && [element("h3", {}, t.modelView.intents),
      element("ul", { class: "chips" }, model.intents.map((intent) => element("li", {}, element("span", { class: "tag" }, intent))))]);
}

async function training(context, { epochs, confusion, errors }) {
  const { t } = context;
  return element("div", {},
    epochs?.length > 0 && element("section", { class: "panel" }, element("h2", {}, t.modelView.training), await curves(t, epochs)),
    confusion && element("section", { class: "panel" }, element("h2", {}, t.modelView.confusion), confusionTable(t, confusion)),
    errors && element("section", { class: "panel" }, element("h2", {}, t.modelView.errors), wrongSentences(context, errors)));
}

async function curves(t, epochs) {
  const names = t.modelView.series;
  const clipped = epochs.map(({ clipped: updates }) => updates ?? 0);
  const marks = epochs.map((_, index) => index + 1).filter((epoch) => clipped[epoch - 1] > 0);
  const draw = (label, fields, more = {}) => {
    const known = fields.filter((field) => epochs.every((epoch) => typeof epoch[field] === "number"));
    if (known.length === 0) return null;
    const series = known.map((field) => ({ name: names[field], values: epochs.map((epoch) => epoch[field]) }));
    return chart({ label, epochLabel: t.modelView.epoch, series, ...more }).then((box) => element("figure", {}, element("figcaption", {}, label), box));
  };
  const drawn = await Promise.all([
    draw(t.modelView.scores, ["f1", "exact", "intentAccuracy", "tokenAccuracy"]),
    draw(t.modelView.loss, ["tagLoss", "intentLoss"]),
    draw(t.modelView.norm, ["gradientNorm"], { marks }),
  ]);
  const fields = Object.keys(names).filter((field) => epochs.some((epoch) => typeof epoch[field] === "number"));
  return element("div", {},
    element("div", { class: "charts" }, drawn),
    element("p", {}, marks.length > 0 ? t.modelView.clips(marks.length, clipped.reduce((sum, updates) => sum + updates, 0)) : t.modelView.noClips),
    tableOnRequest(t, {
      caption: t.modelView.training, columns: [t.modelView.epoch, ...fields.map((field) => names[field]), t.modelView.clipped], count: epochs.length,
      rows: () => epochs.map((epoch, at) => [at + 1, ...fields.map((field) => short(epoch[field] ?? NaN)), clipped[at]]),
    }));
}

// A square of counts, the right slot down and the network's across. What is neither wrong nor taken for is left out.
function confusionTable(t, { slots, counts, wrongEnds }) {
  const { modelView } = t;
  const places = slots.map((_, place) => place);
  const isWrong = (gold, predicted) => gold !== predicted && counts[gold][predicted] > 0;
  const rows = places.filter((gold) => wrongEnds[gold] > 0 || places.some((predicted) => isWrong(gold, predicted)));
  const columns = places.filter((predicted) => rows.includes(predicted) || places.some((gold) => isWrong(gold, predicted)));
  if (rows.length === 0) return element("p", {}, modelView.noConfusion);
  const most = Math.max(1, ...rows.flatMap((gold) => columns.map((predicted) => (gold === predicted ? wrongEnds[gold] : counts[gold][predicted]))));
  const name = (place) => (place === slots.length - 1 ? t.none : slots[place]);
  const heat = (value) => element("span", { class: "heat", style: { "--heat": `${Math.round((60 * value) / most)}%` } }, value || "·");
  const cell = (gold, predicted) => (gold === predicted ? element("span", { class: "right" }, counts[gold][gold] || "·") : heat(counts[gold][predicted]));
  return table({
    caption: modelView.confusionCaption, className: "confusion", columns: [modelView.rightAndSaid, ...columns.map(name), modelView.wrongEnds],
    rows: rows.map((gold) => [name(gold), ...columns.map((predicted) => cell(gold, predicted)), heat(wrongEnds[gold])]),
  });
}

function wrongSentences(context, errors) {
  const { t, model, source } = context;
  if (errors.length === 0) return element("p", {}, t.modelView.noErrors);
  const link = (text) => (source.offline ? text : element("a", { href: format({ view: "sentence", text, model: model.name }) }, text));
  const differing = ({ tokens, intent }, side) => element("ul", { class: "plain" },
    tokens.filter((token) => token.gold !== token.predicted).map((token) => element("li", {}, `${token.text}: `, tagChip(token[side], model.tags))),
    intent && intent.gold !== intent.predicted && element("li", {}, `${t.sentence.intent}: ${intent[side]}`));
  return longTable(t, {
    caption: t.modelView.errors, hideCaption: true, columns: t.modelView.errorColumns, className: "wrong", count: errors.length, first: 20,
    rows: () => errors.map((error) => [link(error.text), differing(error, "gold"), differing(error, "predicted")]),
  });
}
