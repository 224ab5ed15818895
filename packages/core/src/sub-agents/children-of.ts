import { RunExtras } from "../run/run-extras.ts";
import type { Run } from "../run/run.ts";
import { Children } from "./children.ts";
import type { Family } from "../run/run-extras.ts";

/** The sub-agents of a run. */
export function childrenOf(run: Run): Family {
  const extras = (run.extras ??= new RunExtras());
  return (extras.children ??= new Children(run));
}
