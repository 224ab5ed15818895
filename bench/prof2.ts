import { roundsModel, tools } from "./rounds.ts";
import { Agent, MemoryStore } from "@definable/core";
const cpu = async (f: () => Promise<unknown>, n: number) => { const c = process.cpuUsage(); for (let i=0;i<n;i++) await f(); const d = process.cpuUsage(c); return (d.user+d.system)/n; };
const mk = (o: object) => new Agent({ model: roundsModel(10), tools, ...o });
const variants: [string, Agent][] = [["base", mk({})], ["store256", mk({ store: new MemoryStore({ maxEndedRuns: 256 }) })], ["noevents", mk({ keepEvents: false })], ["both", mk({ keepEvents: false, store: new MemoryStore({ maxEndedRuns: 256 }) })], ["noclock", mk({ now: () => 1, keepEvents: false, store: new MemoryStore({ maxEndedRuns: 256 }) })]];
for (let r=0;r<4;r++) for (const [n,a] of variants) { const b = await cpu(() => a.run("go"), 3000); if (r) console.log(n, b.toFixed(1)); }
