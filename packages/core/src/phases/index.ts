import { compose } from "./compose.ts";
import { guardInput } from "./guard-input.ts";
import { guardOutput } from "./guard-output.ts";
import { invokeLoop } from "./invoke-loop.ts";
import type { Phase } from "./phase.ts";
import { prepare } from "./prepare.ts";
import { recall } from "./recall.ts";
import { store } from "./store.ts";
import { think } from "./think.ts";

/** What happens between your words and the answer, in this order. */
export const PHASES: readonly Phase[] = [prepare, guardInput, recall, think, compose, invokeLoop, guardOutput, store];
