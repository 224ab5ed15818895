import { Agent, MemoryStore } from "@definable/core";
const model = { id: "bench", provider: "bench", async respond(request: any) { return { content: "x", toolCalls: [], finishReason: "stop" as const }; } };
const conv = (n: number) => Array.from({ length: n }, (_, i) => i % 2 === 0 ? { role: "user" as const, content: "q" + i } : { role: "assistant" as const, content: "a" + i });
const cpu = async (f: () => Promise<unknown>, n: number) => { const t = performance.now(); for (let i=0;i<n;i++) await f(); return [(performance.now()-t)*1000/n]; };
const mem = new MemoryStore();
const nostore = { runs: { create() {}, append: () => 1, release() {}, read() {} }, sessions: mem.sessions, close() {} } as any;
const vs: any = { base: {}, s100: { store: new MemoryStore({maxEndedRuns: 100}) }, nostore: { store: nostore }, noev: { store: nostore, keepEvents: false }, noid: { store: nostore, keepEvents: false, generateId: () => "x" }, noclock: { store: nostore, keepEvents: false, generateId: () => "x", now: () => 1 } };
const sum: any = {};
for (let r=0;r<6;r++) for (const k in vs) { const a = new Agent({ model, ...vs[k] }); for (const n of [0, 1000]) { const m = conv(n); const b = await cpu(() => a.run("go", { messages: m }), 20000); if (r>0) (sum[k+n] ??= []).push(b[0]); } }
for (const k in sum) console.log(k, sum[k].sort((a:number,b:number)=>a-b)[2].toFixed(2));
