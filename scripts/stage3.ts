import { transform } from "esbuild";
import type { Plugin } from "vitest/config";

/** Lowers TC39 decorators for the tests: neither the test runner's compiler nor V8 can run them yet. */
export function stage3Decorators(): Plugin {
  return {
    name: "stage3-decorators",
    enforce: "pre",
    async transform(code, id) {
      const file = id.split("?")[0] ?? id;
      if (!/\.[mc]?ts$/.test(file) || !/^\s*@[A-Za-z_]/m.test(code)) return undefined;
      const out = await transform(code, {
        loader: "ts",
        target: "es2022",
        format: "esm",
        sourcefile: file,
        sourcemap: "external",
        tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, experimentalDecorators: false } },
      });
      return { code: out.code, map: out.map };
    },
  };
}
