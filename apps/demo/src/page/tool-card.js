import { element } from "./elements.js";
import { timeOf } from "./figures.js";

/** @typedef {import("@definable/spec").ToolExecution} ToolExecution */
/** @typedef {{ action: "confirm" } | { action: "reject", note?: string }} Answer */

const STATES = {
  waiting: "waits for you",
  running: "running",
  completed: "done",
  failed: "failed",
  denied: "not approved",
  cancelled: "stopped",
};

/** Longer results begin folded. */
const LONG_LINES = 8;
const LONG_CHARACTERS = 600;

/** One tool call: its name, arguments, state, time and result; while it waits, the question whether it may run. */
export class ToolCard {
  #state = element("span", { class: "state" });
  #time = element("span", { class: "time" });
  #outcome = element("div", { class: "outcome" });
  #approval = element("div");
  #root;
  #name;

  /** @param {ToolExecution} tool */
  constructor(tool) {
    this.#name = tool.toolName;
    const name = element("span", { class: "tool-name", text: tool.toolName });
    const head = element("header", {}, [name, this.#state, this.#time]);
    this.#root = element(
      "section",
      { class: "tool", attributes: { "aria-label": `Tool call ${tool.toolName}`, tabindex: "-1" } },
      [head, argumentList(tool.toolArgs), this.#outcome, this.#approval],
    );
    this.update(tool);
  }

  get node() {
    return this.#root;
  }

  /** @param {ToolExecution} tool */
  update(tool) {
    this.#root.dataset["state"] = tool.status;
    this.#state.textContent = STATES[tool.status];
    this.#time.textContent = tool.durationMs === undefined ? "" : timeOf(tool.durationMs);
    if (tool.status !== "waiting") this.#approval.replaceChildren();
    if (tool.result !== undefined) this.#outcome.replaceChildren(resultOf(tool.result));
  }

  /** The run has ended: what still ran or waited does so no more. */
  end() {
    if (this.#root.dataset["state"] !== "running" && this.#root.dataset["state"] !== "waiting") return;
    this.#root.dataset["state"] = "cancelled";
    this.#state.textContent = STATES.cancelled;
    this.#approval.replaceChildren();
  }

  /**
   * Asks whether the call may run.
   *
   * @param {(answer: Answer) => void} onAnswer
   */
  ask(onAnswer) {
    const note = element("input", {
      type: "text",
      class: "note",
      attributes: { "aria-label": "Why not? (optional)", placeholder: "Why not? (optional)", maxlength: "500" },
    });
    /** @param {Answer} answer */
    const answer = (answer) => {
      this.#root.focus({ preventScroll: true });
      this.#approval.replaceChildren();
      this.#state.textContent = answer.action === "confirm" ? "approved" : STATES.denied;
      onAnswer(answer);
    };
    const reject = () =>
      answer(note.value.trim() === "" ? { action: "reject" } : { action: "reject", note: note.value.trim() });
    const question = element("p", { text: "May this run?", attributes: { tabindex: "-1" } });
    this.#approval.replaceChildren(
      element("div", { class: "approval", attributes: { role: "group", "aria-label": `Approval of ${this.#name}` } }, [
        question,
        element("div", { class: "choices" }, [
          element("button", {
            type: "button",
            class: "primary",
            text: "Approve",
            onClick: () => answer({ action: "confirm" }),
          }),
          element("button", { type: "button", class: "plain", text: "Reject", onClick: reject }),
          note,
        ]),
      ]),
    );
    // The question and not the button: an Enter that was meant for something else must approve nothing.
    question.focus({ preventScroll: true });
  }
}

/** @param {ToolExecution["toolArgs"]} args */
function argumentList(args) {
  const rows = Object.entries(args).flatMap(([name, value]) => [
    element("dt", { text: name }),
    element("dd", { text: typeof value === "string" ? value : JSON.stringify(value) }),
  ]);
  return element(
    "dl",
    { class: "arguments" },
    rows.length > 0 ? rows : [element("dd", { class: "none", text: "no arguments" })],
  );
}

/** @param {string} result */
function resultOf(result) {
  const lines = result.split("\n");
  if (lines.length <= LONG_LINES && result.length <= LONG_CHARACTERS) return element("pre", { text: result });
  const size = lines.length === 1 ? `${result.length} characters` : `${lines.length} lines`;
  return element("details", {}, [
    element("summary", { text: `Result, ${size}` }),
    element("pre", { text: result, attributes: { tabindex: "0", role: "region", "aria-label": "Result" } }),
  ]);
}
