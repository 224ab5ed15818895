import { ConfigError } from "@definable/spec";
import type { JsonObject, JsonValue, Message, ModelRequest, ModelSettings, ToolDefinition } from "@definable/spec";
import type {
  FunctionTool,
  ResponseCreateParamsBase,
  ResponseIncludable,
  ResponseInputItem,
  Tool,
} from "openai/resources/responses/responses";
import type { ResponsesTarget } from "../items/responses-target.ts";
import { writeItem } from "../items/write-item.ts";
import { writePlain, writeSaid } from "../items/write-said.ts";
import type { SaidItems } from "../items/write-said.ts";
import { distinctCalls } from "../messages/distinct-calls.ts";
import { reasoningOf } from "../reasoning.ts";
import { writeShape } from "../schema/write-shape.ts";
import { toolSchema } from "../tool-schema.ts";

/** A message as it was written: in words, and where the vendor knows it again, item by item. */
interface Written {
  readonly plain: readonly ResponseInputItem[];
  readonly said?: SaidItems | undefined;
}

/**
 * Writes requests for one model. It remembers what it made of each message, so a turn costs the new messages only:
 * keep one writer for each model. Throws `InputError` for a part that the model cannot take.
 */
export class ResponsesRequestWriter {
  readonly #target: ResponsesTarget;
  readonly #messages: WeakMap<Message, Written> = new WeakMap();
  readonly #tools: WeakMap<readonly ToolDefinition[], readonly FunctionTool[]> = new WeakMap();

  constructor(target: ResponsesTarget) {
    this.#target = target;
  }

  /**
   * The body of the request: the whole conversation, of which the vendor keeps nothing. `providerOptions` have the last
   * word, except on whether the answer is streamed; what they say of tools, text, reasoning and include is added to it.
   */
  write(request: ModelRequest): ResponseCreateParamsBase {
    const { id, profile } = this.#target;
    const { instructions, settings } = request;
    refuseSettings(settings, id);
    const { tools: givenTools, text, reasoning, include, ...more } = this.#providerOptions(request);
    const tools = [...this.#writeTools(request.tools), ...toolsOf(givenTools)];
    return {
      model: id,
      input: this.#writeInput(request),
      ...(instructions === undefined || instructions === "" ? {} : { instructions }),
      ...(tools.length === 0 ? {} : { tools, ...writeChoice(settings) }),
      ...writeSettings(settings),
      ...writeFormat(request, text),
      ...writeReasoning(settings, this.#target, reasoning),
      ...writeInclude(profile.sealsThoughts, include),
      store: false,
      ...more,
      stream: settings.stream ?? true,
    };
  }

  /**
   * The same without the thoughts of before, when the vendor says that he cannot open them: they may be of another account.
   * They stay left out.
   */
  writeUnsealed(request: ModelRequest): ResponseCreateParamsBase {
    for (const message of request.messages) {
      if (message.role === "assistant") this.#messages.set(message, { plain: writePlain(message) });
    }
    return this.write(request);
  }

  #providerOptions({ providerOptions }: ModelRequest): JsonObject {
    const { provider } = this.#target;
    return { ...providerOptions?.["openai"], ...(provider === "openai" ? {} : providerOptions?.[provider]) };
  }

  #writeInput({ messages }: ModelRequest): ResponseInputItem[] {
    const input: ResponseInputItem[] = [];
    const seen = new Set<string>();
    for (const message of distinctCalls(messages)) {
      const { plain, said } = this.#writeMessage(message);
      // The vendor takes an item once: what stands there twice is said in words.
      const isNew = said?.ids.every((id) => !seen.has(id)) === true;
      input.push(...(said !== undefined && isNew ? said.items : plain));
      if (isNew) for (const id of said?.ids ?? []) seen.add(id);
    }
    return input.length === 0 ? [{ role: "user", content: "(no words)" }] : input;
  }

  #writeMessage(message: Message): Written {
    const known = this.#messages.get(message);
    if (known !== undefined) return known;
    const written =
      message.role === "assistant"
        ? { plain: writePlain(message), said: writeSaid(message, this.#target) }
        : { plain: writeItem(message, this.#target) };
    this.#messages.set(message, written);
    return written;
  }

  #writeTools(tools: readonly ToolDefinition[]): readonly FunctionTool[] {
    let written = this.#tools.get(tools);
    if (written === undefined) {
      written = tools.map(writeTool);
      this.#tools.set(tools, written);
    }
    return written;
  }
}

/** Said by name, because an answer that ignores a setting is a wrong answer. */
function refuseSettings(settings: ModelSettings, id: string): void {
  for (const name of ["seed", "stop"] as const) {
    if (settings[name] === undefined || (name === "stop" && settings.stop?.length === 0)) continue;
    throw new ConfigError(
      "INVALID_CONFIG",
      `The Responses API has no setting ${name}, and modelSettings says one for the model "${id}". Leave it out, or ask ` +
        "the model through Chat Completions.",
    );
  }
}

/** Tools that the vendor runs himself, as the caller describes them. */
function toolsOf(given: JsonValue | undefined): readonly Tool[] {
  // Passed on unchanged: the vendor judges them.
  return Array.isArray(given) ? (given as unknown as readonly Tool[]) : [];
}

function writeTool({ name, description, parameters, strict }: ToolDefinition): FunctionTool {
  // Left out, this API takes every tool as strict and makes optional arguments required ones.
  return { type: "function", name, description, parameters: toolSchema(parameters), strict: strict ?? false };
}

function writeChoice({ toolChoice, parallelToolCalls }: ModelSettings): Partial<ResponseCreateParamsBase> {
  const choice = typeof toolChoice === "object" ? { type: "function" as const, name: toolChoice.name } : toolChoice;
  return {
    ...(choice === undefined ? {} : { tool_choice: choice }),
    ...(parallelToolCalls === undefined ? {} : { parallel_tool_calls: parallelToolCalls }),
  };
}

function writeSettings({ temperature, topP, maxOutputTokens }: ModelSettings): Partial<ResponseCreateParamsBase> {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(maxOutputTokens === undefined ? {} : { max_output_tokens: maxOutputTokens }),
  };
}

/** The wanted shape, beside what else the caller wants of the text. */
function writeFormat({ outputFormat }: ModelRequest, given: JsonValue | undefined): Partial<ResponseCreateParamsBase> {
  if (outputFormat === undefined) return given === undefined ? {} : { text: Object(given) };
  return { text: { format: { type: "json_schema", ...writeShape(outputFormat) }, ...Object(given) } };
}

/** Whoever says how much to think wants to hear what is thought. */
function writeReasoning(
  settings: ModelSettings,
  { id, profile }: ResponsesTarget,
  given: JsonValue | undefined,
): Partial<ResponseCreateParamsBase> {
  const effort = reasoningOf(settings, id, profile.reasoning);
  if (effort === undefined) return given === undefined ? {} : { reasoning: Object(given) };
  return { reasoning: { effort, summary: "auto", ...Object(given) } };
}

/** Nothing is kept at the vendor's, so the thoughts have to come along, sealed. Models that do not think refuse that. */
function writeInclude(sealsThoughts: boolean, given: JsonValue | undefined): Partial<ResponseCreateParamsBase> {
  const wanted = new Set<unknown>([
    ...(sealsThoughts ? ["reasoning.encrypted_content"] : []),
    ...(Array.isArray(given) ? given : []),
  ]);
  // Passed on unchanged: the vendor judges them.
  return wanted.size === 0 ? {} : { include: [...wanted] as ResponseIncludable[] };
}
