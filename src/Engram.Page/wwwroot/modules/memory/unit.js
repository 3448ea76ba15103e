// One unit: its value over the words, as colours and as lines, and the arithmetic of one step.

import { extentOf, scaleFor } from "engram/colour.js";
import { element } from "engram/element.js";
import { formula } from "engram/formula.js";
import { linePlot } from "engram/line-plot.js";
import { isPerTag, isShare, partName, partsOf } from "engram/memory/parts.js";
import { fixed, signed } from "engram/number.js";
import { arithmetic } from "engram/recurrence.js";
import { table } from "engram/table.js";

/** The panel of a unit at a word. `choose(word, unit)` moves, `neighbour(step)` gives the unit before or after in the order shown. */
export function unitPanel(context, { cell, direction, words, word, unit, choose, neighbour }) {
  const { t } = context;
  const parts = partsOf(direction).filter(({ name, values }) => !isPerTag(name) && values[0].length > unit);
  const states = parts.filter((part) => direction.states.includes(part));
  const gates = parts.filter((part) => direction.gates.includes(part));
  const go = (id, label, step) => element("button", { type: "button", class: "small", id, onclick: () => choose(word, neighbour(step)) }, label);
  return element("section", { class: "panel unit", id: "unit-panel" },
    element("div", { class: "row" }, element("h2", {}, t.memory.unitHeading(unit)), go("unit-before", t.memory.previousUnit, -1),
      go("unit-after", t.memory.nextUnit, 1)),
    equations(context, { cell, direction, words, word, unit }),
    colouredWords(context, states, words, word, unit, choose),
    element("div", { class: "pair" },
      plot(t, t.memory.statesOverWords, states, words, word, unit),
      plot(t, t.memory.gatesOverWords, gates, words, word, unit)),
    element("details", {}, element("summary", {}, t.table(t.memory.unitHeading(unit))), table({
      caption: t.memory.unitHeading(unit), hideCaption: true, columns: [t.memory.part, ...words],
      rows: parts.map((part) => [partName(t, part.name), ...part.values.map((row) => signed(row[unit], 3))]),
    })));
}

function equations(context, { cell, direction, words, word, unit }) {
  const { t } = context;
  return element("div", { class: "arithmetic", id: "arithmetic" },
    element("h3", {}, t.memory.arithmetic(words[word])),
    arithmetic(cell, direction, word, unit).map((line) => element("p", { class: "equation" },
      element("span", {}, formula(`${line.left} = ${line.formula}`)), line.numbers && element("span", {}, ` = ${line.numbers}`),
      element("strong", {}, ` = ${fixed(line.result, 3)}`))),
    element("p", { class: "quiet" }, formula(legend(t, cell))));
}

function legend(t, cell) {
  if (cell.startsWith("gru")) return t.memory.whereGru;
  if (cell.endsWith("ordan")) return t.memory.whereJordan;
  return cell.startsWith("elman") ? t.memory.whereElman : t.memory.where;
}

function colouredWords(context, states, words, word, unit, choose) {
  const { t, theme } = context;
  const memory = states.find((state) => state.name === "cellState") ?? states.find((state) => state.name === "hidden") ?? states[0];
  if (!memory) return null;
  const scale = scaleFor(isShare(memory.name), memory.values, theme);
  return element("div", {},
    element("h3", {}, t.memory.colouredBy(partName(t, memory.name))),
    element("ol", { class: "coloured" }, words.map((text, index) => {
      const value = memory.values[index][unit];
      return element("li", {}, element("button", {
        type: "button", id: `coloured-${index}`, "aria-pressed": String(index === word), onclick: () => choose(index, unit),
        style: { background: scale.css(value), color: scale.ink(value) },
      }, text, element("small", {}, ` ${signed(value)}`)));
    })));
}

function plot(t, label, parts, words, word, unit) {
  if (parts.length === 0) return null;
  const series = parts.map((part) => ({ name: partName(t, part.name), values: part.values.map((row) => row[unit]) }));
  const isAllShares = series.every(({ values }) => values.every((value) => value >= 0)) && parts.every((part) => isShare(part.name));
  const extent = extentOf(series.map(({ values }) => values));
  return linePlot({ label, series, words, word, from: isAllShares ? 0 : -extent, to: isAllShares ? 1 : extent });
}
