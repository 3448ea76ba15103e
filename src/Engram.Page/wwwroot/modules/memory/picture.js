// A heat map as a file: what stands where is decided once, then written as SVG or painted as PNG.

import { svgOf } from "engram/element.js";
import { short } from "engram/number.js";
import { fileName, save } from "engram/save.js";

const font = "13px system-ui, sans-serif";

export function saveSvg(context, map) {
  const plan = arrange(map);
  const svg = svgOf(document.implementation.createHTMLDocument("")); // a picture in the page itself would be loaded, which its policy forbids
  const drawing = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${plan.width} ${plan.height}`, width: plan.width, height: plan.height },
    svg("title", {}, map.title),
    svg("rect", { width: plan.width, height: plan.height, fill: "#ffffff" }),
    svg("image", { ...plan.image, href: map.canvas.toDataURL("image/png"), preserveAspectRatio: "none", style: { "image-rendering": "pixelated" } }),
    plan.labels.map(({ text, x, y, turn, end }) => svg("text", {
      x, y, fill: "#101418", "font-family": "system-ui, sans-serif", "font-size": 13, "text-anchor": end ? "end" : "start",
      transform: turn && `rotate(-60 ${x} ${y})`,
    }, text)));
  const text = new XMLSerializer().serializeToString(drawing);
  save(context, fileName(map.title, "svg"), new Blob([text], { type: "image/svg+xml" }));
}

export async function savePng(context, map) {
  const plan = arrange(map);
  const canvas = new OffscreenCanvas(plan.width * 2, plan.height * 2);
  const drawing = canvas.getContext("2d");
  drawing.scale(2, 2);
  drawing.fillStyle = "#ffffff";
  drawing.fillRect(0, 0, plan.width, plan.height);
  drawing.imageSmoothingEnabled = false;
  drawing.drawImage(map.canvas, plan.image.x, plan.image.y, plan.image.width, plan.image.height);
  drawing.fillStyle = "#101418";
  drawing.font = font;
  for (const { text, x, y, turn, end } of plan.labels) {
    drawing.save();
    drawing.translate(x, y);
    if (turn) drawing.rotate(-Math.PI / 3);
    drawing.textAlign = end ? "end" : "start";
    drawing.fillText(text, 0, 0);
    drawing.restore();
  }
  save(context, fileName(map.title, "png"), await canvas.convertToBlob({ type: "image/png" }));
}

function arrange({ title, words, rows, scale }) {
  const isNamed = rows.length <= 40;
  const cell = { width: Math.max(18, Math.min(60, 720 / words.length)), height: isNamed ? 18 : 3 };
  const left = isNamed ? 24 + 7.5 * Math.max(...rows.map((row) => row.length)) : 70;
  const longest = Math.max(...words.map((word) => word.length));
  const image = { x: left, y: 40, width: cell.width * words.length, height: cell.height * rows.length };
  const bottom = image.y + image.height;
  const foot = 24 + 7 * longest;
  const named = isNamed ? rows.map((text, row) => ({ text, row })) : [{ text: rows[0], row: 0 }, { text: rows.at(-1), row: rows.length - 1 }];
  return {
    width: Math.ceil(left + image.width + 20),
    height: Math.ceil(bottom + foot + 20),
    image,
    labels: [
      { text: `${title}  (${short(scale.from)} … ${short(scale.to)})`, x: left, y: 24 },
      ...named.map(({ text, row }) => ({ text, x: left - 6, y: image.y + (row + 0.5) * cell.height + 4, end: true })),
      ...words.map((text, word) => ({ text, x: left + (word + 0.6) * cell.width, y: bottom + 14, turn: true, end: true })),
    ],
  };
}
