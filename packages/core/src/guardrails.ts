// The subpath @definable/core/guardrails: guardrails to take as they are, and what to make others of.
export { allow, block, modify, warn } from "./guardrails/verdicts.ts";
export { inputGuardrail, outputGuardrail, toolGuardrail } from "./guardrails/from-functions.ts";
export type { CheckTool } from "./guardrails/from-functions.ts";
export type { CheckText, TextKind } from "./guardrails/text-guardrail.ts";
export { blockTopics } from "./guardrails/block-topics.ts";
export type { BlockTopicsOptions } from "./guardrails/block-topics.ts";
export { regexFilter } from "./guardrails/regex-filter.ts";
export type { RegexFilterOptions } from "./guardrails/regex-filter.ts";
export { piiFilter } from "./guardrails/pii-filter.ts";
export type { PiiFilterOptions } from "./guardrails/pii-filter.ts";
export { maxOutputTokens, maxTokens } from "./guardrails/max-tokens.ts";
export type { MaxTokensOptions } from "./guardrails/max-tokens.ts";
export { toolAllowlist, toolBlocklist } from "./guardrails/tool-lists.ts";
export type { ToolListOptions } from "./guardrails/tool-lists.ts";
export { all, any, not, when } from "./guardrails/compose-guardrails.ts";
export type { ComposeOptions } from "./guardrails/compose-guardrails.ts";
export type { Guardrail, GuardrailSubject, GuardrailVerdict } from "@definable/spec";
