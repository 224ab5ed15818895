import { driveServer } from "../http/drive.ts";
import type { Load } from "../http/drive.ts";
import type { Work } from "../work.ts";

const load: Load = { kind: "events", slice: 1_500 };

/** A run of 20 deltas that is answered with its events, over 32 connections: the processor time of the server. */
export const work: Work = {
  unit: "us CPU a request",
  floor: () => driveServer("floor", load),
  ours: () => driveServer("ours", load),
};
