import { Agent } from "@definable/core";
import { handler } from "@definable/runtime";
import { ScriptedModel } from "@definable/testing";
const agent = new Agent({ model: new ScriptedModel(()=> "Hello", {record:false}), keepEvents:false });
const h = handler(agent,{logger:{info(){},warn(){},error(){}}});
async function time(name:string, n:number, fn:()=>Promise<unknown>){ for(let i=0;i<n/4;i++) await fn(); const c=process.cpuUsage(); for(let i=0;i<n;i++) await fn(); const d=process.cpuUsage(c); console.log(name, ((d.user+d.system)/n).toFixed(1),"us"); }
await time("run", 30000, ()=>agent.run("Hi there"));
await time("runStream iterate", 30000, async()=>{ const s=agent.runStream("Hi there"); for await (const _ of s) continue; await s.output; });
await time("json publi", 30000, async()=>{ const o=await agent.run("Hi there"); JSON.stringify(o.toPublicJSON()) });
const url="http://localhost/runs"; const headers={host:"localhost","content-type":"application/json",accept:"application/json"};
const mk=()=>new Request(url,{method:"POST",headers,body:'{"input":"Hi there"}'});
await time("new Request", 30000, async()=>{ mk() });
await time("handler", 30000, async()=>{ const r=await h(mk()); await r.text(); });
await time("health", 30000, async()=>{ const r=await h(new Request("http://localhost/health")); await r.text(); });
