// What a reader takes away: JSON on the clipboard, a picture in a file.

import { element } from "engram/element.js";

/** A button that copies what `value()` gives. */
export function copyButton(context, value) {
  const { t, announce } = context;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(JSON.stringify(value()));
      announce(t.copied);
    } catch {
      announce(t.copyFailed);
    }
  };
  return element("button", { type: "button", class: "small copy", onclick: copy }, t.copyJson);
}

/** Hands a file to the reader. */
export function save(context, name, blob) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  context.announce(context.t.saved(name));
}

/** A file's name out of a title. */
export function fileName(title, ending) {
  return `${title.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "")}.${ending}`;
}
