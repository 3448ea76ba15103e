// A part of the page that is filled when its answer has come: what is loading, what went wrong, how to go on.

import { element } from "engram/element.js";
import { ServerError, useKey } from "engram/server.js";

const patience = 150; // milliseconds before "Loading…" appears, so that quick answers do not flicker
const turns = new WeakMap();

/** Puts what `work` gives into a region, unless it is filled anew before that. */
export async function fillRegion(t, region, work) {
  const turn = (turns.get(region) ?? 0) + 1;
  turns.set(region, turn);
  const isCurrent = () => turns.get(region) === turn;
  region.setAttribute("aria-busy", "true");
  const timer = setTimeout(() => isCurrent() && region.replaceChildren(element("p", { class: "loading", role: "status" }, t.loading)), patience);
  try {
    const content = await work();
    if (isCurrent()) region.replaceChildren(content);
  } catch (error) {
    if (error.name === "AbortError") return;
    if (isCurrent()) region.replaceChildren(errorPanel(t, error, () => fillRegion(t, region, work)));
  } finally {
    clearTimeout(timer);
    if (isCurrent()) region.removeAttribute("aria-busy");
  }
}

function errorPanel(t, error, retry) {
  const [title, advice] = t.errors[error instanceof ServerError ? error.kind : "page"];
  return element("section", { class: "error", role: "alert" },
    element("h2", {}, title),
    saidByServer(error).map((text) => element("p", {}, text)),
    advice && element("p", {}, advice),
    error.retryAfter && element("p", {}, t.retryAfter(error.retryAfter)),
    error.kind === "key" ? keyForm(t, retry) : element("button", { type: "button", onclick: retry }, t.retry));
}

function saidByServer(error) {
  if (!(error instanceof ServerError)) return [String(error.message ?? error)];
  return [...new Set([error.title, error.detail])].filter(Boolean);
}

function keyForm(t, retry) {
  const input = element("input", { type: "password", id: "key", autocomplete: "off" });
  const submit = (event) => { event.preventDefault(); useKey(input.value); retry(); };
  return element("form", { onsubmit: submit }, element("label", {}, t.key, " ", input), " ", element("button", { type: "submit" }, t.useKey));
}
