// The section about the two-unit network.

import { element } from "engram/element.js";
import { formula } from "engram/formula.js";
import { example, walk } from "engram/lecture/example.js";
import { drawNetwork } from "engram/lecture/network-drawing.js";
import { networkCases, runNetwork } from "engram/lecture/network.js";
import { rowFields } from "engram/lecture/number-field.js";
import { short } from "engram/number.js";
import { table } from "engram/table.js";

export function networkSection(context) {
  const words = context.t.lecture.network;
  return example(context, {
    name: "network", heading: words.heading, lead: words.lead, cases: networkCases, caseNames: words.cases, inputNames: ["x1", "x2"],
    fields: (network, changed) => fields(context.t, network, changed),
    result: (network, step, go) => outcome(context.t, network, step, go),
  });
}

function fields(t, network, changed) {
  const words = t.lecture.network;
  const choose = (event) => { network.feedback = event.target.value; changed(); };
  return element("fieldset", {},
    element("legend", {}, t.lecture.weights),
    element("label", {}, words.feedback, element("select", { id: "feedback", onchange: choose }, Object.entries(words.feedbacks)
      .map(([name, text]) => element("option", { value: name, selected: name === network.feedback }, text)))),
    element("div", { class: "grids" },
      matrix(words.input, network.input, changed), matrix(words.memory, network.memory, changed), matrix(words.output, network.output, changed),
      matrix(words.hiddenBias, [network.hiddenBias], changed), matrix(words.outputBias, [network.outputBias], changed)));
}

function matrix(name, rows, changed) {
  return element("div", { class: "matrix", role: "group", "aria-label": name }, element("span", { class: "matrix-name" }, name),
    rows.map((row, at) => element("div", { class: "matrix-row" },
      rowFields(row, (index) => (rows.length > 1 ? `${name} ${at + 1}, ${index + 1}` : `${name} ${index + 1}`), changed))));
}

function outcome(t, network, step, go) {
  const steps = runNetwork(network);
  const words = t.lecture.network;
  const vector = (values) => `(${values.map(short).join(", ")})`;
  return element("div", {},
    walk(t, "network", steps.length, step, go),
    drawNetwork(t, network, steps[step], step + 1),
    element("div", { class: "arithmetic" }, element("h3", {}, t.lecture.arithmetic), equations(network, steps[step])),
    table({
      caption: t.lecture.steps, columns: words.columns, className: "steps",
      rows: steps.map(({ input, memory, hidden, output }, at) => [at + 1, ...[input, memory, hidden, output].map(vector)]),
    }));
}

function equations(network, { input, memory, hidden, output }) {
  const line = (name, value, terms) => element("p", { class: "equation" }, formula(name), ` = ${terms}`, element("strong", {}, ` = ${short(value)}`));
  return [
    ...hidden.map((value, i) => line(`h_${i + 1}`, value, sum([...products(network.input[i], input), ...products(network.memory[i], memory)], network.hiddenBias[i]))),
    ...output.map((value, i) => line(`y_${i + 1}`, value, sum(products(network.output[i], hidden), network.outputBias[i]))),
  ];
}

function products(weights, values) {
  return weights.map((weight, i) => `${factor(weight)}·${factor(values[i])}`);
}

function sum(terms, bias) {
  return [...terms, ...(bias === 0 ? [] : [factor(bias)])].join(" + ");
}

function factor(value) {
  const text = short(value);
  return text.startsWith("−") ? `(${text})` : text;
}
