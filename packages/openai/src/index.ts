export { OpenAIChat } from "./chat/index.ts";
export type { ChatProfile, OpenAIChatOptions } from "./chat/index.ts";
export { OpenAIResponses } from "./responses/index.ts";
export type { OpenAIResponsesOptions, ResponsesProfile } from "./responses/index.ts";
export { contract, createModel } from "./provider.ts";
