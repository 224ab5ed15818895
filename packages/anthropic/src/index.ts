export { Claude } from "./claude/index.ts";
export type { ClaudeOptions, ClaudeProfile } from "./claude/index.ts";
export { contract, createModel } from "./provider.ts";
