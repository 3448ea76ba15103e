// The two-unit network as a drawing: what it remembers and what comes in on the left, hidden units in the middle, outputs on the right.

import { svg } from "engram/element.js";
import { short } from "engram/number.js";

const column = { left: 70, hidden: 245, output: 415 };
const rows = { memory: [66, 124], inputs: [200, 268], hidden: [120, 225], outputs: [120, 225] };

export function drawNetwork(t, network, step, number) {
  const labels = t.lecture.network.labels;
  const from = network.feedback === "jordan" ? [column.output, rows.outputs[0]] : [column.hidden, rows.hidden[0]];
  return svg("svg", { class: "drawing", viewBox: "0 0 480 320", role: "img", "aria-label": t.lecture.network.drawing(number) },
    edges(network.memory, column.left, rows.memory, column.hidden, rows.hidden, "memory-edge"),
    edges(network.input, column.left, rows.inputs, column.hidden, rows.hidden, ""),
    edges(network.output, column.hidden, rows.hidden, column.output, rows.outputs, ""),
    svg("path", { class: "feedback", d: `M ${from[0]} ${from[1] - 26} C ${from[0]} 10, ${column.left} 10, ${column.left} ${rows.memory[0] - 24}` }),
    svg("path", { class: "arrow", d: `M ${column.left - 6} ${rows.memory[0] - 36} l 6 12 l 6 -12 z` }),
    units(step.memory, column.left, rows.memory, "box"),
    units(step.input, column.left, rows.inputs, "in"),
    units(step.hidden, column.hidden, rows.hidden, "hidden-unit"),
    units(step.output, column.output, rows.outputs, "out"),
    svg("text", { class: "label", x: 8, y: 22 }, labels.memory),
    svg("text", { class: "label", x: 8, y: 317 }, labels.inputs),
    svg("text", { class: "label", x: column.hidden, y: 285, "text-anchor": "middle" }, labels.hidden),
    svg("text", { class: "label", x: column.output, y: 285, "text-anchor": "middle" }, labels.outputs));
}

// A weight of 0 lets nothing through and is dashed; others are as thick as they are strong.
function edges(matrix, x1, from, x2, to, className) {
  return matrix.flatMap((row, target) => row.map((weight, source) => svg("line", {
    class: `edge ${className}${weight === 0 ? " none" : ""}${weight < 0 ? " negative" : ""}`,
    x1, y1: from[source], x2, y2: to[target], "stroke-width": Math.min(5, 0.8 + Math.abs(weight)),
  })));
}

function units(values, x, places, className) {
  return values.map((value, index) => {
    const text = short(Number(value.toPrecision(4)));
    const shape = className === "box"
      ? svg("rect", { x: x - 34, y: places[index] - 22, width: 68, height: 44, rx: 6 })
      : svg("circle", { cx: x, cy: places[index], r: 27 });
    return svg("g", { class: `node ${className}` }, shape,
      svg("text", { x, y: places[index] + 6, "text-anchor": "middle", "font-size": text.length > 5 ? 13 : 18 }, text));
  });
}
