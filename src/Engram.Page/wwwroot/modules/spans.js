// A text and the slots in it.

/** The text cut at the ends of its slots: pieces with a slot or without one. Slots do not overlap. */
export function pieces(text, slots) {
  const cut = [];
  let end = 0;
  for (const slot of [...slots].sort((a, b) => a.start - b.start)) {
    if (slot.start > end) cut.push({ text: text.slice(end, slot.start) });
    cut.push({ text: text.slice(slot.start, slot.end), slot });
    end = slot.end;
  }
  if (end < text.length) cut.push({ text: text.slice(end) });
  return cut;
}

/** The name in a tag: `destination` of `B-destination`; null for O. */
export function slotName(tag) {
  if (tag === "O") return null;
  return /^[BIESLU]-/.test(tag) ? tag.slice(2) : tag;
}

/** For each word of the second sentence the word of the first at its place, counted from the nearer common end; undefined where there is none. */
export function counterparts(first, second) {
  let prefix = 0;
  while (prefix < Math.min(first.length, second.length) && first[prefix] === second[prefix]) prefix++;
  let suffix = 0;
  while (suffix < Math.min(first.length, second.length) - prefix && first.at(-1 - suffix) === second.at(-1 - suffix)) suffix++;
  return second.map((_, word) => {
    if (word >= second.length - suffix) return word - second.length + first.length;
    return word < first.length - suffix ? word : undefined;
  });
}
