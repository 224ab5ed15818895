import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import { root } from "./step.ts";

/** Where the names of the tests that passed are kept, for whoever wants to know what is shown. */
export const RAN_TESTS: string = join(root, "node_modules/.cache/definable/ran-tests.json");

/** The tests that passed, by file from the root. */
export type RanTests = { readonly [file: string]: readonly string[] };

/** Keeps the names of the tests that passed in one project. */
export class RanTestsOf implements Reporter {
  readonly #project: string;

  constructor(project: string) {
    this.#project = project;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const own = modules.filter((module) => module.project.name === this.#project);
    if (own.length === 0) return;
    const ran: RanTests = Object.fromEntries(
      own.map((module) => [
        relative(root, module.moduleId),
        [...module.children.allTests("passed")].map(({ name }) => name),
      ]),
    );
    mkdirSync(dirname(RAN_TESTS), { recursive: true });
    writeFileSync(RAN_TESTS, JSON.stringify(ran));
  }
}
