// Scales from a number to a colour: a table of colours, so that a cell of a heat map costs one look-up. An odd number of them, so that 0 is in the middle.

const last = 254;
const stops = {
  light: { signed: ["#8c3408", "#dd8449", "#f7f4ee", "#6c9fcb", "#123f70"], share: ["#f7f4ee", "#a8cccd", "#3b8795", "#0b3247"] },
  dark: { signed: ["#ffc596", "#b8622a", "#20262b", "#3672a8", "#b4dbff"], share: ["#20262b", "#25606f", "#5fb0b8", "#eef8f4"] },
};

/** From −extent over 0 to extent. */
export function signedScale(extent, theme) {
  return scale(-extent, extent, stops[theme].signed);
}

/** From 0 to 1, for what opens and shuts. */
export function shareScale(theme) {
  return scale(0, 1, stops[theme].share);
}

/** The scale for values whose name says whether they are shares. */
export function scaleFor(isShare, rows, theme) {
  return isShare ? shareScale(theme) : signedScale(extentOf(rows), theme);
}

/** The largest distance from 0; 1 for all that stays within −1 and 1, as tanh does, so that pictures can be compared. */
export function extentOf(rows) {
  let most = 1;
  for (const row of rows) for (const value of row) if (Math.abs(value) > most) most = Math.abs(value);
  return most;
}

function scale(from, to, colours) {
  const table = Array.from({ length: last + 1 }, (_, index) => mix(colours, index / last));
  const packed = new Uint32Array(table.map(([red, green, blue]) => (255 << 24) | (blue << 16) | (green << 8) | red));
  const index = (value) => Math.max(0, Math.min(last, Math.round(((value - from) / (to - from)) * last)));
  return {
    from,
    to,
    packed: (value) => packed[index(value)],
    css: (value) => `rgb(${table[index(value)].join(" ")})`,
    ink: (value) => (luminance(table[index(value)]) > 0.18 ? "#101418" : "#ffffff"),
  };
}

function mix(colours, share) {
  const place = share * (colours.length - 1);
  const left = Math.min(Math.floor(place), colours.length - 2);
  const [a, b] = [parse(colours[left]), parse(colours[left + 1])];
  return a.map((channel, i) => Math.round(channel + (b[i] - channel) * (place - left)));
}

function parse(colour) {
  return [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
}

// Relative luminance of WCAG 2: above 0.18 black letters have the better contrast.
function luminance(channels) {
  const [red, green, blue] = channels.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
