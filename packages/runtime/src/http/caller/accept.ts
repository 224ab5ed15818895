import { InputError } from "@definable/spec";
import type { Incoming } from "../incoming.ts";

/** How a run is answered: one JSON document at its end, or its events while they happen. */
export type AnswerKind = "json" | "events";

/** What most clients say, known without reading it part by part. */
const USUAL: ReadonlyMap<string, AnswerKind> = new Map([
  ["*/*", "json"],
  ["application/json", "json"],
  ["text/event-stream", "events"],
]);

const JSON_RANGES = ["application/json", "application/*", "*/*"];

/** What the Accept header asks for: events only when they are named. Throws `NOT_ACCEPTABLE`. */
export function answerKind(incoming: Incoming): AnswerKind {
  const accept = incoming.header("accept") ?? "*/*";
  const usual = USUAL.get(accept);
  if (usual !== undefined) return usual;
  const ranges = readAccept(accept);
  const events = ranges.get("text/event-stream") ?? 0;
  const json = qualityOf(ranges, JSON_RANGES);
  if (events > 0 && events >= (ranges.get("application/json") ?? 0)) return "events";
  if (json > 0) return "json";
  if (qualityOf(ranges, ["text/*"]) > 0) return "events";
  throw new InputError(
    "NOT_ACCEPTABLE",
    "Runs are answered as application/json or text/event-stream. Accept one of them.",
  );
}

/** The quality of the most specific range that is there. */
function qualityOf(ranges: ReadonlyMap<string, number>, names: readonly string[]): number {
  const name = names.find((one) => ranges.has(one));
  return name === undefined ? 0 : (ranges.get(name) ?? 0);
}

function readAccept(accept: string): ReadonlyMap<string, number> {
  const ranges = new Map<string, number>();
  for (const part of accept.split(",")) {
    const [range = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith("q="));
    ranges.set(range, quality === undefined ? 1 : Number(quality.slice(2)) || 0);
  }
  return ranges;
}
