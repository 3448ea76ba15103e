// Curves over epochs, drawn by uPlot, which is loaded when the first curve is asked for.

import { element } from "engram/element.js";
import { short } from "engram/number.js";

const dashes = [[], [8, 4], [2, 3], [10, 4, 2, 4]];
const borders = ["solid", "dashed", "dotted", "double"]; // of the legend, in place of the dashes
const height = 220;

/** `series` are `[{ name, values }]`, a value an epoch; `marks` are the epochs that get a hollow circle on the first series. */
export async function chart({ label, epochLabel, series, marks = [] }) {
  const { default: UPlot } = await import("uplot");
  const box = element("div", { class: "chart", role: "img", "aria-label": label });
  const epochs = series[0].values.map((_, index) => index + 1);
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colours = ["--series-0", "--series-1", "--series-2", "--series-3"].map((name) => resolve(style(name)));
  const [ink, line] = [resolve(style("--quiet")), resolve(style("--line"))];
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line }, font: "12px system-ui, sans-serif" };
  const plot = new UPlot({
    width: 320,
    height,
    scales: { x: { time: false } },
    legend: { markers: { width: 3, dash: (_, index) => borders[index - 1] } },
    cursor: { drag: { x: false, y: false } },
    axes: [{ ...axis, label: epochLabel, labelSize: 22, incrs: [1, 2, 5, 10, 20, 50, 100] }, { ...axis, size: 56 }],
    series: [{ label: epochLabel }, ...series.map(({ name }, index) => ({
      label: name, stroke: colours[index], width: 2, dash: dashes[index], value: (_, value) => (value === null ? "–" : short(value)),
      points: index === 0 && marks.length > 0 ? { show: true, filter: () => marks.map((epoch) => epoch - 1), size: 9, fill: "transparent" } : { show: epochs.length < 2 },
    }))],
  }, [epochs, ...series.map(({ values }) => values)], box);
  new ResizeObserver(() => plot.setSize({ width: Math.max(200, box.clientWidth), height })).observe(box);
  return box;
}

// A canvas does not know light-dark(): the browser computes what is seen.
function resolve(colour) {
  const probe = element("span", { style: { color: colour }, hidden: true });
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
