import { readFileSync } from "node:fs";
const p = JSON.parse(readFileSync(process.argv[2]!,"utf8"));
const self = new Map<string,number>(); const byId=new Map(p.nodes.map((n:any)=>[n.id,n]));
let tot=0; p.samples.forEach((id:number,i:number)=>{ const n:any=byId.get(id); const dt=p.timeDeltas[i]; const k=n.callFrame.functionName+" "+n.callFrame.url.split("/").slice(-2).join("/")+":"+n.callFrame.lineNumber; if(n.callFrame.functionName==="(idle)")return; tot+=dt; self.set(k,(self.get(k)??0)+dt)});
[...self].sort((a,b)=>b[1]-a[1]).slice(0,45).forEach(([k,v])=>console.log((v/tot*100).toFixed(1)+"%",k));
const files=new Map<string,number>(); for(const [k,v] of self){ const f=k.split(" ").pop()!.split(":")[0]!; const g=k.split(" ").slice(-1)[0]!.replace(/:\d+$/,""); files.set(g,(files.get(g)??0)+v)}
console.log("--"); [...files].sort((a,b)=>b[1]-a[1]).slice(0,25).forEach(([k,v])=>console.log((v/tot*100).toFixed(1)+"%",k));
