import type {
  MessageList,
  ModelRequest,
  ModelSettings,
  OutputFormat,
  ProviderOptions,
  ToolDefinition,
} from "@definable/spec";

/** What a request is made of. */
export interface RequestParts {
  readonly messages: MessageList;
  readonly instructions: string | undefined;
  readonly tools: readonly ToolDefinition[];
  readonly settings: ModelSettings;
  readonly providerOptions: ProviderOptions | undefined;
  readonly outputFormat?: OutputFormat | undefined;
}

/** One try of a model call. Its signal is made when an adapter asks for it, and can be aborted before. */
export class LoopRequest implements ModelRequest {
  readonly messages: MessageList;
  readonly instructions: string | undefined;
  readonly tools: readonly ToolDefinition[];
  readonly settings: ModelSettings;
  readonly providerOptions: ProviderOptions | undefined;
  // Not a field of every request: most have none.
  declare readonly outputFormat?: OutputFormat;
  #controller: AbortController | undefined;
  #aborted: { readonly reason: unknown } | undefined;

  constructor(parts: RequestParts) {
    this.messages = parts.messages;
    this.instructions = parts.instructions;
    this.tools = parts.tools;
    this.settings = parts.settings;
    this.providerOptions = parts.providerOptions;
    if (parts.outputFormat !== undefined) this.outputFormat = parts.outputFormat;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#aborted !== undefined) this.#controller.abort(this.#aborted.reason);
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#aborted ??= { reason };
    this.#controller?.abort(reason);
  }
}
