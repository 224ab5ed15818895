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
  readonly messages: readonly Message[];
  readonly instructions: string | undefined;
  readonly toolNames: readonly string[];
  readonly tools: readonly ToolDefinition[];
  readonly settings: ModelSettings;
  readonly providerOptions: ProviderOptions | undefined;
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
