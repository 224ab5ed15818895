import { Cancelled } from "../run/cancel-scope.ts";
import type { Phase } from "../phases/phase.ts";
import type { Run } from "../run/run.ts";
import type { LiveContext } from "./live-context.ts";
import { callQuietly } from "./call-quietly.ts";
import type { PhaseContext } from "./phase-context.ts";
import type { PipelineNow, PlacedHook } from "./pipeline.ts";
import type { PipelinePhase } from "./pipeline-phase.ts";

/** The phases of one segment, with its context and its hooks in them. */
export function plannedPhases({ phases, hooks }: PipelineNow, segment: LiveContext): readonly Phase[] {
  return phases.map((listed) => {
    const phase = "own" in listed ? listed.own : asPhase(listed.added, segment);
    const here = hooks.filter(({ phase: name }) => name === "*" || name === phase.name);
    return here.length === 0 ? phase : hooked(phase, here, segment.at(phase.name));
  });
}

function asPhase(added: PipelinePhase<never>, segment: LiveContext): Phase {
  const context = segment.at(added.name);
  let wanting: { readonly error: unknown } | undefined;
  return {
    name: added.name,
    wanted() {
      try {
        return added.wanted?.(context) ?? true;
      } catch (error) {
        // Told as what the phase throws, with its start and its end.
        wanting = { error };
        return true;
      }
    },
    run(run) {
      if (wanting !== undefined) throw wanting.error;
      return race(run, () => added.run(context));
    },
  };
}

function hooked(phase: Phase, hooks: readonly PlacedHook[], context: PhaseContext<never>): Phase {
  const at = (place: string): readonly PlacedHook[] => hooks.filter(({ when }) => when === place);
  const [instead] = at("instead");
  return {
    name: phase.name,
    wanted: (run) => instead !== undefined || phase.wanted(run),
    async run(run) {
      await callHooks(run, at("before"), context);
      if (instead === undefined) await phase.run(run);
      else await race(run, () => instead.call(context as never));
      await callHooks(run, at("after"), context);
    },
  };
}

async function callHooks(run: Run, hooks: readonly PlacedHook[], context: PhaseContext<never>): Promise<void> {
  for (const { call, when, phase } of hooks) {
    const cut = await callQuietly(run, `A hook at ${when}:${phase}`, () => call(context as never));
    if (cut instanceof Cancelled) throw cut;
  }
}

/** Under the run's cancel: who does not hear it goes on alone. */
async function race(run: Run, work: () => unknown): Promise<void> {
  await run.scope.race(Promise.resolve(work()));
}
