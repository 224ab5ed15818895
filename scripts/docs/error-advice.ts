import type { ErrorCode } from "../../packages/spec/src/index.ts";

/** What to do about each error: the last column of docs/errors.md. A new code does not compile until it has advice. */
export const ADVICE: Readonly<Record<ErrorCode, string>> = {
  INVALID_CONFIG: "Change the option that the message names.",
  INVALID_TOOL: "Give the tool what the message misses: a name, a description, a schema whose root is an object.",
  DUPLICATE_TOOL: "Rename one with `tool.with({ name })`, or give a toolkit a `prefix`.",
  UNKNOWN_MODEL: 'Write `"provider/id"`, such as `"openai/gpt-4o"`; make others known with `registerProvider`.',
  PACKAGE_MISSING: "Install the package that the message names.",
  PACKAGE_BROKEN: "Look at `cause`; install versions of our packages that belong together.",
  MODEL_KEY_MISSING: "Set the variable that the message names, or give `apiKey`; a server of your own needs `baseURL`.",
  OPEN_SERVER: "Leave `host` out, or write `insecure: true` if everybody may run the agent.",
  PRICE_UNKNOWN:
    "Give the Agent the price under `prices`, and `modelSettings.maxOutputTokens`; or leave `maxCost` out and use `maxTotalTokens`.",
  PORT_IN_USE: "Stop the other process or take another port; 0 takes any that is free.",

  INVALID_INPUT: "Correct what the message names.",
  UNSUPPORTED_CONTENT: "Leave the part out, or choose a model that takes it.",
  FORBIDDEN_FIELD: "Leave the field out; set it where the agent is made.",
  NOT_YET: "Leave the field out until it is built.",
  INVALID_JSON: "Send JSON.",
  BODY_TOO_DEEP: "Nest less: 64 levels are taken.",
  BAD_REQUEST: "Correct what the message names: the address, a header, the length, a key of the body.",
  BODY_TOO_LARGE: "Send less than 1 MB; give large files as https addresses.",
  UNSUPPORTED_MEDIA_TYPE: "Send `content-type: application/json`.",
  NOT_ACCEPTABLE: "Accept `application/json` or `text/event-stream`.",
  NOT_FOUND: "Look at `GET /openapi.json` for what there is.",
  METHOD_NOT_ALLOWED: "Use a method of the `allow` header.",
  REQUEST_TIMEOUT: "Send the whole request within 5 seconds.",
  FOREIGN_HOST: "Add the name to `allowedHosts`, if it is yours.",
  FOREIGN_ORIGIN: "Add the page's origin to `allowedOrigins`, if you trust it.",

  RUN_NOT_FOUND: "Check the id and the user; a store in memory forgets at a restart.",
  RUN_EXISTS: "Leave `runId` out to get a fresh one.",
  RUN_CONFLICT: "Read the run again: somebody has continued it, or is doing so.",
  RUN_NOT_PAUSED: "Look at `status` first: it has ended, or still runs.",
  RUN_CANCELLED: "Nothing; start another run if you want the answer. `error.output` holds what was done.",
  UNKNOWN_REQUIREMENT: "Use an id of the run's `requirements`.",
  REQUIREMENT_RESOLVED: "Read the run again: the first answer counts.",
  REQUIREMENT_EXPIRED:
    "Continue the run without a decision for it: it goes on, or fails, as its tool says (`onExpire`).",
  INVALID_DECISION: "Give an action that fits the kind, once, with values that fit the tool.",
  NOTHING_DECIDED: "Decide at least one of the requirements that the message lists.",
  SESSION_BUSY: 'Try again when the other run has ended, or let runs wait (`whenSessionBusy: "wait"`).',
  STREAM_CONSUMED: "Iterate once; take `output.events` or `agent.events` for a second look.",
  GUARDRAIL_BLOCKED: 'Show the reason, which is `error.output.content`; or take `onBlock: "return"`.',

  MODEL_AUTHENTICATION: "Check the key.",
  MODEL_PERMISSION: "Check what the key may use, or choose another model.",
  MODEL_NOT_FOUND: "Check the id, and `baseURL` if you gave one.",
  MODEL_BAD_REQUEST:
    "Check `modelSettings`, `providerOptions` and the tools' schemas; `cause` holds the vendor's words.",
  MODEL_CONTEXT_TOO_LONG:
    "Shorten the history, the input or the tools' results, or take a model with a larger context.",
  MODEL_CONTENT_FILTERED: "Change the input.",
  MODEL_RATE_LIMITED: "Wait for `retryAfterMs`, send less, or raise the limit there.",
  MODEL_QUOTA: "Add credit to the account.",
  MODEL_OVERLOADED: "Try again a little later.",
  MODEL_UNAVAILABLE: "Try again; check the network and `baseURL`.",
  MODEL_TIMEOUT: "Try again, or raise the limit in `timeouts` that the message names.",
  MODEL_STREAM_CUT: "Try again: once text has come, the agent does not repeat a call by itself.",
  MODEL_BAD_REPLY: "Check that `baseURL` names a server of this kind.",
  OUTPUT_INVALID:
    "Ask for less: fewer fields, each with a `describe`; say in the instructions what is wanted; or choose a model that is held to schemas.",

  TOOL_NOT_FOUND: "Nothing: the model is told which tools there are.",
  TOOL_INPUT_INVALID: "Nothing: the model is told what was expected. If it happens often, describe the fields better.",
  TOOL_FAILED: "Mend the tool; throw errors whose text helps the model.",
  TOOL_TIMEOUT: "Pass `ctx.signal` to what waits, or raise `timeoutMs`.",
  TOOL_DENIED: "Nothing: the model is told, with the person's note.",
  TOOL_BLOCKED: "Nothing: the model is told why. Change the guardrail if the call was fine.",
  TOOL_CANCELLED: "Nothing: the run has ended.",

  STORE_FENCED: "Nothing: the other process goes on with the run.",
  STORE_FAILED: "Try again; look at `cause` and at the store.",
  SERVER_CLOSING: "Try again, at another replica or after the restart.",
  INTERNAL: "Look at `cause` and the log of the process, and report it.",
};
