import type { Row } from "./rows.ts";

/** What ours is judged by: the figure that the house sets a limit for. */
export function judge({ kind, reference }: Row, floor: number, ours: number): number {
  switch (kind) {
    case "ratio":
      return ours / floor;
    case "over":
      return ours - floor;
    case "plain":
      return ours;
    case "own": {
      // An absolute figure counts as it is when the floor is near the reference machine's; else it is scaled by it.
      const scale = floor / reference;
      return scale > 1.2 || scale < 0.8 ? ours / scale : ours;
    }
    default:
      return kind satisfies never;
  }
}

/** How a figure stands to the limits of its row. Only the house's own limit can be missed. */
export type Verdict = "meets the target" | "misses the target only" | "MISSED";

/** A figure that is no number meets nothing. */
export function verdictOn({ now, target }: Row, figure: number): Verdict {
  if (figure <= target) return "meets the target";
  return now !== undefined && !(figure <= now) ? "MISSED" : "misses the target only";
}

/** One peer in one work, beside ours. */
export interface Comparison {
  readonly peer: string;
  readonly work: string;
  readonly ours: number;
  readonly theirs: number;
}

/** What is said of a comparison. Less is better in every work; the same is not ahead. */
export function compare({ peer, work, ours, theirs }: Comparison): {
  readonly isAhead: boolean;
  readonly says: string;
} {
  const isAhead = ours < theirs;
  return { isAhead, says: `ours ${isAhead ? "ahead of" : "BEHIND"} ${peer} in ${work}` };
}

/** A side in the table of peers: against the floor, or by itself where the floor says nothing. */
export function shown({ kind }: Row, floor: number, figure: number): string {
  if (kind === "over") return `+${rounded(figure - floor)} ms`;
  return kind === "plain" ? `${rounded(figure)}x` : `${rounded(figure / floor)}x`;
}

/** Two digits after the point, and none where nobody would read them. */
export function rounded(figure: number): number {
  return Math.abs(figure) >= 100 ? Math.round(figure) : Math.round(figure * 100) / 100;
}
