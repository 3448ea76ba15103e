// Starts the page: the frame around the views, and the way from the address to a view.

import { format, parse, views } from "engram/address.js";
import { element } from "engram/element.js";
import { fillRegion } from "engram/region.js";
import { applyLanguage, applyTheme, chooseLanguage, chooseTheme, languages, seenTheme, strings, theme, themes } from "engram/settings.js";
import { findSource } from "engram/source.js";

// A view's modules are fetched when it is first shown, so that the first paint waits for few; the others follow when the browser is idle. What fails
// then is said when the view is asked for.
const builders = {
  sentence: async () => (await import("engram/views/sentence.js")).sentenceView,
  memory: async () => (await import("engram/views/memory.js")).memoryView,
  compare: async () => (await import("engram/views/compare.js")).compareView,
  why: async () => (await import("engram/views/why.js")).whyView,
  lecture: async () => (await import("engram/views/lecture.js")).lectureView,
  model: async () => (await import("engram/views/model.js")).modelView,
};
const source = findSource();
const main = element("main", { id: "content", tabindex: "-1" });
const status = element("p", { id: "status", role: "status" });
let models;
let shown;

function start() {
  applyLanguage();
  applyTheme();
  frame();
  addEventListener("hashchange", () => show());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show());
  show();
  (globalThis.requestIdleCallback ?? setTimeout)(() => views.forEach((name) => builders[name]().catch(() => undefined)));
}

function frame() {
  const t = strings();
  document.getElementById("app").replaceChildren(
    element("a", { class: "skip", href: "#content", onclick: skip }, t.skip),
    element("header", { class: "top" },
      element("p", { class: "brand" }, element("strong", {}, t.title), " ", element("span", { class: "tagline" }, t.tagline)),
      element("nav", { "aria-label": t.viewsLabel }, element("ul", {}, views.map((name) => element("li", {}, link(name, t))))),
      element("div", { class: "choices" },
        choice("language", t.language, Object.entries(languages).map(([name, other]) => [name, other.name]), currentLanguage(), chooseLanguage),
        choice("theme", t.theme, themes.map((name) => [name, t.themes[name]]), theme(), chooseTheme))),
    main,
    element("footer", {}, status));
}

function link(name, t) {
  return element("a", { href: format({ ...shared(), view: name }), id: `to-${name}` }, t.views[name]);
}

function choice(id, label, options, value, choose) {
  const select = element("select", { id, onchange: (event) => { choose(event.target.value); frame(); show(); document.getElementById(id).focus(); } },
    options.map(([name, text]) => element("option", { value: name, selected: name === value }, text)));
  return element("label", {}, element("span", { class: "hidden" }, label), select);
}

function currentLanguage() {
  return Object.keys(languages).find((name) => languages[name] === strings());
}

// The sentence and the model go along from view to view; what belongs to one view does not.
function shared() {
  const { text, model } = parse(location.hash);
  return { text, model };
}

function skip(event) {
  event.preventDefault(); // the address holds the view
  main.focus();
}

function show() {
  const state = parse(location.hash);
  const t = strings();
  document.title = `${t.views[state.view]} · ${t.title}`;
  for (const name of views) {
    const anchor = document.getElementById(`to-${name}`);
    anchor.href = format({ ...shared(), view: name });
    if (name === state.view) anchor.setAttribute("aria-current", "page");
    else anchor.removeAttribute("aria-current");
  }
  const focused = document.activeElement?.id;
  const isMove = shown !== undefined && shown !== state.view;
  shown = state.view;
  fillRegion(t, main, async () => (await builders[state.view]())(await contextOf(state, t))).then(() => restoreFocus(isMove, focused));
}

// After a move to another view the reader goes on at its heading; after a change within a view, where they were.
function restoreFocus(isMove, focused) {
  if (isMove) main.querySelector("h1")?.focus();
  else if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
}

async function contextOf(state, t) {
  const known = state.view === "lecture" ? [] : await allModels();
  const model = known.find((item) => item.name === state.model) ?? known.find((item) => item.default) ?? known[0];
  return {
    source, state, t, model, models: known,
    theme: seenTheme(),
    text: source.offline ? source.text : (state.text ?? model?.examples?.[0] ?? ""),
    go: (change) => { location.hash = format({ ...parse(location.hash), ...change }); },
    remember: (change) => { history.replaceState(null, "", format({ ...parse(location.hash), ...change })); },
    announce: (text) => { status.textContent = text; },
  };
}

function allModels() {
  models ??= source.models().catch((error) => { models = undefined; throw error; });
  return models;
}

start();
