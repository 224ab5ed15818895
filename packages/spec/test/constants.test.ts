import { expect, test } from "vitest";
import { PHASE_NAMES, RunStatus, TOOL_BRAND } from "../src/index.ts";

test("each status has its name in lower case", () => {
  for (const [name, status] of Object.entries(RunStatus)) expect(status).toBe(name.toUpperCase());
  expect(Object.keys(RunStatus)).toHaveLength(7);
});

test("the phases stand in the order of a run", () => {
  expect(PHASE_NAMES).toEqual([
    "prepare",
    "guard_input",
    "recall",
    "think",
    "compose",
    "invoke_loop",
    "guard_output",
    "store",
  ]);
});

test("the brand of a tool is the same in another copy of the package", () => {
  expect(TOOL_BRAND).toBe("~tool");
});
