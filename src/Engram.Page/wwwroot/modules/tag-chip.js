// A tag or a slot by its name and a colour; the name is always there, so the colour says nothing alone.

import { element } from "engram/element.js";
import { slotName } from "engram/spans.js";

const hues = 8;

/** The number of a slot's colour: its place among the model's slots. */
export function hue(name, tags = []) {
  const names = [...new Set(tags.map(slotName).filter(Boolean))].sort();
  return Math.max(0, names.indexOf(name)) % hues;
}

/** A name that may go on in the next line behind its own signs: `B-depart_date.day_name`. */
export function breakable(name) {
  return name.split(/(?<=[-._])/).flatMap((part, index) => (index === 0 ? [part] : [element("wbr"), part]));
}

/** The chip of a tag. */
export function tagChip(tag, tags) {
  const name = slotName(tag);
  return element("span", { class: "tag", "data-hue": name ? hue(name, tags) : "none" }, breakable(tag));
}
