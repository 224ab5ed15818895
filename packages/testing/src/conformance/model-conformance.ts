import { ABORT_CASES } from "./cases/abort-cases.ts";
import { ACCIDENT_CASES } from "./cases/accident-cases.ts";
import { FAILURE_CASES } from "./cases/failure-cases.ts";
import { inputCases } from "./cases/input-cases.ts";
import { TEXT_CASES } from "./cases/text-cases.ts";
import { TOOL_CALL_CASES } from "./cases/tool-call-cases.ts";
import { USAGE_CASES } from "./cases/usage-cases.ts";
import { casesFor } from "./conformance-case.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import type { ModelDriver } from "./model-driver.ts";

/**
 * Everything that a model adapter must do, as named cases against a fake of its vendor. You want it in the test suite
 * of a provider: `for (const { name, run } of modelConformance(driver)) it(name, run);`. It knows no test runner.
 */
export function modelConformance(driver: ModelDriver): readonly ConformanceCase[] {
  return casesFor(driver, [
    ...TEXT_CASES,
    ...TOOL_CALL_CASES,
    ...USAGE_CASES,
    ...inputCases(driver.refusedPart),
    ...ABORT_CASES,
    ...FAILURE_CASES,
    ...ACCIDENT_CASES,
  ]);
}
