import type { Work } from "../work.ts";
import { historyWork } from "./history.ts";

/** Five times the history: the cost of a run should hardly grow with it. */
export const work: Work = historyWork(5_000);
