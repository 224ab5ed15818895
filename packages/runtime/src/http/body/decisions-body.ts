import type { Decision, JsonValue } from "@definable/spec";
import { Fields } from "./fields.ts";

/** The actions of a decision. */
export const DECISION_ACTIONS = ["confirm", "reject", "provideInput", "setResult", "retry", "fail"] as const;

const COMMON = ["requirementId", "action"];

/** Reads the body of `POST /runs/:runId/continue`. Throws `FORBIDDEN_FIELD`, `INVALID_INPUT` or `INVALID_DECISION`. */
export function readDecisionsBody(body: JsonValue): readonly Decision[] {
  const fields = new Fields(body, "").allowOnly(["decisions"]);
  return fields.list("decisions").map((value, index) => readDecision(value, `decisions[${index}]`));
}

function readDecision(value: JsonValue, path: string): Decision {
  const fields = new Fields(value, path, "INVALID_DECISION");
  const requirementId = fields.text("requirementId");
  const action = fields.oneOf("action", DECISION_ACTIONS);
  switch (action) {
    case "confirm": {
      const given = fields.allowOnly([...COMMON, "args", "always"]);
      const args = given.optionalObject("args");
      const always = given.optionalSwitch("always");
      return {
        requirementId,
        action,
        ...(args === undefined ? {} : { args }),
        ...(always === undefined ? {} : { always }),
      };
    }
    case "reject": {
      const note = fields.allowOnly([...COMMON, "note"]).optionalText("note");
      return { requirementId, action, ...(note === undefined ? {} : { note }) };
    }
    case "provideInput": {
      const values = fields.allowOnly([...COMMON, "values"]).optionalObject("values");
      if (values === undefined) throw fields.wrong("values", "an object");
      return { requirementId, action, values };
    }
    case "setResult": {
      const result = fields.allowOnly([...COMMON, "result"]).value("result");
      if (result === undefined) throw fields.wrong("result", "given");
      return { requirementId, action, result };
    }
    case "retry":
    case "fail":
      fields.allowOnly(COMMON);
      return { requirementId, action };
    default:
      return action satisfies never;
  }
}
