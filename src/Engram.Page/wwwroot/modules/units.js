// In which order units stand. Values are [word][unit].

/** The units from 0 upwards. */
export function byNumber(values) {
  return Array.from({ length: values[0]?.length ?? 0 }, (_, unit) => unit);
}

/** The most active first: the mean distance from 0 over the words. */
export function byActivity(values) {
  return ranked(values, (unit) => values.reduce((sum, row) => sum + Math.abs(row[unit]), 0));
}

/** First those that change most from one word to the next. */
export function byChange(values) {
  return ranked(values, (unit) => values.slice(1).reduce((sum, row, word) => sum + Math.abs(row[unit] - values[word][unit]), 0));
}

/** The order of a name in the address. */
export function order(values, name) {
  return { activity: byActivity, change: byChange }[name]?.(values) ?? byNumber(values);
}

function ranked(values, weigh) {
  const weights = byNumber(values).map(weigh);
  return byNumber(values).sort((a, b) => weights[b] - weights[a] || a - b);
}
