import { useEffect, useState } from 'react';
import type { CompiledScenario, Kpi } from '../../scenario/compiled.ts';
import { figureSetsOf } from '../../scenario/kpis.ts';

/** Figures of one alternative by set. */
export type AllFigures = ReadonlyMap<string, ReadonlyMap<string, readonly Kpi[]>>;

/**
 * The figures of every alternative when all is done, set id → alternative → figures. They come one at a time with the screen
 * drawn between: light takes seconds.
 */
export function useAllFigures(plan: CompiledScenario): { readonly figures: AllFigures; readonly done: number } {
  const [state, setState] = useState<{ plan: CompiledScenario; figures: AllFigures; done: number }>({
    plan,
    figures: new Map(),
    done: 0,
  });
  useEffect(() => {
    const sets = figureSetsOf(plan);
    const jobs = plan.alternatives.flatMap(({ id }) => sets.map((set) => ({ id, set })));
    const figures = new Map(sets.map((set) => [set.id as string, new Map<string, readonly Kpi[]>()]));
    let timer = 0;
    let next = 0;
    const step = () => {
      const job = jobs[next++];
      if (!job) return;
      figures.get(job.set.id)?.set(job.id, job.set.figures(plan, job.id, plan.end));
      setState({
        plan,
        figures: new Map([...figures].map(([id, by]) => [id, new Map(by)])),
        done: Math.floor(next / sets.length),
      });
      timer = window.setTimeout(step);
    };
    timer = window.setTimeout(step);
    return () => window.clearTimeout(timer);
  }, [plan]);
  return state.plan === plan ? state : { figures: new Map(), done: 0 };
}
