import type {
  MessageCreateParamsBase,
  TextBlockParam,
  Tool,
  ToolChoice as WireToolChoice,
  ToolUnion,
} from "@anthropic-ai/sdk/resources/messages";
import { ConfigError } from "@definable/spec";
import type { JsonObject, JsonValue, Message, ModelRequest, ModelSettings, ToolDefinition } from "@definable/spec";
import { fingerprint } from "../fingerprint.ts";
import type { ClaudeTarget } from "../messages/claude-target.ts";
import { distinctCalls } from "../messages/distinct-calls.ts";
import { cacheMark, markLast, markTurns } from "../messages/mark-cache.ts";
import { heldSchema } from "../schema/held-schema.ts";
import { isThoughtful, prefixOf } from "../messages/write-assistant.ts";
import { writeMessage } from "../messages/write-message.ts";
import { writeThinking } from "../reasoning.ts";
import { toParams, writeTurns } from "../messages/write-turns.ts";
import type { Turn, WrittenMessage } from "../messages/write-turns.ts";

/** A request, and what stands for all that is before the answer to it. */
export interface WrittenRequest {
  readonly body: MessageCreateParamsBase;
  /** Undefined for a model whose thinking may come back anywhere. */
  readonly prefix: () => string | undefined;
}

interface Written {
  readonly messages: readonly Remembered[];
  readonly prefix: WrittenRequest["prefix"];
}

/** A message as it was written, and its fingerprint once it was asked for. */
interface Remembered extends WrittenMessage {
  print?: string;
}

/**
 * Writes requests for one model. It remembers what it made of each message, so a turn costs the new messages only:
 * keep one writer for each model. Throws `InputError` for a part that the model cannot take.
 */
export class ClaudeRequestWriter {
  readonly #target: ClaudeTarget;
  readonly #messages: WeakMap<Message, { plain?: Remembered; thoughtful?: Remembered }> = new WeakMap();
  readonly #tools: WeakMap<readonly ToolDefinition[], Tool[]> = new WeakMap();

  constructor(target: ClaudeTarget) {
    this.#target = target;
  }

