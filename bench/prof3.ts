import { roundsModel, tools } from "./rounds.ts";
import { Agent, MemoryStore } from "@definable/core";
const a = new Agent({ model: roundsModel(10), tools, store: new MemoryStore({ maxEndedRuns: 256 }) });
for (let i=0;i<20000;i++) await a.run("go");
