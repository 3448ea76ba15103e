// The lecture's first network: two inputs, two hidden units, two outputs, sums only. What it remembers comes back at the next step: the hidden units
// (Elman), or the outputs (Jordan).

const ones = () => [[1, 1], [1, 1]];

/** The network of the lecture: every weight 1, no bias, memory 0. */
export function lectureNetwork() {
  return {
    feedback: "elman",
    inputs: [[1, 1], [1, 1], [2, 2]],
    input: ones(),
    memory: ones(),
    output: ones(),
    hiddenBias: [0, 0],
    outputBias: [0, 0],
  };
}

/** Cases worth a look; each changes the lecture's network a little. */
export const networkCases = {
  lecture: () => lectureNetwork(),
  order: () => ({ ...lectureNetwork(), inputs: [[2, 2], [1, 1], [1, 1]] }),
  jordan: () => ({ ...lectureNetwork(), feedback: "jordan" }),
  forgetful: () => ({ ...lectureNetwork(), memory: [[0, 0], [0, 0]] }),
};

/** Every step: `{ input, memory, hidden, output }`, the memory as it was before the step. */
export function runNetwork(network) {
  let memory = [0, 0];
  return network.inputs.map((input) => {
    const hidden = add(network.hiddenBias, product(network.input, input), product(network.memory, memory));
    const output = add(network.outputBias, product(network.output, hidden));
    const step = { input, memory, hidden, output };
    memory = network.feedback === "jordan" ? output : hidden;
    return step;
  });
}

function product(matrix, vector) {
  return matrix.map((row) => row.reduce((sum, weight, i) => sum + weight * vector[i], 0));
}

function add(...vectors) {
  return vectors[0].map((_, i) => vectors.reduce((sum, vector) => sum + vector[i], 0));
}
