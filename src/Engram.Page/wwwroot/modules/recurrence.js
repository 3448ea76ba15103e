// What one step of a cell computes, for one unit, in the numbers of a trace. The notation is the lecture's: z is what goes in, f a gate's sigmoid,
// g and h the curves before and behind the memory; c and h are what was remembered, c' and h' what is remembered now.

import { fixed } from "engram/number.js";

/** The words in the order in which a direction reads them. */
export function reading(direction, length) {
  const words = Array.from({ length }, (_, word) => word);
  return direction === "reverse" ? words.reverse() : words;
}

/** The row of a state before a word: what the recurrence brought there. */
export function before(direction, state, word) {
  const previous = direction === "reverse" ? word + 1 : word - 1;
  return state.values[previous] ?? state.initial;
}

/** The equations of the step at a word for one unit: `[{ left, formula, numbers, result }]`. */
export function arithmetic(cell, direction, word, unit) {
  const step = stepOf(direction, word, unit);
  const known = { gru, gruResetAfter: gru, elman, elmanRelu, jordan, elmanJordan: jordan, projectedLstm: projected };
  return (known[cell] ?? lstm)(step).filter((line) => line.result !== undefined);
}

function stepOf(direction, word, unit) {
  const gate = (name) => direction.gates.find((part) => part.name === name)?.values[word][unit];
  const state = (name) => direction.states.find((part) => part.name === name);
  return {
    gate,
    now: (name) => state(name)?.values[word][unit],
    old: (name) => (state(name) ? before(direction.direction, state(name), word)[unit] : undefined),
  };
}

function lstm(step) {
  const cell = step.now("cellState");
  return [memory(step), line("h'", "f(z_o)·h(c')", `${n(step.gate("outputGate"))}·tanh(${fixed(cell, 3)})`, step.now("hidden"))];
}

// The hidden state has columns of its own, so the unit's share in it is shown before the projection.
function projected(step) {
  const cell = step.now("cellState");
  return [memory(step), line("m", "f(z_o)·h(c')", `${n(step.gate("outputGate"))}·tanh(${fixed(cell, 3)})`, step.gate("unprojected"))];
}

function memory(step) {
  const written = `${n(step.gate("candidate"))}·${n(step.gate("inputGate"))}`;
  const kept = `${n(step.old("cellState"))}·${n(step.gate("forgetGate"))}`;
  return line("c'", "g(z)·f(z_i) + c·f(z_f)", `${written} + ${kept}`, step.now("cellState"));
}

function gru(step) {
  const z = step.gate("updateGate");
  return [
    line("h'", "z·h + (1 − z)·h~", `${n(z)}·${n(step.old("hidden"))} + ${n(1 - z)}·${n(step.gate("candidate"))}`, step.now("hidden")),
    line("r", "f(W_r·x + U_r·h + b_r)", "", step.gate("resetGate")),
  ];
}

// A trace holds no weights; what went into the curve is found from what came out of it.
function elman(step) {
  const hidden = step.now("hidden");
  return [line("h'", "tanh(W·x + U·h + b)", Math.abs(hidden) < 1 ? `tanh(${fixed(Math.atanh(hidden), 3)})` : "", hidden)];
}

function elmanRelu(step) {
  const hidden = step.now("hidden");
  return [line("h'", "max(0, W·x + U·h + b)", hidden > 0 ? `max(0, ${fixed(hidden, 3)})` : "", hidden)];
}

function jordan(step) {
  return [line("h'", "f(W·x + U·s + b)", "", step.now("hidden"))];
}

function line(left, formula, numbers, result) {
  return { left, formula, numbers, result };
}

// Negative factors stand in parentheses, as in "0.31·(−0.92)".
function n(value) {
  const text = fixed(value, 3);
  return text.startsWith("−") ? `(${text})` : text;
}
