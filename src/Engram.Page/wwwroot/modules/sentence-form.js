// Where a sentence is typed: with examples, and with the models where there are several.

import { element } from "engram/element.js";

/** The form of a view. `second` adds the sentence and the model to compare with; `typed` is told of every change while typing. */
export function sentenceForm(context, { second = false, typed, button } = {}) {
  const { t, source, model, state } = context;
  if (source.offline) return recorded(context, second);
  const text = field("text", t.text, context.text);
  const against = second && field("against", t.against, state.against ?? "");
  const values = () => ({ text: text.input.value, ...(second && { against: against.input.value }) });
  if (typed) text.input.addEventListener("input", () => typed(text.input.value));
  const submit = (event) => { event.preventDefault(); context.go(values()); };
  return element("form", { class: "ask", onsubmit: submit },
    text.node,
    against && against.node,
    examples(t, model, (example) => { text.input.value = example; context.go({ ...values(), text: example }); }),
    chosenModel(context, "model", t.model, model?.name),
    second && chosenModel(context, "againstModel", t.againstModel, state.againstModel ?? model?.name),
    element("button", { type: "submit", id: "submit", class: "primary" }, button ?? t.show));
}

function field(id, label, value) {
  const input = element("input", { id, type: "text", value, autocomplete: "off", spellcheck: "false" });
  return { input, node: element("label", { class: "wide" }, label, input) };
}

function examples(t, model, choose) {
  if (!model?.examples?.length) return null;
  const select = element("select", { id: "examples", onchange: (event) => event.target.value !== "" && choose(model.examples[event.target.value]) },
    element("option", { value: "" }, t.chooseExample),
    model.examples.map((example, index) => element("option", { value: index }, example)));
  return element("label", {}, t.examples, select);
}

function chosenModel(context, id, label, chosen) {
  if (context.models.length < 2) return null;
  const select = element("select", { id, onchange: (event) => context.go({ [id]: event.target.value }) },
    context.models.map((model) => element("option", { value: model.name, selected: model.name === chosen }, model.name)));
  return element("label", {}, label, select);
}

function recorded({ t, source }, second) {
  const shown = (id, label, value) => element("label", { class: "wide" }, label,
    element("input", { id, type: "text", value, readonly: true, "aria-describedby": "recorded" }));
  return element("div", { class: "ask" },
    shown("text", t.text, source.text),
    second && source.against !== undefined && shown("against", t.against, source.against),
    element("p", { id: "recorded", class: "note" }, t.offlineNote));
}
