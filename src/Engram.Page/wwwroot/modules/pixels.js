/** The picture of a heat map, one pixel a cell, words across and units down. Values are [word][unit]; `order` says which unit stands in which row. */
export function pixels(values, order, scale) {
  const picture = new Uint32Array(values.length * order.length);
  for (let word = 0; word < values.length; word++) {
    const row = values[word];
    for (let line = 0; line < order.length; line++) picture[line * values.length + word] = scale.packed(row[order[line]]);
  }
  return picture;
}
