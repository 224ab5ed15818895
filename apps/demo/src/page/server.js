import { readEvents } from "./sse.js";

/** What went wrong, in words for the person at the page. */
export class ServerError extends Error {}

/**
 * Asks a question and gives the events of the run while they happen.
 *
 * @param {{ input: string, sessionId: string }} question
 * @param {AbortSignal} signal
 */
export function ask(question, signal) {
  return events("/runs", question, signal);
}

/**
 * Answers what a paused run waits for and gives the events that follow.
 *
 * @param {string} runId
 * @param {readonly object[]} decisions
 * @param {AbortSignal} signal
 */
export function decide(runId, decisions, signal) {
  return events(`/runs/${encodeURIComponent(runId)}/continue`, { decisions }, signal);
}

/**
 * Asks the server to stop a run.
 *
 * @param {string} runId
 */
export async function cancel(runId) {
  const response = await post(`/runs/${encodeURIComponent(runId)}/cancel`, {}, { accept: "application/json" });
  if (!response.ok) throw await problemOf(response);
}

/**
 * @param {string} path
 * @param {object} body
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<import("@definable/spec").RunEvent, void, undefined>}
 */
async function* events(path, body, signal) {
  const response = await post(path, body, { accept: "text/event-stream", signal });
  if (!response.ok || response.body === null) throw await problemOf(response);
  for await (const { data } of readEvents(response.body)) yield JSON.parse(data);
}

/**
 * @param {string} path
 * @param {object} body
 * @param {{ accept: string, signal?: AbortSignal }} options
 */
async function post(path, body, { accept, signal }) {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", accept },
      body: JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ServerError("The server cannot be reached. Is it still running?", { cause: error });
  }
}

/** @param {Response} response */
async function problemOf(response) {
  const problem = await response.json().catch(() => ({}));
  const words =
    typeof problem.detail === "string" ? problem.detail : `The server answered with status ${response.status}.`;
  return new ServerError(words);
}
