import type { Message, ModelRequest, ModelSettings, OutputFormat, ToolChoice, ToolDefinition } from "@definable/spec";
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
import { strictSchema } from "../schema/strict-schema.ts";
import type { ChatProfile } from "./profile.ts";

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
    const { id, provider, profile } = this.#target;
    const stream = request.settings.stream ?? true;
    return {
      model: id,
      messages: this.#writeMessages(request),
      ...this.#writeTools(request),
      ...writeSettings(request.settings, profile),
      ...(request.outputFormat === undefined ? {} : { response_format: writeFormat(request.outputFormat) }),
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
  // The vendor wants `properties`, also when there are none.
  const complete =
    parameters["type"] === "object" && parameters["properties"] === undefined
      ? { ...parameters, properties: {} }
      : parameters;
  return {
    type: "function",
    function: { name, description, parameters: complete, ...(strict === undefined ? {} : { strict }) },
  };
}

function writeChoice(choice: ToolChoice): ChatCompletionToolChoiceOption {
  return typeof choice === "string" ? choice : { type: "function", function: { name: choice.name } };
}

function writeFormat({ name, schema, strict }: OutputFormat): ChatCompletionCreateParamsBase["response_format"] & {} {
  const type = "json_schema";
  if (strict !== true) return { type, json_schema: { name, schema, ...(strict === undefined ? {} : { strict }) } };
  const strictly = strictSchema(schema);
  return { type, json_schema: { name, schema: strictly ?? schema, strict: strictly !== undefined } };
}

function writeSettings(settings: ModelSettings, profile: ChatProfile): Partial<ChatCompletionCreateParamsBase> {
  const { temperature, topP, maxOutputTokens, stop, seed } = settings;
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(maxOutputTokens === undefined ? {} : { [profile.maxTokensField]: maxOutputTokens }),
    ...(stop === undefined || stop.length === 0 ? {} : { stop: [...stop] }),
    ...(seed === undefined ? {} : { seed }),
  };
}
