import { InternalError } from "@definable/spec";
import { runLoop } from "../loop/loop.ts";
import type { Phase } from "./phase.ts";

/** Asks the model and carries out its calls until it is done, waits, or is stopped. */
export const invokeLoop: Phase = {
  name: "invoke_loop",
  wanted: () => true,
  run(run) {
    if (run.model === undefined)
      throw new InternalError("INTERNAL", "The loop began without a model: prepare did not run.");
    return runLoop(run, run.model);
  },
};
