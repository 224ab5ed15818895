import { loadLayers } from "../parts.ts";
import { RunExtras } from "../run/run-extras.ts";
import type { Run } from "../run/run.ts";
import type { Phase } from "./phase.ts";

/** Reads files, knowledge and memory, and makes ready what keeps the conversation short. */
export const recall: Phase = {
  name: "recall",
  wanted: ({ config, request }) => config.layers !== undefined && (config.layers.always || hasFiles(request)),
  run(run) {
    run.extras ??= new RunExtras();
    return loadLayers().then((layers) => layers.recall(run));
  },
};

function hasFiles({ input }: Run["request"]): boolean {
  return input.some(({ content }) => typeof content !== "string" && content.some(({ type }) => type === "file"));
}
