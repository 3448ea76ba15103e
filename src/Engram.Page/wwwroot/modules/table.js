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

/** A table that is made when it is asked for, at first with so many rows. `rows()` gives them all. */
export function tableOnRequest(t, { caption, columns, count, rows, first = 50 }) {
  const details = element("details", {}, element("summary", {}, t.table(caption)));
  const fill = (limit) => {
    details.querySelector(".rows")?.remove();
    details.append(element("div", { class: "rows" },
      table({ caption, hideCaption: true, columns, rows: rows().slice(0, limit) }),
      count > limit && element("button", { type: "button", onclick: () => fill(count) }, t.showAll(count))));
  };
  details.addEventListener("toggle", () => details.open && !details.querySelector(".rows") && fill(first));
  return details;
}
