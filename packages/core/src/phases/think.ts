import { loadThink } from "../parts.ts";
import type { Phase } from "./phase.ts";

/** The thinking layer, once a run; a model's own reasoning belongs to the loop. */
export const think: Phase = {
  name: "think",
  wanted: ({ config, extras }) => config.thinking !== undefined && extras?.earlier === undefined,
  async run(run) {
    const { thinking } = run.config;
    if (thinking !== undefined) await (await loadThink()).think(run, thinking);
  },
};
