import { loadLayers } from "../parts.ts";
import type { Phase } from "./phase.ts";

/**
 * Writes memory and the session's summary, for a run that has answered; the run and its session are written when the segment
 * ends, in one transaction.
 */
export const store: Phase = {
  name: "store",
  wanted: ({ config: { layers }, ending }) =>
    ending?.status === "COMPLETED" && (layers?.memory ?? layers?.summary) !== undefined,
  run: (run) => loadLayers().then((layers) => layers.store(run)),
};
