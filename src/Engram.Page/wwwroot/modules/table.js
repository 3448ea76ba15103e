// Tables with a caption and scopes.

import { element } from "engram/element.js";

/** A table; the first cell of each row is its heading. Cells are nodes or text. */
export function table({ caption, hideCaption = false, columns, rows, className }) {
  return element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption },
    element("table", { class: className },
      element("caption", { class: hideCaption && "hidden" }, caption),
      element("thead", {}, element("tr", {}, columns.map((column) => element("th", { scope: "col" }, column)))),
      element("tbody", {}, rows.map(([first, ...rest]) => element("tr", {},
        element("th", { scope: "row" }, first), rest.map((cell) => element("td", {}, cell)))))));
}

/** A table that shows its first rows, and all of them on request. `rows()` gives them all. */
export function longTable(t, { count, rows, first = 50, ...rest }) {
  const place = element("div");
  const fill = (limit) => place.replaceChildren(
    table({ ...rest, rows: rows().slice(0, limit) }),
    count > limit ? element("button", { type: "button", onclick: () => fill(count) }, t.showAll(count)) : "");
  fill(first);
  return place;
}

/** The same, made when it is asked for. */
export function tableOnRequest(t, { caption, ...rest }) {
  const details = element("details", {}, element("summary", {}, t.table(caption)));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(longTable(t, { caption, hideCaption: true, ...rest }));
  });
  return details;
}
