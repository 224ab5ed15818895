export { OpenAIChat } from "./model.ts";
export type { OpenAIChatOptions } from "./model.ts";
export type { ChatProfile } from "./profile.ts";
