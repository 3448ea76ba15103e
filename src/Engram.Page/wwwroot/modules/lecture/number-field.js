import { element } from "engram/element.js";

/** A field for one number. What is not a number is marked and changes nothing. */
export function numberField(label, value, change) {
  const input = element("input", { type: "number", step: "any", value, "aria-label": label, class: "number" });
  input.addEventListener("input", () => {
    const isNumber = input.value !== "" && Number.isFinite(input.valueAsNumber);
    if (isNumber) input.removeAttribute("aria-invalid");
    else input.setAttribute("aria-invalid", "true");
    if (isNumber) change(input.valueAsNumber);
  });
  return input;
}

/** A field for each number of a row, named by `name(index)`; the row itself is changed, then `changed()` is called. */
export function rowFields(row, name, changed) {
  return row.map((value, index) => numberField(name(index), value, (next) => { row[index] = next; changed(); }));
}
