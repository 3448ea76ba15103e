// What both networks of the lecture have in common: cases to choose, steps to add and to walk through, numbers that are computed anew at every change.

import { element } from "engram/element.js";
import { read } from "engram/lecture/parameters.js";
import { rowFields } from "engram/lecture/number-field.js";
import { backShape, iconButton, onShape } from "engram/memory/player.js";

/**
 * A section. `name` is its parameter in the address; `cases` make values; `inputNames` name the inputs; `fields(values, changed)` gives the fields of the
 * weights; `result(values, step, go)` draws what comes out.
 */
export function example(context, { name, heading, lead, cases, caseNames, inputNames, fields, result }) {
  const { t, state, remember } = context;
  let values = read(state[name], cases.lecture()) ?? cases.lecture();
  let step = Math.min(Math.max(0, Number(state[`${name}Step`]) || 0), values.inputs.length - 1);
  const editor = element("div", { class: "editor" });
  const output = element("div", { class: "outcome" });

  const compute = () => {
    step = Math.min(step, values.inputs.length - 1);
    const { id } = document.activeElement;
    output.replaceChildren(result(values, step, (next) => { step = next; keep(); compute(); }));
    if (id && document.activeElement === document.body) document.getElementById(id)?.focus();
  };
  const keep = () => remember({
    [name]: JSON.stringify(values) === JSON.stringify(cases.lecture()) ? undefined : JSON.stringify(values), [`${name}Step`]: step || undefined,
  });
  const changed = () => { keep(); compute(); };
  const edit = () => {
    const { id } = document.activeElement;
    editor.replaceChildren(inputTable(t, name, values, inputNames, changed, () => { edit(); changed(); }), fields(values, changed, edit));
    if (id) document.getElementById(id)?.focus();
  };
  const choose = (key) => { values = cases[key](); step = 0; edit(); changed(); };
  edit();
  compute();
  return element("section", { class: "panel example", id: name },
    element("h2", {}, heading),
    element("p", { class: "lead" }, lead),
    element("div", { class: "controls", role: "group", "aria-label": t.lecture.preset }, Object.keys(cases).map((key) => element("button", {
      type: "button", class: "small", id: `${name}-${key}`, onclick: () => choose(key),
    }, caseNames[key]))),
    element("div", { class: "bench" }, output, editor));
}

function inputTable(t, name, values, inputNames, changed, resized) {
  const { inputs } = values;
  const add = () => { inputs.push([...inputs.at(-1)]); resized(); };
  const remove = () => { if (inputs.length > 1) { inputs.pop(); resized(); } };
  return element("fieldset", {},
    element("legend", {}, t.lecture.inputs),
    element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t.lecture.inputs },
      element("table", { class: "numbers" },
        element("thead", {}, element("tr", {}, element("td"), inputNames.map((input) => element("th", { scope: "col" }, input)))),
        element("tbody", {}, inputs.map((row, at) => element("tr", {},
          element("th", { scope: "row" }, t.lecture.stepName(at + 1)),
          rowFields(row, (index) => t.lecture.inputAt(inputNames[index], at + 1), changed).map((field) => element("td", {}, field))))))),
    element("button", { type: "button", class: "small", id: `${name}-add`, onclick: add }, t.lecture.addStep), " ",
    element("button", { type: "button", class: "small", id: `${name}-remove`, onclick: remove }, t.lecture.removeStep));
}

/** Buttons that walk through time. */
export function walk(t, name, count, step, go) {
  const button = (id, shape, label, next) => iconButton(shape, label, { id: `${name}-${id}`, disabled: next < 0 || next >= count, press: () => go(next) });
  return element("div", { class: "player", role: "group", "aria-label": t.lecture.step },
    button("back", backShape, t.memory.previous, step - 1), button("on", onShape, t.memory.next, step + 1),
    element("span", { class: "step", role: "status" }, `${t.lecture.stepName(step + 1)} / ${count}`));
}
