import { InputError } from "@definable/spec";

/** Throws `INVALID_INPUT` that says which message of a history is none, and why: callers without types may pass anything. */
export function checkMessage(message: unknown, index: number): void {
  const problem = problemOf(message);
  if (problem !== undefined) {
    throw new InputError("INVALID_INPUT", `Message ${index} of the history is no message: ${problem}`);
  }
}

function problemOf(message: unknown): string | undefined {
  if (!isRecord(message)) return `it is ${message === null ? "null" : typeof message}. Give { role, content }.`;
  const { role, content, toolCalls = [] } = message;
  switch (role) {
    case "user":
      if (typeof content === "string" || Array.isArray(content)) return undefined;
      return "the content of a user is a string or a list of parts.";
    case "assistant":
      if (!Array.isArray(toolCalls) || !toolCalls.every(isCall))
        return "toolCalls is a list of { id, name, arguments }, all of them strings.";
      return textProblem(role, content);
    case "system":
    case "tool":
      return textProblem(role, content);
    default:
      return `its role is "${String(role)}". Roles are system, user, assistant and tool.`;
  }
}

function textProblem(role: string, content: unknown): string | undefined {
  return typeof content === "string" ? undefined : `the content of role ${role} is a string, "" if there is none.`;
}

function isCall(call: unknown): boolean {
  return isRecord(call) && [call["id"], call["name"], call["arguments"]].every((field) => typeof field === "string");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
