// The lecture's LSTM cell: one memory, three gates, each worked by the input alone. The curves g and h are straight lines, the gates sigmoids.

/** The signals that go in, in the order of the weights' rows. */
export const signals = ["block", "inputGate", "forgetGate", "outputGate"];

/** The cell of the lecture. A row of weights is for x1, x2, x3. */
export function lectureCell() {
  return {
    inputs: [[3, 1, 0], [4, 1, 0], [2, 0, 0], [1, 0, 1], [3, -1, 0]],
    weights: { block: [1, 0, 0], inputGate: [0, 100, 0], forgetGate: [0, 100, 0], outputGate: [0, 0, 100] },
    biases: { block: 0, inputGate: -10, forgetGate: 10, outputGate: -10 },
    initial: 0,
  };
}

/** Cases worth a look. */
export const cellCases = {
  lecture: () => lectureCell(),
  rule: () => ({
    ...lectureCell(),
    inputs: [[1, 0, 0], [3, 1, 0], [2, 0, 0], [4, 1, 0], [2, 0, 0], [1, 0, 1], [3, -1, 0], [6, 1, 0], [1, 0, 1]],
  }),
  shut: () => ({ ...lectureCell(), biases: { ...lectureCell().biases, forgetGate: -100 } }),
};

/** 1 / (1 + e^−z), without overflow. */
export function sigmoid(z) {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

/** Every step: the four signals `z`, the gates, the memory before and after, the output. */
export function runCell(cell) {
  let memory = cell.initial;
  return cell.inputs.map((input) => {
    const z = Object.fromEntries(signals.map((name) => [name, dot(cell.weights[name], input) + cell.biases[name]]));
    const gates = { inputGate: sigmoid(z.inputGate), forgetGate: sigmoid(z.forgetGate), outputGate: sigmoid(z.outputGate) };
    const old = memory;
    memory = z.block * gates.inputGate + old * gates.forgetGate;
    return { input, z, ...gates, before: old, memory, output: memory * gates.outputGate };
  });
}

function dot(weights, input) {
  return weights.reduce((sum, weight, i) => sum + weight * input[i], 0);
}
