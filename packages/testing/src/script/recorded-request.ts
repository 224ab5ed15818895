import type {
  Message,
  ModelRequest,
  ModelSettings,
  OutputFormat,
  ProviderOptions,
  ToolDefinition,
} from "@definable/spec";

/** What a scripted model was asked, copied, so that it can be looked at after the run. */
export interface RecordedRequest {
  /** The whole conversation, as the model was given it. */
  readonly messages: readonly Message[];
  /** The agent's instructions. Undefined when it has none. */
  readonly instructions: string | undefined;
  /** The names of `tools`, which is what most tests look at. */
  readonly toolNames: readonly string[];
  /** What it might have called. */
  readonly tools: readonly ToolDefinition[];
  /** How it was to answer. */
  readonly settings: ModelSettings;
  /** Options by provider. Undefined when none were given. */
  readonly providerOptions: ProviderOptions | undefined;
  /** The shape that was asked for. Undefined: free text. */
  readonly outputFormat: OutputFormat | undefined;
}

/** Copies a request as it stands now: the run writes on into the list behind `messages`. */
export function recordRequest(request: ModelRequest): RecordedRequest {
  return {
    messages: request.messages.toArray(),
    instructions: request.instructions,
    toolNames: request.tools.map((tool) => tool.name),
    tools: [...request.tools],
    settings: request.settings,
    providerOptions: request.providerOptions,
    outputFormat: request.outputFormat,
  };
}
