// Which words decided a tag: gradient × input and occlusion, each with its sign.

import { index } from "engram/address.js";
import { signedBars } from "engram/bars.js";
import { element } from "engram/element.js";
import { percent, signed } from "engram/number.js";
import { fillRegion } from "engram/region.js";
import { copyButton } from "engram/save.js";
import { sentenceForm } from "engram/sentence-form.js";
import { slotName } from "engram/spans.js";
import { table } from "engram/table.js";

export function whyView(context) {
  const { t, source, model, text } = context;
  const results = element("div", { class: "results" });
  if (text.trim() === "") results.append(element("p", { class: "note" }, t.sentence.empty));
  else fillRegion(t, results, async () => asked(context, await source.tag(text, model?.name)));
  return element("div", {},
    element("h1", { tabindex: "-1" }, t.why.heading),
    element("p", { class: "lead" }, t.why.lead),
    sentenceForm(context),
    results);
}

function asked(context, { tokens }) {
  const { t, source, state, model, text } = context;
  const choices = tokens.map((_, word) => word).filter((word) => !source.offline || source.explained.includes(word));
  if (choices.length === 0) return element("p", { class: "note" }, t.why.nothing);
  const first = choices.find((word) => slotName(tokens[word].tag)) ?? choices[0];
  const asking = index(state.word, tokens.length, first);
  let chosen = choices.includes(asking) ? asking : first;
  const answer = element("div");
  const show = () => fillRegion(t, answer, async () => explained(context, await source.why(text, model?.name, chosen)));
  const select = element("select", { id: "word", onchange: (event) => { chosen = Number(event.target.value); context.remember({ word: chosen }); show(); } },
    choices.map((word) => element("option", { value: word, selected: word === chosen }, t.why.tagOf(tokens[word].text, tokens[word].tag))));
  show();
  return element("div", {}, element("div", { class: "controls" }, element("label", {}, t.why.choose, select)), answer);
}

function explained(context, why) {
  const { t } = context;
  const items = (values) => why.words.map((name, word) => ({ name, value: values[word], note: t.why.itself }));
  return element("section", { class: "panel" },
    element("h2", { class: "sentence" }, t.why.explained(why.words[why.word], why.tag, percent(why.probability))),
    element("p", { class: "quiet" }, t.why.legend),
    element("div", { class: "pair" },
      element("section", {}, element("h3", {}, t.why.gradient), signedBars(items(why.gradient), t.why.gradient)),
      element("section", {}, element("h3", {}, t.why.occlusion), signedBars(items(why.occlusion), t.why.occlusion))),
    element("details", {}, element("summary", {}, t.table(t.why.heading)), table({
      caption: t.why.heading, hideCaption: true, columns: t.why.columns,
      rows: why.words.map((word, at) => [word, number(t, why.gradient[at]), number(t, why.occlusion[at])]),
    })),
    copyButton(context, () => why));
}

function number(t, value) {
  return value === null ? t.why.itself : `${signed(value, 4)} ${value > 0 ? t.why.supports : value < 0 ? t.why.opposes : ""}`;
}
