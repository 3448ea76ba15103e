// Word by word through the sentence, in the order in which the direction reads it.

import { element, svg } from "engram/element.js";
import { reading } from "engram/recurrence.js";

/** `step` is a place in the order of reading, or null when all words are shown. `go(step)` is called with the next one. */
export function player(context, { direction, words, step, go }) {
  const { t } = context;
  const last = words.length - 1;
  const button = (id, shape, label, target, disabled) => iconButton(shape, label, { id, disabled, press: () => go(target) });
  const word = step === null ? undefined : reading(direction, words.length)[step];
  return element("div", { class: "player", role: "group", "aria-label": t.memory.player },
    button("step-first", "M4 3v10M13 3v10L6 8z", t.memory.first, 0, step === 0),
    button("step-back", backShape, t.memory.previous, step === null ? last : step - 1, step === 0),
    button("step-on", onShape, t.memory.next, step === null ? 0 : step + 1, step === last),
    button("step-all", "M3 3v10l7-5zM12 3v10", t.memory.last, null, step === null),
    element("span", { class: "step" }, step === null ? t.memory.allWords(words.length) : t.memory.step(step + 1, words.length, words[word])),
    direction === "reverse" && element("span", { class: "quiet" }, t.memory.readsReverse));
}

/** The columns that are not read yet: `[from, to)`. */
export function unread(direction, length, step) {
  if (step === null) return [0, 0];
  return direction === "reverse" ? [0, length - 1 - step] : [step + 1, length];
}

/** A button with a drawn sign; a disabled one stays in the order of the keyboard and does nothing. */
export function iconButton(shape, label, { id, disabled, press }) {
  return element("button", { type: "button", id, "aria-label": label, title: label, "aria-disabled": disabled && "true", onclick: () => !disabled && press() },
    svg("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: shape })));
}

export const backShape = "M12 3v10L4 8z";
export const onShape = "M4 3v10l8-5z";
