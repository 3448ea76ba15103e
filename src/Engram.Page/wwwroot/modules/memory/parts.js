// The parts of a cell: how they are called, what their rows are, which of them are shares between 0 and 1.

const shares = new Set(["inputGate", "forgetGate", "outputGate", "updateGate", "resetGate", "output"]);
const perTag = new Set(["emission", "output", "context"]); // of a Jordan network, whose output is its memory

export function isShare(name) {
  return shares.has(name);
}

/** Whether the rows are tags; otherwise they are units. */
export function isPerTag(name) {
  return perTag.has(name);
}

/** The name in the reader's language; a cell of one's own has parts of other names. */
export function partName(t, name) {
  return t.memory.parts[name] ?? name;
}

/** Gates, then states; what a cell calls by two names, such as an Elman network's activation and hidden state, is there once. */
export function partsOf(direction) {
  const isSame = (a, b) => a.values.every((row, word) => row.length === b.values[word].length && row.every((value, unit) => value === b.values[word][unit]));
  return [...direction.gates.filter((gate) => !direction.states.some((state) => isSame(gate, state))), ...direction.states];
}
