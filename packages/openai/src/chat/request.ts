import { ConfigError } from "@definable/spec";
import type { Message, ModelRequest, ModelSettings, ToolChoice, ToolDefinition } from "@definable/spec";
import type {
  ChatCompletionContentPart,
  ChatCompletionCreateParamsBase,
  ChatCompletionMessageParam,
  ChatCompletionTool,
  ChatCompletionToolChoiceOption,
} from "openai/resources/chat/completions";
import type { ChatTarget } from "../messages/chat-target.ts";
import { writeMessage } from "../messages/write-message.ts";
import type { WrittenMessage } from "../messages/write-message.ts";
import { reasoningOf } from "../reasoning.ts";
import { writeShape } from "../schema/write-shape.ts";
import { toolSchema } from "../tool-schema.ts";

/**
 * Writes requests for one model. It remembers what it made of each message, so a turn costs the new messages only:
 * keep one writer for each model. Throws `InputError` for a part that the model cannot take.
 */
export class ChatRequestWriter {
  readonly #target: ChatTarget;
  readonly #messages: WeakMap<Message, WrittenMessage> = new WeakMap();
  readonly #tools: WeakMap<readonly ToolDefinition[], ChatCompletionTool[]> = new WeakMap();

  constructor(target: ChatTarget) {
    this.#target = target;
  }

  /** The body of the request. `providerOptions` have the last word, except on whether the answer is streamed. */
  write(request: ModelRequest): ChatCompletionCreateParamsBase {
    const { id, provider } = this.#target;
    const stream = request.settings.stream ?? true;
    return {
      model: id,
      messages: this.#writeMessages(request),
      ...this.#writeTools(request),
      ...writeSettings(request.settings, this.#target),
      ...writeReasoning(request, this.#target),
      ...(request.outputFormat === undefined
        ? {}
        : { response_format: { type: "json_schema", json_schema: writeShape(request.outputFormat) } }),
      ...(stream ? { stream_options: { include_usage: true } } : {}),
      ...request.providerOptions?.["openai"],
      ...(provider === "openai" ? {} : request.providerOptions?.[provider]),
      stream,
    };
  }

  #writeMessages(request: ModelRequest): ChatCompletionMessageParam[] {
    const params: ChatCompletionMessageParam[] = [];
    const { instructionsRole: role } = this.#target.profile;
    if (request.instructions !== undefined && request.instructions !== "") {
      params.push({ role, content: request.instructions });
    }
    let media: ChatCompletionContentPart[] = [];
    for (const message of request.messages) {
      // The results of a batch must stand together: what they show follows the last of them.
      if (media.length > 0 && message.role !== "tool") {
        params.push({ role: "user", content: media });
        media = [];
      }
      const written = this.#writeMessage(message);
      params.push(written.param);
      if (written.media !== undefined) media.push(...written.media);
    }
    if (media.length > 0) params.push({ role: "user", content: media });
    return params;
  }

  #writeMessage(message: Message): WrittenMessage {
    const known = this.#messages.get(message);
    if (known !== undefined) return known;
    const written = writeMessage(message, this.#target);
    // Whether the vendor still knows a sound depends on the time, so that is asked anew each turn.
    if (message.role !== "assistant" || message.audio === undefined) this.#messages.set(message, written);
    return written;
  }

  #writeTools({ tools, settings }: ModelRequest): Partial<ChatCompletionCreateParamsBase> {
    if (tools.length === 0) return {};
    let written = this.#tools.get(tools);
    if (written === undefined) {
      written = tools.map(writeTool);
      this.#tools.set(tools, written);
    }
    const { toolChoice, parallelToolCalls } = settings;
    return {
      tools: written,
      ...(toolChoice === undefined ? {} : { tool_choice: writeChoice(toolChoice) }),
      ...(parallelToolCalls === undefined ? {} : { parallel_tool_calls: parallelToolCalls }),
    };
  }
}

function writeTool({ name, description, parameters, strict }: ToolDefinition): ChatCompletionTool {
  return {
    type: "function",
    function: { name, description, parameters: toolSchema(parameters), ...(strict === undefined ? {} : { strict }) },
  };
}

function writeChoice(choice: ToolChoice): ChatCompletionToolChoiceOption {
  return typeof choice === "string" ? choice : { type: "function", function: { name: choice.name } };
}

function writeSettings(settings: ModelSettings, { profile }: ChatTarget): Partial<ChatCompletionCreateParamsBase> {
  const { temperature, topP, maxOutputTokens, stop, seed } = settings;
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(maxOutputTokens === undefined ? {} : { [profile.maxTokensField]: maxOutputTokens }),
    ...(stop === undefined || stop.length === 0 ? {} : { stop: [...stop] }),
    ...(seed === undefined ? {} : { seed }),
  };
}

function writeReasoning(
  { settings, tools }: ModelRequest,
  { id, profile }: ChatTarget,
): Partial<ChatCompletionCreateParamsBase> {
  const reasoning = reasoningOf(settings, id, profile.reasoning);
  if (reasoning === undefined) return {};
  if (tools.length > 0 && !profile.reasoningWithTools) {
    throw new ConfigError(
      "INVALID_CONFIG",
      `modelSettings says reasoning: "${reasoning}", and in a chat the model "${id}" cannot be told how much to think beside ` +
        `tools. Ask it through the Responses API: model: "openai-responses/${id}", or new OpenAIResponses(...).`,
    );
  }
  return { reasoning_effort: reasoning };
}
