import type { Model } from "@definable/spec";
import type { ModelRef } from "../model/resolve-model.ts";

/** How an agent thinks before its model answers. `true` in its place: with every default. */
export interface ThinkingOptions {
  /** Who thinks: `"provider/id"`, or a model object. Default: the run's model. */
  readonly model?: string | Model | undefined;
  /** What the thinking model is told, in place of everything that it is told by default. */
  readonly instructions?: string | undefined;
  /**
   * `always` thinks in every run, `auto` asks the run's model first whether it is worth it, `never` does not. Default
   * `always`.
   */
  readonly trigger?: "always" | "auto" | "never" | undefined;
}

/** The options with every default applied. */
export interface ThinkingConfig {
  readonly model: ModelRef | undefined;
  readonly instructions: string | undefined;
  readonly trigger: "always" | "auto";
}
