import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** One figure of one side of a work. */
export interface Sample {
  readonly figure: number;
  readonly unit: string;
  /** Other sides that the work has, by name. */
  readonly beside: readonly string[];
}

const FILE = fileURLToPath(new URL("./measure.ts", import.meta.url));

/** Measures one side of a work in a fresh process. Undefined when the work does not have that side. */
export function sample(work: string, side: string, peerFile: string = ""): Sample | undefined {
  const said = execFileSync(process.execPath, ["--expose-gc", FILE, work, side, peerFile], {
    encoding: "utf8",
    // What a peer says while it works is not the bench's business.
    stdio: ["ignore", "pipe", peerFile === "" ? "inherit" : "ignore"],
  });
  const line = said.trimEnd().split("\n").at(-1) ?? "";
  // The last line that measure.ts prints.
  const { figure, unit, beside } = JSON.parse(line) as Partial<Sample> & Pick<Sample, "unit" | "beside">;
  return figure === undefined ? undefined : { figure, unit, beside };
}

/** The figures of every side of every work. */
export class Samples {
  readonly #figures = new Map<string, number[]>();
  readonly #units = new Map<string, string>();

  add(work: string, side: string, { figure, unit }: Sample): void {
    const key = `${work} ${side}`;
    this.#units.set(work, unit);
    this.#figures.set(key, [...(this.#figures.get(key) ?? []), figure]);
  }

  figures(work: string, side: string): readonly number[] {
    return this.#figures.get(`${work} ${side}`) ?? [];
  }

  unit(work: string): string {
    return this.#units.get(work) ?? "";
  }
}
