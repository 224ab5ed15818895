import { Agent } from "@definable/core";
const model = { id: "bench", provider: "bench", async respond(request: any) { return { content: "x", toolCalls: [], finishReason: "stop" as const }; } };
const agent = new Agent({ model });
for (let i=0;i<300000;i++) await agent.run("go");
