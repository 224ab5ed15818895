import type { Model } from "@definable/spec";
import { ConfigError } from "@definable/spec";
import type { AgentOptions } from "../config.ts";
import { checkLayerOptions } from "../known-options.ts";
import { resolveModel } from "../model/resolve-model.ts";
import type { ModelRef } from "../model/resolve-model.ts";
import type { LayerConfig } from "./layer-options.ts";

/** The layers among the options; undefined when there are none. Throws `INVALID_CONFIG` for what cannot be one. */
export function layersOf<Deps>(options: AgentOptions<Deps>): LayerConfig | undefined {
  const { memory, history, knowledge: given } = options;
  const knowledge = optionsOf(given && ("knowledge" in given ? given : { knowledge: given }));
  const compression = optionsOf(options.compression);
  const summary = optionsOf(options.summary);
  const always = (memory ?? knowledge ?? history ?? compression ?? summary) !== undefined;
  const readers = options.readers === true || (options.readers ? [options.readers].flat() : undefined);
  if (!always && readers === undefined) return undefined;
  checkLayerOptions({ knowledge, history, compression, summary });
  if (memory !== undefined) can(memory, "memory", ["recall", "update"]);
  if (knowledge !== undefined) can(knowledge.knowledge, "knowledge", ["retrieve"]);
  if (readers !== true) for (const reader of readers ?? []) can(reader, "readers", ["canRead", "read"]);
  return { memory, knowledge, readers, history, compression, summary, always };
}

interface WithModel {
  readonly model?: string | Model | undefined;
}

function optionsOf<Options extends WithModel>(
  given: boolean | Options | undefined,
): (Omit<Options, "model"> & { readonly model: ModelRef | undefined }) | undefined {
  if (given === undefined || given === false) return undefined;
  // True stands for an object without any option; where an option is needed, true is not offered.
  const options = (given === true ? {} : given) as Options;
  return { ...options, model: options.model === undefined ? undefined : resolveModel(options.model) };
}

function can(value: object, option: string, methods: readonly string[]): void {
  // What a caller without types may pass.
  const has = value as Readonly<Record<string, unknown>> | null;
  if (methods.every((method) => typeof has?.[method] === "function")) return;
  throw new ConfigError("INVALID_CONFIG", `The option ${option} needs ${methods.join(" and ")}; see its type in spec.`);
}
