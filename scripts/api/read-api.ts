import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { type ApiItem, readDocModel } from "./doc-model.ts";
import { type EntryPoint, entryPoints } from "./entry-points.ts";

/** What one door of a package lets a user see. */
export interface PublicApi {
  readonly entry: EntryPoint;
  /** The text that the report of this door must have. */
  readonly report: string;
  /** The same as a tree, with the docstrings. */
  readonly items: readonly ApiItem[];
}

/** The types that sources may count on, the same for every package: tsconfig.base.json, and Node where a package asks. */
const compilerOptions = {
  target: "es2023",
  lib: ["es2024", "esnext.disposable", "esnext.decorators", "dom", "dom.iterable", "dom.asynciterable"],
  module: "nodenext",
  moduleResolution: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: [],
};

/**
 * Reads the emitted types of every public package below `root`. One compiler for all of them: alone, each would load the
 * same libraries again.
 */
export function readApi(root: string): PublicApi[] {
  const folder = mkdtempSync(join(tmpdir(), "api-"));
  try {
    mkdirSync(join(folder, "reviewed"));
    const doors = entryPoints(root).map((entry, index) => ({
      entry,
      config: configure(root, entry, { folder, index }),
    }));
    const [first] = doors;
    if (first === undefined) return [];
    const compilerState = CompilerState.create(first.config, {
      additionalEntryPoints: doors.map((door) => door.entry.types),
    });
    return doors.map(({ entry, config }, index) => {
      extract(config, compilerState);
      const report = readFileSync(join(folder, "reviewed", `${index}.api.md`), "utf8");
      return { entry, report: frame(entry, report), items: readDocModel(join(folder, `${index}.json`)) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function configure(root: string, entry: EntryPoint, place: { folder: string; index: number }): ExtractorConfig {
  const projectFolder = join(root, "packages", entry.folder);
  const silent = { default: { logLevel: ExtractorLogLevel.None, addToApiReportFile: false } };
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder,
      mainEntryPointFilePath: entry.types,
      newlineKind: "lf",
      compiler: { overrideTsconfig: { compilerOptions, files: [entry.types] } },
      // A name that is not exported but stands in the type of one that is, such as the base of an options object: what
      // changes in it changes for the user.
      apiReport: {
        enabled: true,
        includeForgottenExports: true,
        reportFolder: join(place.folder, "reviewed"),
        reportTempFolder: place.folder,
        reportFileName: `${place.index}.api.md`,
      },
      docModel: {
        enabled: true,
        includeForgottenExports: true,
        apiJsonFilePath: join(place.folder, `${place.index}.json`),
        projectFolderUrl: ".",
      },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: silent,
        tsdocMessageReporting: silent,
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(projectFolder, "package.json"),
  });
}

function extract(config: ExtractorConfig, compilerState: CompilerState): void {
  const errors: string[] = [];
  Extractor.invoke(config, {
    compilerState,
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error)
        errors.push(message.formatMessageWithLocation(config.projectFolder));
      message.handled = true;
    },
  });
  if (errors.length > 0)
    throw new Error(`The types of ${config.mainEntryPointFilePath} cannot be read:\n${errors.join("\n")}`);
}

/**
 * The declarations alone under a heading of ours: the tool's own says neither which door it is nor how to renew it. Its marks
 * say nothing here: everything is public, and what lacks a docstring is seen elsewhere.
 */
function frame(entry: EntryPoint, report: string): string {
  const code = /```ts\n([^]*?)\n```/.exec(report)?.[1] ?? "";
  const marks = /^ *\/\/ (@public|\(undocumented\)|\(No @packageDocumentation comment for this package\))$\n?/gm;
  // One member of a long union a line, so that the difference shows which one is new.
  const lines = code.replaceAll(marks, "").trim().split("\n");
  const body = lines.map((line) => (line.length > 120 ? line.replaceAll(" | ", "\n    | ") : line)).join("\n");
  return `# The public API of ${entry.name}

Written by \`pnpm api:update\` from the types that users get. A change here is a change for users: review it as one.

\`\`\`ts
${body}
\`\`\`
`;
}
