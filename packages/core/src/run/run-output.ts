import type {
  Audio,
  File,
  Image,
  JsonObject,
  Message,
  Metrics,
  ReasoningPart,
  ReasoningStep,
  RunEvent,
  RunInput,
  RunOutputData,
  RunOutputJson,
  RunOutputLike,
  RunStatus,
  StopReason,
  ToolExecution,
  Video,
} from "@definable/spec";
import { InputError } from "@definable/spec";
import { wrongField } from "./output-shape.ts";
import { RunRequirement } from "../requirements/run-requirement.ts";

/** What an output makes of its run when somebody asks: long conversations and event lists are copied for nobody. */
export interface KeptParts {
  /** The events of the last segment. */
  readonly log?: { readonly events: readonly RunEvent[] } | undefined;
  /** The whole conversation; the output's data then hold the run's own messages. */
  readonly fold?: { readonly messages: readonly Message[]; readonly historyLength: number } | undefined;
  /** What the thinking layer and its model said to each other. */
  readonly thought?: { readonly messages: readonly Message[] } | undefined;
  /** The answer as its schema gives it: the data hold what JSON can say of it. */
  readonly answer?: { readonly value: unknown } | undefined;
}

/** Everything that came of a run. Returned by `run()`, and by `stream.output` however the run ended. */
export class RunOutput<Parsed = unknown> implements RunOutputLike {
  readonly runId: string;
  readonly sessionId: string;
  readonly hasSession: boolean;
  readonly userId: string | undefined;
  readonly agentId: string;
  readonly agentName: string;
  readonly parentRunId: string | undefined;
  readonly model: string;
  readonly modelProvider: string;
  readonly status: RunStatus;
  readonly stopReason: StopReason | undefined;
  readonly input: RunInput;
  readonly content: string;
  readonly contentType: "text" | "json";
  readonly parsed: Parsed | undefined;
  readonly reasoningContent: string | undefined;
  readonly reasoning: readonly ReasoningPart[] | undefined;
  readonly reasoningSteps: readonly ReasoningStep[] | undefined;
  readonly tools: readonly ToolExecution[];
  readonly requirements: readonly RunRequirement[];
  readonly children: readonly RunOutputData[] | undefined;
  readonly metrics: Metrics;
  readonly images: readonly Image[] | undefined;
  readonly videos: readonly Video[] | undefined;
  readonly audio: readonly Audio[] | undefined;
  readonly files: readonly File[] | undefined;
  readonly responseAudio: Audio | undefined;
  readonly metadata: JsonObject | undefined;
  readonly sessionState: JsonObject | undefined;
  readonly error: string | undefined;
  readonly errorCode: string | undefined;
  readonly createdAt: number;
  readonly lastSeq: number;
  readonly segments: number;
  readonly #data: RunOutputData;
  readonly #kept: KeptParts;
  #events: readonly RunEvent[] | undefined;
  #messages: readonly Message[] | undefined;

  constructor(data: RunOutputData, kept: KeptParts = {}) {
    this.runId = data.runId;
    this.sessionId = data.sessionId;
    this.hasSession = data.hasSession;
    this.userId = data.userId;
    this.agentId = data.agentId;
    this.agentName = data.agentName;
    this.parentRunId = data.parentRunId;
    this.model = data.model;
    this.modelProvider = data.modelProvider;
    this.status = data.status;
    this.stopReason = data.stopReason;
    this.input = data.input;
    this.content = data.content;
    this.contentType = data.contentType;
    // What is parsed came out of the schema whose type Parsed is, or has been through JSON since.
    this.parsed = (kept.answer === undefined ? data.parsed : kept.answer.value) as Parsed | undefined;
    this.reasoningContent = data.reasoningContent;
    this.reasoning = data.reasoning;
    this.reasoningSteps = data.reasoningSteps;
    this.tools = data.tools;
    this.requirements = data.requirements.map((requirement) => new RunRequirement(requirement));
    this.children = data.children;
    this.metrics = data.metrics;
    this.images = data.images;
    this.videos = data.videos;
    this.audio = data.audio;
    this.files = data.files;
    this.responseAudio = data.responseAudio;
    this.metadata = data.metadata;
    this.sessionState = data.sessionState;
    this.error = data.error;
    this.errorCode = data.errorCode;
    this.createdAt = data.createdAt;
    this.lastSeq = data.lastSeq;
    this.segments = data.segments;
    this.#data = data;
    this.#kept = kept;
  }

