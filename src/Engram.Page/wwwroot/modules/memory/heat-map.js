// A heat map: words across, rows down, one pixel of a canvas a cell, stretched by the browser. A cursor, a legend, a table behind it, files of it.

import { element } from "engram/element.js";
import { wordAxis } from "engram/memory/word-axis.js";
import { savePng, saveSvg } from "engram/memory/picture.js";
import { fixed, signed } from "engram/number.js";
import { pixels } from "engram/pixels.js";
import { tableOnRequest } from "engram/table.js";

const labelled = 40; // with more rows than these their names would not fit

/**
 * `values` are [word][row], `order` says which row stands where, `rowName` names a row. `select(word, row, title)` is called when the reader chooses a
 * cell, `point(text)` when the pointer is over one.
 */
export function heatMap(context, { title, words, values, order, scale, rowName, select, point }) {
  const { t } = context;
  const canvas = draw(values, order, scale);
  const column = element("div", { class: "cursor column" });
  const row = element("div", { class: "cursor row" });
  const veil = element("div", { class: "veil", hidden: true });
  const cursor = { word: 0, place: 0 };
  const text = (word, place) => t.memory.point(title, words[word], rowName(order[place]), write(scale, values[word][order[place]]));
  const choose = (word, place) => select(clamp(word, words.length), order[clamp(place, order.length)], title);
  const cells = element("div", {
    class: "cells", role: "application", tabindex: "0", "aria-roledescription": t.memory.map("").replace(/^\W+|\W+$/gu, ""), "aria-label": t.memory.map(title),
    "aria-describedby": "map-help",
    onkeydown: (event) => move(event, cursor, words.length, order.length, choose),
    onclick: (event) => { const at = cellAt(event, cells, words.length, order.length); cells.focus(); choose(at.word, at.place); },
    onpointermove: (event) => { const at = cellAt(event, cells, words.length, order.length); point(text(at.word, at.place)); },
  }, canvas, column, row, veil);

  const show = (word, chosen) => {
    Object.assign(cursor, { word, place: Math.max(0, order.indexOf(chosen)) });
    column.style.setProperty("left", `${(100 * word) / words.length}%`);
    column.style.setProperty("width", `${100 / words.length}%`);
    row.hidden = !order.includes(chosen);
    row.style.setProperty("top", `${(100 * cursor.place) / order.length}%`);
    row.style.setProperty("height", `${100 / order.length}%`);
    follow(column);
    return text(word, cursor.place);
  };
  const cover = (from, to) => {
    veil.hidden = from >= to;
    veil.style.setProperty("left", `${(100 * from) / words.length}%`);
    veil.style.setProperty("width", `${(100 * (to - from)) / words.length}%`);
  };
  const picture = { title, words, rows: order.map(rowName), canvas, scale };
  return { node: figure(context, { title, words, values, order, scale, rowName, cells, picture }), show, cover };
}

function figure(context, { title, words, values, order, scale, rowName, cells, picture }) {
  const { t } = context;
  const names = order.length <= labelled && element("ol", { class: "row-names", "aria-hidden": "true" }, order.map((row) => element("li", {}, rowName(row))));
  const saver = (label, run) => element("button", { type: "button", class: "small", "aria-label": t.saveOf(title, label), onclick: () => run(context, picture) },
    label);
  return element("figure", { class: names ? "map named" : "map" },
    element("figcaption", {}, element("h3", {}, title), legend(scale)),
    element("div", { class: "sideways" },
      element("div", { class: "plot", style: { "--words": String(words.length), "--rows": String(order.length) } }, names, cells, wordAxis(words))),
    element("div", { class: "tools" }, saver(t.saveSvg, saveSvg), saver(t.savePng, savePng)),
    tableOnRequest(t, {
      caption: title,
      columns: [t.unit, ...words],
      count: order.length,
      rows: () => order.map((row) => [rowName(row), ...values.map((word) => write(scale, word[row]))]),
    }));
}

function draw(values, order, scale) {
  const start = performance.now();
  const canvas = element("canvas", { width: values.length, height: order.length });
  const drawing = canvas.getContext("2d");
  const image = drawing.createImageData(values.length, order.length);
  new Uint32Array(image.data.buffer).set(pixels(values, order, scale));
  drawing.putImageData(image, 0, 0);
  performance.measure("engram.heat-map", { start });
  return canvas;
}

function legend(scale) {
  const colours = [0, 0.25, 0.5, 0.75, 1].map((share) => scale.css(scale.from + share * (scale.to - scale.from)));
  return element("span", { class: "legend" }, write(scale, scale.from, 1),
    element("span", { class: "ramp", style: { background: `linear-gradient(to right, ${colours.join(", ")})` } }), write(scale, scale.to, 1));
}

function write(scale, value, decimals = 3) {
  return scale.from < 0 ? signed(value, decimals) : fixed(value, decimals);
}

function move(event, cursor, words, rows, choose) {
  const steps = {
    ArrowLeft: [cursor.word - 1, cursor.place], ArrowRight: [cursor.word + 1, cursor.place],
    ArrowUp: [cursor.word, cursor.place - 1], ArrowDown: [cursor.word, cursor.place + 1],
    Home: [0, cursor.place], End: [words - 1, cursor.place],
    PageUp: [cursor.word, cursor.place - 10], PageDown: [cursor.word, cursor.place + 10],
  };
  if (!steps[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  choose(...steps[event.key]);
}

// A long sentence is wider than its picture's place: the chosen word stays in sight.
function follow(column) {
  if (!column.isConnected) {
    requestAnimationFrame(() => column.isConnected && follow(column)); // the page is being built, and nothing has a width yet
    return;
  }
  const place = column.closest(".sideways");
  if (!place || place.scrollWidth <= place.clientWidth) return;
  const [seen, wanted] = [place.getBoundingClientRect(), column.getBoundingClientRect()];
  if (wanted.left < seen.left || wanted.right > seen.right) place.scrollLeft += wanted.left - seen.left - seen.width / 2;
}

function cellAt(event, cells, words, rows) {
  const box = cells.getBoundingClientRect();
  return {
    word: clamp(Math.floor(((event.clientX - box.left) / box.width) * words), words),
    place: clamp(Math.floor(((event.clientY - box.top) / box.height) * rows), rows),
  };
}

function clamp(value, count) {
  return Math.max(0, Math.min(count - 1, value));
}
