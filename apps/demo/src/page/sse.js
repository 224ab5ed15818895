/** @typedef {{ event: string, data: string, id: string }} ServerEvent */

/**
 * Reads server-sent events from a body: pieces may be cut anywhere, lines end with LF, CR or CRLF, comments are left out.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<ServerEvent, void, undefined>}
 */
export async function* readEvents(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let pending = newEvent();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      // A CR at the end may be the first half of a CRLF.
      const usable = done || !rest.endsWith("\r") ? rest : rest.slice(0, -1);
      const lines = usable.split(/\r\n|\r|\n/);
      rest = (lines.pop() ?? "") + rest.slice(usable.length);
      for (const line of lines) {
        if (line !== "") {
          pending = withLine(pending, line);
          continue;
        }
        if (pending.data !== undefined) yield { ...pending, data: pending.data };
        pending = newEvent(pending.id);
      }
      if (done) return;
    }
  } finally {
    // Whoever stops reading early also closes the connection.
    await reader.cancel().catch(() => undefined);
  }
}

/** @param {string} [id] */
function newEvent(id = "") {
  return { event: "message", id, data: /** @type {string | undefined} */ (undefined) };
}

/**
 * @param {ReturnType<typeof newEvent>} pending
 * @param {string} line
 */
function withLine(pending, line) {
  const colon = line.indexOf(":");
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  switch (field) {
    case "event":
      return { ...pending, event: value };
    case "id":
      return { ...pending, id: value };
    case "data":
      return { ...pending, data: pending.data === undefined ? value : `${pending.data}\n${value}` };
    default:
      return pending;
  }
}
