import { element } from "./elements.js";
import { figuresOf } from "./figures.js";
import { ToolCard } from "./tool-card.js";

/** @typedef {import("@definable/spec").RunEvent} RunEvent */
/** @typedef {import("@definable/spec").Decision} Decision */
/** @typedef {import("@definable/spec").Requirement} Requirement */

/** A question and its answer on the page: it shows the events of a run as they come. */
export class Turn {
  /** @type {string | undefined} */
  runId;
  /** True when the run has said its last word for now. */
  hasEnded = false;
  #answer = element("div", { class: "answer", attributes: { "aria-busy": "true" } });
  #foot = element("p", { class: "figures" });
  /** @type {Map<string, ToolCard>} */
  #cards = new Map();
  /** @type {HTMLElement | undefined} */
  #group;
  #groupTurn = 0;
  /** @type {HTMLParagraphElement | undefined} */
  #text;
  #root;
  #onDecided;

  /**
   * @param {string} question
   * @param {(decisions: readonly Decision[]) => void} onDecided called when a person has answered all that the run asks
   */
  constructor(question, onDecided) {
    this.#onDecided = onDecided;
    const asked = element("div", { class: "asked" }, [
      element("span", { class: "visually-hidden", text: "You: " }),
      question,
    ]);
    this.#answer.append(waitingDots());
    this.#root = element("article", { class: "turn" }, [asked, this.#answer, this.#foot]);
  }

  get node() {
    return this.#root;
  }

  /** A stream of events begins: the first, or the next after an approval. */
  begin() {
    this.hasEnded = false;
    this.#answer.setAttribute("aria-busy", "true");
  }

  /** @param {RunEvent} event */
  show(event) {
    this.#answer.querySelector(".dots")?.remove();
    switch (event.event) {
      case "RunStarted":
        this.runId = event.runId;
        this.#answer.append(waitingDots());
        break;
      case "RunContent":
        this.#paragraph().append(event.content);
        break;
      case "RunContentSnapshot":
        this.#paragraph().textContent = event.content;
        break;
      case "RunContentCompleted":
        this.#paragraph().textContent = event.fullContent;
        this.#text = undefined;
        break;
      case "ToolCallStarted":
      case "ToolCallCompleted":
      case "ToolCallError":
        this.#card(event.tool);
        break;
      case "RunPaused":
        this.#ask(event.requirements);
        this.#end(event);
        break;
      case "RunCompleted":
        this.#end(event);
        break;
      case "RunCancelled":
        this.#end(event);
        this.say("Stopped.", "status");
        break;
      case "RunError":
        this.#end(event);
        this.say(event.error, "alert");
        break;
      default:
      // New events may come with a new version of the server; this page does not need them.
    }
  }

  /** The stream of events is over, for whatever reason. */
  close() {
    this.#answer.querySelector(".dots")?.remove();
    this.#answer.setAttribute("aria-busy", "false");
    if (!this.hasEnded) for (const card of this.#cards.values()) card.end();
  }

  /**
   * A line of the page itself, below the answer.
   *
   * @param {string} text
   * @param {"alert" | "status"} role
   */
  say(text, role) {
    this.#answer.append(element("p", { class: role === "alert" ? "problem" : "remark", text, attributes: { role } }));
  }

  #paragraph() {
    if (this.#text === undefined) {
      this.#text = element("p", { class: "text" });
      this.#answer.append(this.#text);
      this.#group = undefined;
    }
    return this.#text;
  }

  /** @param {import("@definable/spec").ToolExecution} tool */
  #card(tool) {
    const known = this.#cards.get(tool.toolCallId);
    if (known !== undefined) {
      known.update(tool);
      return known;
    }
    const card = new ToolCard(tool);
    this.#cards.set(tool.toolCallId, card);
    if (this.#group === undefined || this.#groupTurn !== tool.turn) {
      this.#group = element("div", { class: "tools" });
      this.#groupTurn = tool.turn;
      this.#text = undefined;
      this.#answer.append(this.#group);
    }
    this.#group.append(card.node);
    return card;
  }

  /** @param {readonly Requirement[]} requirements */
  #ask(requirements) {
    const open = requirements.filter((each) => each.state === "pending" && each.kind === "confirmation");
    /** @type {Decision[]} */
    const decisions = [];
    for (const requirement of open) {
      this.#card(requirement.toolExecution).ask((answer) => {
        decisions.push({ requirementId: requirement.id, ...answer });
        if (decisions.length === open.length) this.#onDecided(decisions);
      });
    }
  }

  /** @param {Extract<RunEvent, { status: unknown }>} event */
  #end(event) {
    this.hasEnded = true;
    for (const tool of event.tools) this.#card(tool);
    if (event.event !== "RunPaused") for (const card of this.#cards.values()) card.end();
    this.#foot.textContent = figuresOf(event.metrics);
  }
}

function waitingDots() {
  return element("p", { class: "dots", attributes: { "aria-label": "Working" } }, [
    element("span"),
    element("span"),
    element("span"),
  ]);
}
