/** The largest body in bytes. Larger files come as https URLs. */
export const MAX_BODY_BYTES = 1_048_576;

/** How deep JSON may be nested: far above any honest request, far below what a recursive walk survives. */
export const MAX_JSON_DEPTH = 64;

/** The longest sessionId, userId or runId. */
export const MAX_ID_LENGTH = 256;

/** Milliseconds between heartbeats of an event stream: below the 30 to 60 seconds after which proxies drop a silent one. */
export const HEARTBEAT_MS = 15_000;

/** After how many heartbeats a reader that takes nothing at all is given up, so that it does not hold a run for ever. */
export const MISSED_HEARTBEATS = 4;
