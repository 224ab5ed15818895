import { readdirSync, existsSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { ProjectTimes } from "./scripts/project-times.ts";
import { RanTestsOf } from "./scripts/ran-tests.ts";
import { stage3Decorators } from "./scripts/stage3.ts";

const conditions = ["@definable/source", "node", "module", "import", "default"];

/** One project a folder with a test folder: a new package is picked up by being there. */
const roots = ["packages", "apps", "examples"].flatMap((parent) =>
  existsSync(parent)
    ? readdirSync(parent)
        .filter((name) => existsSync(`${parent}/${name}/test`))
        .map((name) => ({ name, root: `${parent}/${name}` }))
    : [],
);

export default defineConfig({
  plugins: [stage3Decorators()],
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    reporters: [new ProjectTimes(), new RanTestsOf("parity"), "default"],
    projects: [
      ...roots,
      ...["bench", "installs", "portable"].map((name) => ({ name, root: name })),
      { name: "house", root: "scripts" },
    ].map(({ name, root }) => ({
      extends: true as const,
      test: {
        name,
        root,
        include: ["test/**/*.test.ts"],
        // The house starts compilers and package managers, which a busy machine makes wait.
        testTimeout: root === "scripts" ? 60_000 : 5_000,
        // Holds every run of a package's own suite against what every run promises.
        setupFiles: existsSync(`${root}/test/setup/check-every-run.ts`) ? ["test/setup/check-every-run.ts"] : [],
        typecheck: {
          enabled: existsSync(`${root}/test-d`),
          tsconfig: "tsconfig.test.json",
          include: ["test-d/**/*.test-d.ts"],
        },
      },
    })),
  },
});
