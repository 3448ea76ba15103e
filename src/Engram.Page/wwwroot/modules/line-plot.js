// A line for each series over the words. Only the lines are SVG, stretched to the width there is; names and numbers are text beside it.

import { element, svg } from "engram/element.js";
import { wordAxis } from "engram/memory/word-axis.js";
import { fixed, signed } from "engram/number.js";

/** `series` are `[{ name, values }]`, drawn from `from` to `to`; the word chosen is marked, and its values stand in the legend. */
export function linePlot({ label, series, words, from, to, word }) {
  const x = (index) => ((index + 0.5) / words.length) * 100;
  const y = (value) => (1 - (value - from) / (to - from)) * 100;
  const lines = series.map(({ values }, index) => svg("polyline", {
    class: `series s${index}`, points: values.map((value, at) => `${x(at)},${y(value)}`).join(" "),
  }));
  const write = (value) => (from < 0 ? signed(value, 3) : fixed(value, 3));
  return element("figure", { class: "lines" },
    element("figcaption", {}, element("span", {}, label),
      element("ul", { class: "keys" }, series.map(({ name, values }, index) => element("li", {}, sample(index), `${name} ${write(values[word])}`)))),
    element("div", { class: "sideways", tabindex: "0", role: "group", "aria-label": label },
      element("div", { class: "plot", style: { "--words": String(words.length) } },
        element("div", { class: "lines-area" },
          svg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" },
            from < 0 && svg("line", { class: "zero", x1: 0, x2: 100, y1: y(0), y2: y(0) }), lines),
          element("span", { class: "most" }, fixed(to, 1)), element("span", { class: "least" }, fixed(from, 1)),
          element("div", { class: "cursor column", style: { left: `${(100 * word) / words.length}%`, width: `${100 / words.length}%` } })),
        wordAxis(words))));
}

function sample(index) {
  return svg("svg", { class: "sample", viewBox: "0 0 24 8", "aria-hidden": "true" }, svg("line", { class: `series s${index}`, x1: 0, x2: 24, y1: 4, y2: 4 }));
}
