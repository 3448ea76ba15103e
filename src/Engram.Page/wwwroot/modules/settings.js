// What a reader chose for every visit: language and appearance. Where the browser keeps nothing, a choice lasts as long as the page.

import en from "engram/language/en.js";
import zh from "engram/language/zh.js";

export const languages = { en, zh };
export const themes = ["auto", "light", "dark"];

const kept = new Map();

/** The strings of the chosen language; at first that of the browser. */
export function strings() {
  return languages[recall("language")] ?? (navigator.language.startsWith("zh") ? zh : en);
}

export function chooseLanguage(name) {
  keep("language", name);
  applyLanguage();
}

export function applyLanguage() {
  document.documentElement.lang = strings().code;
}

/** "auto", "light" or "dark". */
export function theme() {
  return themes.includes(recall("theme")) ? recall("theme") : "auto";
}

export function chooseTheme(name) {
  keep("theme", name);
  applyTheme();
}

export function applyTheme() {
  document.documentElement.dataset.theme = theme();
}

/** "light" or "dark": what is seen. */
export function seenTheme() {
  if (theme() !== "auto") return theme();
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function recall(name) {
  try {
    return kept.get(name) ?? localStorage.getItem(`engram.${name}`);
  } catch {
    return undefined; // storage is forbidden for this page
  }
}

function keep(name, value) {
  kept.set(name, value);
  try {
    localStorage.setItem(`engram.${name}`, value);
  } catch {
    // storage is forbidden for this page: the choice lasts as long as the page
  }
}
