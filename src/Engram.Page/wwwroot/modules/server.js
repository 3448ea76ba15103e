// Questions to the server that sent the page.

/** Why there is no answer: `kind` is "away", "key", "busy", "refused" or "broken"; title and detail are the server's own words. */
export class ServerError extends Error {
  constructor(kind, { status, title, detail, retryAfter } = {}) {
    super(detail ?? title ?? kind);
    Object.assign(this, { kind, status, title, detail, retryAfter });
  }
}

const kinds = { 401: "key", 403: "key", 429: "busy", 503: "busy" };

let key = "";

/** The key that goes with every question from now on; kept in memory alone. */
export function useKey(text) {
  key = text;
}

/** GETs without a body, POSTs with one; the answer's JSON. An aborted question throws its AbortError. */
export async function ask(path, body, signal) {
  const response = await send(path, body, signal);
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw new ServerError(kinds[response.status] ?? (response.status < 500 ? "refused" : "broken"), {
    status: response.status,
    title: problem.title,
    detail: problem.detail,
    retryAfter: response.headers.get("Retry-After"),
  });
}

async function send(path, body, signal) {
  const headers = { Accept: "application/json", ...(body && { "Content-Type": "application/json" }), ...(key && { "X-Api-Key": key }) };
  try {
    return await fetch(path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ServerError("away");
  }
}
