// Which slot each word is: the marked text, the likeliest tags of every word, the intent; and what changes when a word does.

import { shareBars } from "engram/bars.js";
import { element } from "engram/element.js";
import { percent } from "engram/number.js";
import { fillRegion } from "engram/region.js";
import { copyButton } from "engram/save.js";
import { sentenceForm } from "engram/sentence-form.js";
import { counterparts, pieces } from "engram/spans.js";
import { hue, tagChip } from "engram/tag-chip.js";

const shownIntents = 5;
const pause = 120; // milliseconds without a key before a sentence is asked for

export function sentenceView(context) {
  const { t, source, state, model } = context;
  const results = element("div", { class: "results" });
  let text = context.text;
  let from = state.from ?? text; // the sentence that changes are counted from
  let asked = new AbortController();
  let timer;

  const show = () => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    return fillRegion(t, results, async () => {
      if (text.trim() === "") return element("p", { class: "note" }, t.sentence.empty);
      const answer = await source.tag(text, model?.name, signal);
      const before = from === text || from.trim() === "" ? answer : await source.tag(from, model?.name, signal);
      return answered(context, answer, before, { edit, keep });
    });
  };
  const change = (next) => {
    text = next;
    context.remember({ text, from: from === text ? undefined : from });
    return show();
  };
  const edit = (token, word, number) => {
    const next = text.slice(0, token.start) + word + text.slice(token.end);
    document.getElementById("text").value = next;
    change(next).then(() => document.getElementById(`word-${number}`)?.focus());
  };
  const keep = () => { from = text; change(text).then(() => document.getElementById("text").focus()); };
  const typed = (next) => { clearTimeout(timer); timer = setTimeout(() => change(next), pause); };

  show();
  return element("div", {},
    element("h1", { tabindex: "-1" }, t.sentence.heading),
    element("p", { class: "lead" }, t.sentence.lead),
    sentenceForm(context, { typed }),
    results);
}

function answered(context, answer, before, actions) {
  const { t, model } = context;
  const old = changedTags(answer, before);
  return element("div", {},
    element("section", { class: "panel" },
      element("h2", {}, t.sentence.marked),
      markedText(answer, model),
      answer.slots.length === 0 && element("p", { class: "note" }, t.sentence.noSlots),
      before !== answer && element("p", { class: "change", role: "status" },
        t.sentence.changes(old.filter((tag) => tag !== undefined).length), " ",
        element("span", { class: "quiet" }, t.sentence.since(before.text)), " ",
        element("button", { type: "button", class: "small", id: "keep", onclick: actions.keep }, t.sentence.keep))),
    element("section", { class: "panel" },
      element("h2", {}, t.sentence.words),
      element("p", { class: "quiet" }, t.sentence.wordsLead),
      element("ol", { class: "words" }, answer.tokens.map((token, index) => wordCard(context, token, index, old[index], actions)))),
    element("section", { class: "panel" },
      element("h2", {}, t.sentence.intent),
      answer.intent ? intents(t, answer.intent.ranking) : element("p", { class: "quiet" }, t.sentence.noIntent)),
    copyButton(context, () => answer));
}

function intents(t, ranking) {
  const bars = (items) => shareBars(items.map((item) => ({ name: item.name, share: item.probability })), t.sentence.intent);
  return [bars(ranking.slice(0, shownIntents)),
    ranking.length > shownIntents && element("details", {}, element("summary", {}, t.sentence.otherIntents(ranking.length - shownIntents)), bars(ranking.slice(shownIntents)))];
}

// For each word the tag that its counterpart had, where it had another.
function changedTags(answer, before) {
  const places = counterparts(before.tokens.map((token) => token.text), answer.tokens.map((token) => token.text));
  return answer.tokens.map((token, index) => {
    const tag = before.tokens[places[index]]?.tag;
    return tag === token.tag ? undefined : tag;
  });
}

function markedText(answer, model) {
  return element("p", { class: "marked" }, pieces(answer.text, answer.slots).map(({ text, slot }) => (slot
    ? element("mark", { "data-hue": hue(slot.name, model?.tags) }, text, element("small", {}, ` ${slot.name} ${percent(slot.probability)}`))
    : text)));
}

function wordCard(context, token, index, old, actions) {
  const { t, source, model } = context;
  const edit = (event) => event.target.value !== token.text && actions.edit(token, event.target.value, index + 1);
  const input = element("input", {
    id: `word-${index + 1}`, type: "text", value: token.text, size: Math.max(3, token.text.length), readonly: source.offline, onchange: edit,
    "aria-label": t.sentence.editWord(index + 1, token.text), spellcheck: "false", autocomplete: "off",
  });
  return element("li", { class: old === undefined ? "word" : "word changed" },
    input,
    element("p", { class: "tag-line" }, tagChip(token.tag, model?.tags), old !== undefined && element("span", { class: "was" }, t.sentence.was(old))),
    shareBars(token.alternatives.slice(0, 5).map((item) => ({
      name: item.tag, share: item.probability, note: item.tag === token.tag && token.alternatives[0].tag !== token.tag && t.sentence.decided,
    })), token.text));
}
