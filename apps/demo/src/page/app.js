import { byId } from "./elements.js";
import { ServerError, ask, cancel, decide } from "./server.js";
import { Turn } from "./turn.js";

/** @typedef {AsyncGenerator<import("@definable/spec").RunEvent, void, undefined>} Events */

const log = byId("log", HTMLElement);
const turns = byId("turns", HTMLElement);
const welcome = byId("welcome", HTMLElement);
const form = byId("composer", HTMLFormElement);
const question = byId("question", HTMLTextAreaElement);
const send = byId("send", HTMLButtonElement);
const stop = byId("stop", HTMLButtonElement);

/** One conversation for as long as the page is open. */
const sessionId = newSessionId();

/**
 * The turns whose events are coming. Mostly one; two when a person approves a call of an earlier turn meanwhile.
 *
 * @type {Map<Turn, AbortController>}
 */
const running = new Map();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void submit(question.value);
});
question.addEventListener("input", fitHeight);
question.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
for (const example of welcome.querySelectorAll("button")) {
  example.addEventListener("click", () => void submit(example.textContent ?? ""));
}
stop.addEventListener("click", () => void stopRuns());
void showModel();

/** @param {string} text */
async function submit(text) {
  const input = text.trim();
  if (input === "" || running.size > 0) return;
  welcome.hidden = true;
  question.value = "";
  fitHeight();
  const turn = new Turn(input, (decisions) => {
    void follow(turn, (signal) => decide(turn.runId ?? "", decisions, signal));
  });
  turns.append(turn.node);
  scrollToEnd();
  await follow(turn, (signal) => ask({ input, sessionId }, signal));
}

/**
 * Shows the events of a run until they end.
 *
 * @param {Turn} turn
 * @param {(signal: AbortSignal) => Events} start
 */
async function follow(turn, start) {
  const abort = new AbortController();
  running.set(turn, abort);
  showBusy();
  turn.begin();
  try {
    for await (const event of start(abort.signal)) {
      const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
      turn.show(event);
      if (isAtEnd) scrollToEnd();
    }
    if (!turn.hasEnded) turn.say("The connection was cut before the answer was complete. Ask again.", "alert");
  } catch (error) {
    if (abort.signal.aborted) turn.say("Stopped.", "status");
    else turn.say(error instanceof ServerError ? error.message : "The connection was lost. Ask again.", "alert");
  } finally {
    turn.close();
    running.delete(turn);
    showBusy();
    scrollToEnd();
  }
}

/** Stops on the server, so that the end of the run is told; without a run to name, the connection is closed. */
async function stopRuns() {
  stop.disabled = true;
  for (const [turn, abort] of running) {
    try {
      if (turn.runId === undefined) abort.abort();
      else await cancel(turn.runId);
    } catch {
      abort.abort();
    }
  }
}

function showBusy() {
  const isBusy = running.size > 0;
  const hadFocus = document.activeElement === stop || document.activeElement === send;
  send.hidden = isBusy;
  stop.hidden = !isBusy;
  stop.disabled = false;
  if (hadFocus) (isBusy ? stop : question).focus();
}

function scrollToEnd() {
  log.scrollTop = log.scrollHeight;
}

function fitHeight() {
  question.rows = Math.min(8, question.value.split("\n").length);
}

async function showModel() {
  const response = await fetch("/about.json");
  const about = await response.json();
  byId("model", HTMLElement).textContent = about.name;
  byId("model", HTMLElement).dataset["kind"] = about.isOffline ? "offline" : "model";
  byId("about", HTMLElement).textContent = about.about;
}

/** Browsers make random UUIDs only on secure pages; the bytes are there on all. */
function newSessionId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `page-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
