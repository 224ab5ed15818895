import type { Ability, ModelDriver } from "./model-driver.ts";
import { Trial } from "./trial.ts";
import type { VendorAnswer } from "./vendor-answer.ts";

/** One thing that every model must do, ready to be registered with a test runner. */
export interface ConformanceCase {
  /** Driver and behaviour in one sentence, for the test runner. */
  readonly name: string;
  /** Resolves when the model does it; rejects with `ConformanceError` when it does not. */
  readonly run: () => Promise<void>;
}

/** A case before it is joined to a driver. */
export interface CasePlan {
  readonly name: string;
  readonly answers: readonly VendorAnswer[];
  readonly needs?: Ability | undefined;
  readonly body: (trial: Trial) => Promise<void>;
}

/** Joins plans to a driver. Plans that need what it lacks are left out. */
export function casesFor(driver: ModelDriver, plans: readonly CasePlan[]): readonly ConformanceCase[] {
  return plans
    .filter(({ needs }) => needs === undefined || driver.lacks?.includes(needs) !== true)
    .map(({ name, answers, body }) => ({
      name: `${driver.name} ${name}`,
      run: () => Trial.run(driver, answers, body),
    }));
}
