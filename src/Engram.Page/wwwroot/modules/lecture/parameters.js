// A learner's numbers in the address.

/** The value in `text`, if it has the very shape of `sample`; a list of steps may have another length. Otherwise undefined. */
export function read(text, sample) {
  try {
    const value = JSON.parse(text);
    return fits(value, sample) ? value : undefined;
  } catch {
    return undefined; // an address that somebody has cut off: the lecture's own numbers are shown
  }
}

function fits(value, sample, name) {
  if (Array.isArray(sample)) {
    if (!Array.isArray(value) || (name === "inputs" ? value.length < 1 || value.length > 40 : value.length !== sample.length)) return false;
    return value.every((item, index) => fits(item, sample[Math.min(index, sample.length - 1)]));
  }
  if (typeof sample === "object") {
    return typeof value === "object" && value !== null && Object.keys(sample).every((key) => fits(value[key], sample[key], key));
  }
  return typeof value === typeof sample && (typeof value !== "number" || Number.isFinite(value));
}
