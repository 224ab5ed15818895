export { OpenAIResponses } from "./model.ts";
export type { OpenAIResponsesOptions } from "./model.ts";
export type { ResponsesProfile } from "./profile.ts";
