import { Child } from "../child.ts";
import { assertSame, median } from "../work.ts";
import { ANSWER, WORDS } from "./conversation.ts";

const AT_ONCE = 32;

/** Asks the server at this address once, reads the answer delta by delta, and gives its text. */
export type Ask = (baseURL: string) => () => Promise<string>;

/** Nanoseconds of this process's time for each delta, with 32 answers at once. */
export async function listenTo(ask: Ask): Promise<number> {
  await using server = await Child.start("./wire/server.ts");
  const once = ask(server.url);
  const figures: number[] = [];
  for (let round = -8; round < 15; round += 1) {
    const before = process.cpuUsage();
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, once));
    const { user, system } = process.cpuUsage(before);
    for (const answer of answers) assertSame("answer", answer, ANSWER);
    if (round >= 0) figures.push(((user + system) * 1_000) / AT_ONCE / WORDS.length);
  }
  return median(figures);
}