  /**
   * The body of the request. `providerOptions` have the last word, except on whether the answer is streamed; tools of the
   * vendor's own that stand there come beside those of the request.
   */
  write(request: ModelRequest): WrittenRequest {
    const { id, profile } = this.#target;
    const { settings } = request;
    refuseSettings(settings, this.#target);
    const { tools: given, ...more } = this.#providerOptions(request);
    const system = writeSystem(request);
    const tools = [...this.#writeTools(request.tools), ...toolsOf(given)];
    const head = (): string => JSON.stringify([more["system"] ?? system, tools]);
    const { messages, prefix } = this.#writeMessages(request, head);
    const turns = writeTurns(messages, this.#target);
    const limit = settings.maxOutputTokens ?? profile.maxOutputTokens;
    const { output_config: effort, ...thinking } = writeThinking(settings, this.#target, limit);
    const goesOn = tools.length > 0 || request.messages.length > 1;
    const body: MessageCreateParamsBase = {
      model: id,
      max_tokens: limit,
      ...this.#cached({ system, tools, turns, goesOn, isOwn: more["cache_control"] === undefined }),
      ...(tools.length === 0 ? {} : writeChoice(settings)),
      ...writeSettings(settings),
      ...thinking,
      ...more,
      ...writeOutput(request, effort, more["output_config"]),
      stream: settings.stream ?? true,
    };
    return { body: withoutBudget(body, turns), prefix };
  }

  #providerOptions({ providerOptions }: ModelRequest): JsonObject {
    const { provider } = this.#target;
    return { ...providerOptions?.["anthropic"], ...(provider === "anthropic" ? {} : providerOptions?.[provider]) };
  }

  /** Puts the marks of the cache where a prompt is likely to be the same next time. */
  #cached({ system, tools, turns, goesOn, isOwn }: Prompt): CachedPrompt {
    const { cache } = this.#target;
    const mark = cache === false || !isOwn ? undefined : cacheMark(cache);
    return {
      ...(system.length === 0 ? {} : { system: mark === undefined ? [...system] : markLast(system, mark) }),
      messages: toParams(mark === undefined || !goesOn ? turns : markTurns(turns, mark)),
      ...(tools.length === 0 ? {} : { tools: mark === undefined ? [...tools] : markLast(tools, mark) }),
    };
  }

  /**
   * Thinking goes back where everything before it is as it was when it was said, and nowhere else: the vendor refuses the
   * whole request for one that has moved. What is left out is so for good, so what is said next is bound to what is sent.
   */
  #writeMessages({ messages }: ModelRequest, head: () => string): Written {
    const { boundThinking } = this.#target.profile;
    const written: Remembered[] = [];
    let prints: string | undefined;
    const link = (print: string, message: Remembered): string => fingerprint(print + printOf(message));
    const prefixNow = (): string => {
      let print = fingerprint(head());
      for (const message of written) print = link(print, message);
      return print;
    };
    for (const message of distinctCalls(messages)) {
      const isCandidate = message.role === "assistant" && isThoughtful(message, this.#target);
      let withThinking = isCandidate;
      if (isCandidate && boundThinking) {
        prints ??= prefixNow();
        const promised = prefixOf(message, this.#target);
        withThinking = promised === undefined || promised === prints;
      }
      const remembered = this.#writeMessage(message, withThinking);
      written.push(remembered);
      if (prints !== undefined) prints = link(prints, remembered);
    }
    const isBegun = written.findLast(({ blocks }) => blocks.length > 0)?.role === "assistant";
    // The vendor is told to go on, in words that are in no history: what he thinks behind them cannot come back.
    const prefix = (): string => (isBegun ? "none" : (prints ?? prefixNow()));
    return { messages: written, prefix: boundThinking ? prefix : () => undefined };
  }

  #writeMessage(message: Message, withThinking: boolean): Remembered {
    const known = this.#messages.get(message) ?? {};
    const variant = withThinking ? "thoughtful" : "plain";
    const before = known[variant];
    if (before !== undefined) return before;
    const remembered: Remembered = { ...writeMessage(message, this.#target, withThinking) };
    this.#messages.set(message, { ...known, [variant]: remembered });
    return remembered;
  }

  #writeTools(tools: readonly ToolDefinition[]): readonly Tool[] {
    let written = this.#tools.get(tools);
    if (written === undefined) {
      written = tools.map(writeTool);
      this.#tools.set(tools, written);
    }
    return written;
  }
}

type CachedPrompt = Partial<MessageCreateParamsBase> & Pick<MessageCreateParamsBase, "messages">;

interface Prompt {
  readonly system: readonly TextBlockParam[];
  readonly tools: readonly ToolUnion[];
  readonly turns: readonly Turn[];
  readonly goesOn: boolean;
  /** Whether the marks are ours to set. */
  readonly isOwn: boolean;
}

function printOf(message: Remembered): string {
  message.print ??= fingerprint(JSON.stringify([message.role, message.blocks]));
  return message.print;
}

/** Said by name, because an answer that ignores a setting is a wrong answer. */
function refuseSettings(settings: ModelSettings, { id, profile }: ClaudeTarget): void {
  const names = profile.sampling ? (["seed"] as const) : (["seed", "temperature", "topP"] as const);
  for (const name of names) {
    if (settings[name] === undefined) continue;
    throw new ConfigError(
      "INVALID_CONFIG",
      `The model "${id}" has no setting ${name}, and modelSettings says ${name}: ${settings[name]}. Leave it out; ` +
        "providerOptions.anthropic takes what the vendor offers instead, such as output_config.effort.",
    );
  }
}

/** The instructions, then what stands among the messages: the vendor has one place for both. */
function writeSystem({ instructions, messages }: ModelRequest): readonly TextBlockParam[] {
  const said = [instructions ?? ""];
  for (const message of messages) if (message.role === "system") said.push(message.content);
  return said.filter((text) => text.trim() !== "").map((text) => ({ type: "text", text: text.toWellFormed() }));
}

/** The tools that the vendor runs himself, as the caller describes them. */
function toolsOf(given: JsonValue | undefined): readonly ToolUnion[] {
  // Passed on unchanged: the vendor judges them.
  return Array.isArray(given) ? (given as unknown as readonly ToolUnion[]) : [];
}

function writeTool({ name, description, parameters, strict }: ToolDefinition): Tool {
  return {
    name,
    ...(description === "" ? {} : { description }),
    // A schema without a type is one of anything; the vendor wants it said that calls have named arguments.
    input_schema: { ...parameters, type: "object" },
    ...(strict === undefined ? {} : { strict }),
  };
}

function writeChoice({ toolChoice, parallelToolCalls }: ModelSettings): Partial<MessageCreateParamsBase> {
  if (toolChoice === undefined && parallelToolCalls === undefined) return {};
  const choice = choiceOf(toolChoice ?? "auto");
  if (parallelToolCalls === undefined || choice.type === "none") return { tool_choice: choice };
  return { tool_choice: { ...choice, disable_parallel_tool_use: !parallelToolCalls } };
}

function choiceOf(choice: NonNullable<ModelSettings["toolChoice"]>): WireToolChoice {
  if (typeof choice !== "string") return { type: "tool", name: choice.name };
  return { type: choice === "required" ? "any" : choice };
}

function writeSettings({ temperature, topP, stop }: ModelSettings): Partial<MessageCreateParamsBase> {
  return {
    // For other servers: the vendor's own API, and so the SDK's type, has them no more.
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(stop === undefined || stop.length === 0 ? {} : { stop_sequences: [...stop] }),
  };
}

/** The wanted shape and effort, beside what else the caller wants of the output. */
function writeOutput(
  { outputFormat }: ModelRequest,
  effort: MessageCreateParamsBase["output_config"],
  given: unknown,
): Partial<MessageCreateParamsBase> {
  if (outputFormat === undefined && effort === undefined) return {};
  return { output_config: { ...effort, ...formatOf(outputFormat), ...Object(given) } };
}

function formatOf(wanted: ModelRequest["outputFormat"]): MessageCreateParamsBase["output_config"] {
  if (wanted === undefined) return {};
  return { format: { type: "json_schema", schema: heldSchema(wanted.schema) ?? wanted.schema } };
}

/**
 * A model that is given a budget for thinking wants the turn that waits for results to begin with a thought. One that
 * another model said has none: that turn is answered without thinking.
 */
function withoutBudget(body: MessageCreateParamsBase, turns: readonly Turn[]): MessageCreateParamsBase {
  if (body.thinking?.type !== "enabled") return body;
  const asking = turns.at(-2);
  const isWaiting = turns.at(-1)?.content.every(({ type }) => type === "tool_result") === true;
  const first = asking?.content[0]?.type;
  if (!isWaiting || first === "thinking" || first === "redacted_thinking") return body;
  const { thinking: _thinking, ...rest } = body;
  return rest;
}
