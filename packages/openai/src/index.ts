export { OpenAIChat } from "./chat/index.ts";
export type { ChatProfile, OpenAIChatOptions } from "./chat/index.ts";
export { contract, createModel } from "./provider.ts";
