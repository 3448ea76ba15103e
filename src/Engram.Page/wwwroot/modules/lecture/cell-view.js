// The section about the one-cell LSTM.

import { element } from "engram/element.js";
import { formula } from "engram/formula.js";
import { drawCell } from "engram/lecture/cell-drawing.js";
import { example, walk } from "engram/lecture/example.js";
import { cellCases, runCell, signals } from "engram/lecture/lstm.js";
import { numberField, rowFields } from "engram/lecture/number-field.js";
import { fixed, short } from "engram/number.js";
import { table } from "engram/table.js";

const inputNames = ["x1", "x2", "x3"];

export function cellSection(context) {
  const words = context.t.lecture.cell;
  return example(context, {
    name: "cell", heading: words.heading, lead: words.lead, cases: cellCases, caseNames: words.cases, inputNames,
    fields: (cell, changed) => fields(context.t, cell, changed),
    result: (cell, step, go) => outcome(context.t, cell, step, go),
  });
}

function fields(t, cell, changed) {
  const words = t.lecture.cell;
  const bias = (name) => numberField(`${words.signals[name]}, ${words.bias}`, cell.biases[name], (value) => { cell.biases[name] = value; changed(); });
  return element("fieldset", {},
    element("legend", {}, t.lecture.weights),
    element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t.lecture.weights },
      element("table", { class: "numbers" },
        element("thead", {}, element("tr", {}, element("td"), [...inputNames, words.bias].map((name) => element("th", { scope: "col" }, name)))),
        element("tbody", {}, signals.map((name) => element("tr", {},
          element("th", { scope: "row" }, formula(words.signals[name])),
          [...rowFields(cell.weights[name], (index) => `${words.signals[name]}, ${inputNames[index]}`, changed), bias(name)]
            .map((field) => element("td", {}, field))))))),
    element("label", {}, words.initial, numberField(words.initial, cell.initial, (value) => { cell.initial = value; changed(); })));
}

function outcome(t, cell, step, go) {
  const steps = runCell(cell);
  return element("div", {},
    walk(t, "cell", steps.length, step, go),
    drawCell(t, steps[step], step + 1),
    element("div", { class: "arithmetic" }, element("h3", {}, t.lecture.arithmetic), equations(steps[step])),
    table({
      caption: t.lecture.steps, columns: t.lecture.cell.columns.map((name) => formula(name)), className: "steps",
      rows: steps.map(({ input, inputGate, forgetGate, outputGate, memory, output }, at) => [at + 1, input.map(short).join(", "),
        ...[inputGate, forgetGate, outputGate, memory, output].map((value) => fixed(value, 6))]),
    }));
}

function equations({ z, inputGate, forgetGate, outputGate, before, memory, output }) {
  const line = (left, terms, value) => element("p", { class: "equation" }, formula(left), " = ", formula(terms), element("strong", {}, ` = ${fixed(value, 6)}`));
  return [
    line("f(z_i)", `σ(${short(z.inputGate)})`, inputGate),
    line("f(z_f)", `σ(${short(z.forgetGate)})`, forgetGate),
    line("f(z_o)", `σ(${short(z.outputGate)})`, outputGate),
    line("c'", `g(z)·f(z_i) + c·f(z_f) = ${short(z.block)}·${fixed(inputGate, 6)} + ${fixed(before, 6)}·${fixed(forgetGate, 6)}`, memory),
    line("y", `h(c')·f(z_o) = ${fixed(memory, 6)}·${fixed(outputGate, 6)}`, output),
  ];
}
