// The state of the page is its address, so that a view can be shared: #/memory?text=leave+Taipei&layer=1&unit=17

export const views = ["sentence", "memory", "compare", "why", "lecture", "model"];

/** What an address asks for; an unknown view is the first one. */
export function parse(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  return { ...Object.fromEntries(new URLSearchParams(query)), view: views.includes(path) ? path : views[0] };
}

/** The address of a state; what is empty is left out. */
export function format({ view, ...rest }) {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const query = new URLSearchParams(given).toString();
  return query ? `#/${view}?${query}` : `#/${view}`;
}

/** A whole number of the address that is at least 0 and below a limit; otherwise the fallback. */
export function index(value, limit, fallback = 0) {
  const number = Number(value);
  return value !== undefined && value !== "" && Number.isInteger(number) && number >= 0 && number < limit ? number : fallback;
}
