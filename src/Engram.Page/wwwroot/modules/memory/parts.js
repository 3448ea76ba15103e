// The parts of a cell: how they are called, and which of them are shares between 0 and 1.

const shares = new Set(["inputGate", "forgetGate", "outputGate", "updateGate", "resetGate"]);

export function isShare(name) {
  return shares.has(name);
}

/** The name in the reader's language; a cell of one's own has parts of other names. */
export function partName(t, name) {
  return t.memory.parts[name] ?? name;
}
