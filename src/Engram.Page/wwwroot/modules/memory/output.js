// What the output layer makes of the memory: scores and probabilities of every tag, the path that was chosen and its rivals.

import { scaleFor, shareScale } from "engram/colour.js";
import { element } from "engram/element.js";
import { heatMap } from "engram/memory/heat-map.js";
import { percent, signed } from "engram/number.js";
import { table } from "engram/table.js";
import { tagChip } from "engram/tag-chip.js";

export function outputPanel(context, trace, words, point) {
  const { t, theme } = context;
  const likely = trace.tags.map((_, tag) => tag).filter((tag) => trace.probabilities.some((row) => row[tag] >= 0.01));
  const map = (title, values, scale) => {
    const drawn = heatMap(context, {
      title, words, values, order: likely, scale, rowName: (tag) => trace.tags[tag], point, select: (word, tag) => point(drawn.show(word, tag)),
    });
    drawn.show(0, likely[0]);
    return drawn.node;
  };
  return element("section", { class: "panel" },
    element("h2", {}, t.memory.output),
    element("p", { class: "quiet" }, t.memory.outputLead),
    element("div", { class: "maps" },
      map(t.memory.probabilities, trace.probabilities, shareScale(theme)),
      map(t.memory.emissions, trace.emissions, scaleFor(false, trace.emissions, theme))),
    table({
      caption: t.memory.paths, columns: t.memory.pathsColumns,
      rows: trace.paths.map((path, rank) => [rank + 1, percent(path.probability), signed(path.score),
        element("span", { class: "path" }, path.tags.map((tag) => tagChip(tag, trace.tags)))]),
    }),
    trace.transitions.length > 0 && element("details", {}, element("summary", {}, t.memory.transitions), table({
      caption: t.memory.transitions, hideCaption: true, columns: t.memory.transitionColumns,
      rows: trace.transitions.map(({ from, to, score }) => [from ?? t.memory.startOfPath, to ?? t.memory.endOfPath, signed(score)]),
    })));
}
