import { driveServer } from "../http/drive.ts";
import type { Load } from "../http/drive.ts";
import type { Work } from "../work.ts";

const load: Load = { kind: "json", slice: 3_000 };

/** A run that is answered with JSON, over 32 connections: the processor time of the server. */
export const work: Work = {
  unit: "us CPU a request",
  floor: () => driveServer("floor", load),
  ours: () => driveServer("ours", load),
};
