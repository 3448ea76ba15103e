// Where answers come from: the server, or the data that stand in an offline file.

import { ask } from "engram/server.js";

/** The data in the page, or the server. */
export function findSource() {
  const embedded = document.getElementById("engram-data");
  return embedded ? embeddedSource(JSON.parse(embedded.textContent)) : serverSource();
}

function serverSource() {
  const traces = new Map();
  return {
    offline: false,
    models: () => ask("v1/models"),
    tag: (text, model, signal) => ask("v1/tag", { text, model }, signal),
    why: (text, model, word) => ask("v1/why", { text, model, word }),
    compare: (text, against, model, againstModel) => ask("v1/compare", { text, against, model, againstModel }),
    trace(text, model) {
      const name = JSON.stringify([text, model]);
      if (!traces.has(name)) {
        traces.clear(); // one is enough to go from view to view, and traces are large
        traces.set(name, ask("v1/trace", { text, model }).catch((error) => { traces.delete(name); throw error; }));
      }
      return traces.get(name);
    },
  };
}

function embeddedSource(data) {
  return {
    offline: true,
    text: data.trace?.utterance.text ?? "",
    against: data.compare?.against.utterance.text,
    explained: (data.why ?? []).map((why) => why.word),
    models: async () => (data.model ? [data.model] : []),
    tag: async () => data.trace.utterance,
    trace: async () => data.trace,
    compare: async () => data.compare ?? null,
    why: async (text, model, word) => data.why?.find((why) => why.word === word) ?? data.why?.[0] ?? null,
  };
}
