import { element } from "engram/element.js";

/** The words below a picture, each under its column. Readers of a screen get them from the table. */
export function wordAxis(words) {
  return element("ol", { class: "word-axis", "aria-hidden": "true", style: { "--words": String(words.length) } },
    words.map((word) => element("li", { title: word }, element("span", {}, word))));
}
