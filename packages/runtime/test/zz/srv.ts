import { Agent } from "@definable/core";
import { serve } from "@definable/runtime";
import { ScriptedModel, says } from "@definable/testing";
import { fastify } from "fastify";
const kind = process.argv[2];
let url = "";
const deltas = Array.from({length:20},()=> "hello ");
if (kind === "floor") {
  const app = fastify();
  app.post("/runs", (req, reply) => {
    const {input} = req.body as any;
    if (req.headers.accept === "text/event-stream") {
      reply.raw.writeHead(200, {"content-type":"text/event-stream"});
      for (let i=0;i<24;i++) reply.raw.write(`event: RunContent\nid: a-${i}\ndata: ${JSON.stringify({event:"RunContent",content:"hello ",seq:i,runId:"x",createdAt:Date.now()})}\n\n`);
      reply.raw.end(); reply.hijack(); return;
    }
    reply.send({v:1, content:"Hello", input, status:"COMPLETED", messages:[{role:"user",content:input},{role:"assistant",content:"Hello"}], runId:crypto.randomUUID(), metrics:{a:1,b:2,c:3}});
  });
  url = await app.listen({port:0, host:"127.0.0.1"});
} else {
  const agent = new Agent({ model: new ScriptedModel(()=> kind==="sse"? says(deltas):"Hello", {record:false}), keepEvents:false });
  url = (await serve(agent,{port:0,logger:{info(){},warn(){},error(){}}})).url!;
}
process.send!({url});
process.on("message",(m)=>{ if(m==="exit") process.exit(0); process.send!({cpu: process.cpuUsage()}) });
