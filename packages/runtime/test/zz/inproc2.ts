import { Agent } from "@definable/core";
import { handler } from "@definable/runtime";
import { ScriptedModel } from "@definable/testing";
const agent = new Agent({ model: new ScriptedModel(()=> "Hello", {record:false}), keepEvents:false });
const h = handler(agent,{logger:{info(){},warn(){},error(){}}});
async function time(name:string, n:number, fn:()=>Promise<unknown>, conc=1){ const go=async(n:number)=>{ let left=n; await Promise.all(Array.from({length:conc},async()=>{ while(left-->0) await fn(); })) }; await go(n/4); const c=process.cpuUsage(); const t=performance.now(); await go(n); const d=process.cpuUsage(c); console.log(name, conc, "cpu",((d.user+d.system)/n).toFixed(1),"us wall",((performance.now()-t)*1000/n).toFixed(1)); }
const url="http://localhost/runs"; const headers={host:"localhost","content-type":"application/json",accept:"application/json","content-length":"20"};
const mk=(signal?:AbortSignal)=>new Request(url,{method:"POST",headers,body:'{"input":"Hi there"}',...(signal?{signal}:{})});
await time("new Request", 30000, async()=>{ mk() });
await time("new Request+signal", 30000, async()=>{ mk(new AbortController().signal) });
await time("handler", 30000, async()=>{ const r=await h(mk()); return r });
await time("handler", 30000, async()=>{ const r=await h(mk()); return r }, 32);
await time("handler+signal", 30000, async()=>{ const r=await h(mk(new AbortController().signal));  });
await time("handler+signal", 30000, async()=>{ const r=await h(mk(new AbortController().signal));  }, 32);
