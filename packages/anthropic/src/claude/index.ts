export { Claude } from "./model.ts";
export type { ClaudeOptions } from "./model.ts";
export type { ClaudeProfile } from "./profile.ts";
