import { element } from "engram/element.js";

/** A formula's text as nodes: what follows an underscore stands lower. */
export function formula(text) {
  return text.split(/_(\w)/).map((part, index) => (index % 2 === 1 ? element("sub", {}, part) : part));
}
