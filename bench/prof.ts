import { roundsAgent, roundsFloor, floorTools } from "./rounds.ts";
import { floorRun } from "./floor.ts";
const agent = roundsAgent(10); const few = roundsFloor(10);
const cpu = async (f: () => Promise<unknown>, n: number) => { const c = process.cpuUsage(); for (let i=0;i<n;i++) await f(); const d = process.cpuUsage(c); return (d.user+d.system)/n; };
for (let r=0;r<6;r++) {
  const a = await cpu(() => floorRun(few, floorTools, [{role:"user",content:"go"}]), 20000);
  const b = await cpu(() => agent.run("go"), 3000);
  console.log(a.toFixed(1), b.toFixed(1), (b/a).toFixed(2), Math.round(process.memoryUsage().heapUsed/1e6)+"MB");
}
