import { toolkit, toolsOf } from "@definable/tools";
import type { Toolkit } from "@definable/tools";
import { Notebook } from "./notebook.ts";

/** Tools that belong together, as `notebook_write` and `notebook_read`. Each agent that opens it gets a notebook of its own. */
export function notebook(): Toolkit {
  return toolkit({ name: "notebook", prefix: "notebook_", tools: toolsOf(new Notebook()) });
}
