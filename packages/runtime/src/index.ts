import type { RuntimeModule } from "@definable/spec";

/** The version of the contract between an agent and this package: `RuntimeModule.contract`. */
export const contract: RuntimeModule["contract"] = 1;
export { serve } from "./serve.ts";
export { handler } from "./http/handler.ts";
export type { Handler, HandlerOptions } from "./http/handler.ts";
