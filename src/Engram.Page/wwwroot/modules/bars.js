// Bars with their names and numbers.

import { element } from "engram/element.js";
import { percent, signed } from "engram/number.js";
import { breakable } from "engram/tag-chip.js";

/** Shares from 0 to 1: `[{ name, share, note }]`. */
export function shareBars(items, label) {
  return element("ul", { class: "bars", "aria-label": label }, items.map(({ name, share, note }) => element("li", {},
    element("span", { class: "name" }, breakable(name), note && element("em", {}, ` ${note}`)),
    element("span", { class: "value" }, percent(share)),
    element("span", { class: "bar", style: { "--share": String(share) } }))));
}

/** Numbers with a sign: to the right and plain above 0, to the left and striped below. `[{ name, value, note }]`; a null value shows its note. */
export function signedBars(items, label) {
  const most = Math.max(1e-9, ...items.map(({ value }) => Math.abs(value ?? 0)));
  return element("ul", { class: "bars signed", "aria-label": label }, items.map(({ name, value, note }) => element("li", {},
    element("span", { class: "name" }, name),
    element("span", { class: "value" }, value === null ? note : signed(value, 3)),
    element("span", { class: "track" }, value !== null && element("span", {
      class: value < 0 ? "bar negative" : "bar", style: { "--share": String(Math.abs(value) / most) },
    })))));
}
