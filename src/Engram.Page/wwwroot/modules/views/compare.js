// Two sentences, or two models, side by side: their tags, how far apart the memories are, and in which units.

import { signedScale, extentOf } from "engram/colour.js";
import { element } from "engram/element.js";
import { heatMap } from "engram/memory/heat-map.js";
import { partName } from "engram/memory/parts.js";
import { wordAxis } from "engram/memory/word-axis.js";
import { fixed, percent } from "engram/number.js";
import { fillRegion } from "engram/region.js";
import { copyButton } from "engram/save.js";
import { sentenceForm } from "engram/sentence-form.js";
import { table, tableOnRequest } from "engram/table.js";
import { tagChip } from "engram/tag-chip.js";

export function compareView(context) {
  const { t, source, model, state, text } = context;
  const results = element("div", { class: "results" });
  const otherModel = state.againstModel ?? model?.name;
  const against = state.against || text;
  if (!source.offline && text.trim() === "") results.append(element("p", { class: "note" }, t.sentence.empty));
  else if (!source.offline && against === text && otherModel === model?.name) results.append(element("p", { class: "note" }, t.compare.needAgainst));
  else fillRegion(t, results, async () => {
    const answer = await source.compare(text, against, model?.name, otherModel);
    return answer ? compared(context, answer) : element("p", { class: "note" }, t.compare.noCompare);
  });
  return element("div", {},
    element("h1", { tabindex: "-1" }, t.compare.heading),
    element("p", { class: "lead" }, t.compare.lead),
    sentenceForm(context, { second: true, button: t.compare.go }),
    results);
}

function compared(context, answer) {
  const { t } = context;
  const { words, layers } = answer.difference;
  const point = element("p", { class: "point", role: "status", id: "point" });
  return element("div", {},
    element("section", { class: "panel" }, element("h2", {}, t.compare.side), sideBySide(context, answer)),
    layers.length === 0
      ? element("p", { class: "note" }, t.compare.noDifference)
      : element("section", { class: "panel" },
        element("h2", {}, t.compare.memory),
        element("p", { class: "quiet" }, t.compare.distanceLead),
        point,
        element("p", { class: "hidden", id: "map-help" }, t.memory.mapHelp),
        element("div", { class: "differences" },
          layers.flatMap((layer) => layer.directions.map((direction) => layerDifference(context, layer, direction, words.map(nameOf), point))))),
    copyButton(context, () => answer));
}

// Each word with its tag on both sides; a word that the other sentence lacks has empty cells there.
function sideBySide(context, { text, against, difference }) {
  const { t, model } = context;
  const [left, right] = [text, against].map((trace) => trace.utterance.tokens.values());
  const cells = (token) => (token ? [token.text, tagChip(token.tag, model?.tags), percent(token.probability)] : ["–", "", ""]);
  const rows = difference.words.map((pair) => {
    const one = pair.word === null ? undefined : left.next().value;
    const two = pair.against === null ? undefined : right.next().value;
    const sign = one && two && one.tag === two.tag ? t.compare.same : t.compare.other;
    return [...cells(one), ...cells(two), element("span", { class: sign === t.compare.same ? "quiet" : "different" }, sign)];
  });
  return table({ caption: `${text.utterance.text} / ${against.utterance.text}`, columns: [...t.compare.columns, t.compare.tag], rows, className: "sides" });
}

function nameOf({ word, against }) {
  return word === against || against === null ? word : word === null ? against : `${word} / ${against}`;
}

function layerDifference(context, layer, direction, words, point) {
  const { t } = context;
  const title = t.compare.layerDirection(layer.index + 1, t.memory.directions[direction.direction]);
  const first = direction.firstDifferent;
  const sentence = direction.direction === "reverse" ? t.compare.firstDifferentReverse : t.compare.firstDifferent;
  return element("section", { class: "difference" },
    element("h3", {}, title),
    element("p", {}, first === null ? t.compare.neverDifferent : sentence(words[first], first + 1)),
    distances(t, title, words, direction.perWord),
    direction.units.length > 0 && unitDifferences(context, title, words, direction.units, point));
}

function distances(t, title, words, perWord) {
  const most = Math.max(1e-9, ...perWord.map((value) => value ?? 0));
  return element("div", {},
    element("div", { class: "sideways", tabindex: "0", role: "group", "aria-label": title }, element("div", { class: "plot", style: { "--words": String(words.length) } },
      element("ol", { class: "columns", "aria-hidden": "true" }, perWord.map((value) => element("li", {},
        element("span", { class: "number" }, value === null ? "–" : fixed(value)),
        element("span", { class: "bar", style: { "--share": String((value ?? 0) / most) } })))),
      wordAxis(words))),
    tableOnRequest(t, {
      caption: `${t.compare.memory}, ${title}`, columns: [t.word, t.compare.difference], count: words.length,
      rows: () => words.map((word, at) => [word, perWord[at] === null ? t.compare.gap : fixed(perWord[at], 4)]),
    }));
}

function unitDifferences(context, title, words, units, point) {
  const { t, theme } = context;
  const values = words.map((_, word) => units.map(({ perWord }) => perWord[word] ?? 0));
  const map = heatMap(context, {
    title: `${t.compare.unitsHeading}: ${title}`, words, values, order: units.map((_, place) => place), scale: signedScale(extentOf(values), theme),
    rowName: (place) => `${partName(t, units[place].state)} ${units[place].unit}`, point: (said) => { point.textContent = said; },
    select: (word, place) => { point.textContent = map.show(word, place); },
  });
  const said = map.show(0, 0);
  point.textContent ||= said;
  return map.node;
}
