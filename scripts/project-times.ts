import type { Reporter, TestModule } from "vitest/node";

/** Prints what the tests of each project took together, so that a slow project is seen before the whole is too slow. */
export class ProjectTimes implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const totals = new Map<string, { files: number; ms: number }>();
    for (const module of modules) {
      const { files, ms } = totals.get(module.project.name) ?? { files: 0, ms: 0 };
      const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } =
        module.diagnostic();
      const spent = environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration;
      totals.set(module.project.name, { files: files + 1, ms: ms + spent });
    }
    console.log("\nTime of each project (its files added up; files of several run side by side)");
    for (const [name, { files, ms }] of [...totals].toSorted(([, a], [, b]) => b.ms - a.ms)) {
      console.log(`  ${name.padEnd(12)} ${(ms / 1000).toFixed(1).padStart(6)} s  ${files} files`);
    }
  }
}
