// The LSTM cell as a drawing: the value comes in on the left, the memory stands in the middle, three gates multiply.

import { svg } from "engram/element.js";
import { fixed, short } from "engram/number.js";

export function drawCell(t, step, number) {
  const labels = t.lecture.cell.labels;
  return svg("svg", { class: "drawing", viewBox: "0 0 480 330", role: "img", "aria-label": t.lecture.cell.drawing(number) },
    svg("path", { class: "wire", d: "M 50 170 H 430" }),
    svg("path", { class: "feedback", d: "M 268 138 C 268 116, 266 104, 256 104 M 224 104 C 214 104, 212 116, 212 138" }),
    gate(120, 255, step.inputGate, labels.input, [120, 186]),
    gate(360, 255, step.outputGate, labels.output, [360, 186]),
    gate(240, 46, step.forgetGate, labels.forget, [240, 90], true),
    times(120, 170), times(360, 170), times(240, 104),
    value(42, 170, step.z.block, labels.in),
    value(438, 170, step.output, labels.out),
    svg("g", { class: "node box" }, svg("rect", { x: 196, y: 138, width: 88, height: 64, rx: 8 }),
      text(240, 178, number6(step.memory), 20)),
    svg("text", { class: "label", x: 240, y: 224, "text-anchor": "middle" }, labels.memory));
}

// How far a gate is open is told by its height of fill and by its number.
function gate(x, y, open, label, target, isAbove = false) {
  const filled = 44 * open;
  return svg("g", { class: "gate" },
    svg("line", { class: "wire", x1: x, y1: y, x2: target[0], y2: target[1] }),
    svg("rect", { class: "shut", x: x - 36, y: y - 22, width: 72, height: 44, rx: 8 }),
    svg("rect", { class: "open", x: x - 36, y: y + 22 - filled, width: 72, height: filled, rx: Math.min(8, filled / 2) }),
    svg("rect", { class: "plate", x: x - 28, y: y - 11, width: 56, height: 22, rx: 4 }),
    text(x, y + 6, fixed(open, 3), 16),
    svg("text", { class: "label", x, y: isAbove ? y - 30 : y + 44, "text-anchor": "middle" }, label));
}

function times(x, y) {
  return svg("g", { class: "node times" }, svg("circle", { cx: x, cy: y, r: 16 }), text(x, y + 7, "×", 20));
}

function value(x, y, number, label) {
  return svg("g", { class: "node in" }, svg("circle", { cx: x, cy: y, r: 36 }), text(x, y + 6, number6(number), 16),
    svg("text", { class: "label", x, y: y - 46, "text-anchor": "middle" }, label));
}

function number6(value) {
  return short(Number(value.toFixed(3)));
}

function text(x, y, content, size) {
  return svg("text", { x, y, "text-anchor": "middle", "font-size": content.length > 6 ? size - 4 : size }, content);
}
