import { ERROR_CODES, ERROR_MEANINGS } from "../../packages/spec/src/index.ts";
import type { ErrorCode, ErrorFault } from "../../packages/spec/src/index.ts";
import { ADVICE } from "./error-advice.ts";
import { code, table } from "./table.ts";

/** Who is at fault: the headings of docs/errors.md, in their order. */
const FAULTS: Readonly<Record<ErrorFault, string>> = {
  config: "Your configuration",
  input: "The input of a call",
  model: "The model's vendor",
  tool: "A tool",
  internal: "This library, or what it runs on",
};

/** Every code by who is at fault. */
export function errorTables(): string {
  // Both tables have a key for each of their names and no other.
  const faults = Object.keys(FAULTS) as ErrorFault[];
  const codes = Object.keys(ERROR_CODES) as ErrorCode[];
  return faults
    .map((fault) => {
      const rows = codes.filter((name) => ERROR_CODES[name].fault === fault).map(errorRow);
      return `### ${FAULTS[fault]} (${code(fault)})\n\n${table(["code", "HTTP", "retry", "what happened", "what to do"], rows)}`;
    })
    .join("\n\n");
}

function errorRow(name: ErrorCode): readonly string[] {
  const { status, retryable } = ERROR_CODES[name];
  return [code(name), String(status), retryable ? "yes" : "", ERROR_MEANINGS[name], ADVICE[name]];
}
