// How numbers are written. A minus is U+2212, which a screen reader says and which is as wide as a plus.

/** A number with so many decimals. */
export function fixed(value, decimals = 2) {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** The same with its sign always shown. */
export function signed(value, decimals = 2) {
  const text = fixed(value, decimals);
  return text.startsWith("−") || Number(text) === 0 ? text : `+${text}`;
}

/** As short as it can be with at most six decimals: 2, 0.5, 6.999773. */
export function short(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value < 0 ? "−∞" : "∞";
  const rounded = Math.abs(value) >= 1e9 ? value.toExponential(3) : String(Number(value.toFixed(6)));
  return rounded === "-0" ? "0" : rounded.replace(/^-/, "−");
}

/** A share as per cent; what is neither none nor all is not written as such. */
export function percent(share) {
  if (share > 0 && share < 0.005) return "<1%";
  if (share < 1 && share > 0.995) return ">99%";
  return `${Math.round(share * 100)}%`;
}

/** Groups of three digits, apart by a thin space. */
export function count(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}