  /** Earlier history and this run's messages, without system messages. */
  get messages(): readonly Message[] {
    this.#messages ??= this.#kept.fold?.messages ?? this.#data.messages;
    return this.#messages;
  }

  /** What the thinking layer and its model said to each other, instructions included: in this process, and in no JSON. */
  get reasoningMessages(): readonly Message[] | undefined {
    return this.#kept.thought?.messages;
  }

  /** How many of `messages` were there before this run. */
  get historyLength(): number {
    return this.#kept.fold?.historyLength ?? this.#data.historyLength;
  }

  /** The events of the last segment, in order; empty with `keepEvents: false` or when the output came from JSON. */
  get events(): readonly RunEvent[] {
    this.#events ??= this.#kept.log?.events ?? [];
    return this.#events;
  }

  /** True while the run waits for a person: look at `requirements`, then call `agent.continueRun`. */
  get isPaused(): boolean {
    return this.status === "PAUSED";
  }

  /** True when the run was cancelled: `content` is what was said until then. */
  get isCancelled(): boolean {
    return this.status === "CANCELLED";
  }

  /** The requirements that still wait for an answer. */
  get activeRequirements(): readonly RunRequirement[] {
    return this.requirements.filter((requirement) => !requirement.isResolved);
  }

  /** The output as plain JSON, from which `RunOutput.fromJSON` or `continueRun` goes on. Events only when asked for. */
  toJSON(options?: { readonly events?: boolean }): RunOutputJson {
    const { requirements: wrapped, ...data } = this;
    const { messages, historyLength } = this;
    const requirements = wrapped.map((requirement) => requirement.toJSON());
    // JSON.stringify calls toJSON with a key, which is a string: then there are no options.
    const withEvents = typeof options === "object" && options.events === true;
    const { parsed } = this.#data;
    return {
      v: 1,
      ...data,
      parsed,
      messages,
      historyLength,
      requirements,
      ...(withEvents ? { events: this.events } : {}),
    };
  }

  /** What HTTP and chat may show: this run's messages only, no session state, no thinking messages, nothing of sub-agents. */
  toPublicJSON(): Omit<RunOutputJson, "sessionState" | "reasoningMessages" | "events" | "children"> {
    const { sessionState: _state, reasoningMessages: _thinking, children: _children, ...rest } = this.#data;
    const requirements = this.requirements.map((requirement) => requirement.toJSON());
    // With a fold at hand the data hold the run's own messages.
    const messages = this.#kept.fold === undefined ? rest.messages.slice(rest.historyLength) : rest.messages;
    return { v: 1, ...rest, requirements, messages, historyLength: 0 };
  }

  /** The output that `toJSON` made, or its text. Throws `INVALID_INPUT` for anything else. */
  static fromJSON(json: string | RunOutputData): RunOutput {
    const data: unknown = typeof json === "string" ? parse(json) : json;
    const wrong = wrongField(data);
    if (wrong !== undefined) {
      throw new InputError(
        "INVALID_INPUT",
        `This is not the JSON of a RunOutput: ${wrong} is missing or wrong. Give what toJSON() made.`,
      );
    }
    // Every field that anything here reads was just looked at.
    return new RunOutput(data as RunOutputData);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError("INVALID_INPUT", "The text given as a RunOutput is not JSON.", { cause });
  }
}
