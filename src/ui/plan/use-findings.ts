import { useEffect, useState } from 'react';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { Finding } from '../../scenario/findings.ts';
import { createLightingJudge } from '../../scenario/lighting/lighting-findings-later.ts';
import { judgeInSlices } from './judge-in-slices.ts';

/** One for the screen: what it remembers serves every panel. */
const LIGHT = createLightingJudge();

export interface ShownFindings {
  readonly plan: CompiledScenario;
  readonly alternative: string;
  readonly rules: readonly Finding[];
  /** Null while the worker is at it. */
  readonly light: readonly Finding[] | null;
  /** Why there is nothing to be said of the light. */
  readonly lightFailed: string | null;
}

/**
 * What rules and lighting targets say of an alternative when all is done. Null until it is known for the first time; while a
 * later edition is judged the findings of the one before stay.
 */
export function useFindings(plan: CompiledScenario, alternative: string): ShownFindings | null {
  const [shown, setShown] = useState<ShownFindings | null>(null);
  useEffect(() => {
    let gone = false;
    void judgeInSlices(plan, alternative, () => gone).then((rules) => {
      if (!rules) return;
      const found: ShownFindings = { plan, alternative, rules, light: null, lightFailed: null };
      setShown((before) => ({ ...found, light: before?.alternative === alternative ? before.light : null }));
      if ((plan.document.project.kind ?? 'poles') !== 'poles') return setShown({ ...found, light: [] });
      LIGHT.ask(plan, alternative, plan.end).then(
        (light) => {
          if (!gone && light) setShown({ ...found, light });
        },
        (error: Error) => {
          if (!gone) setShown({ ...found, light: [], lightFailed: error.message });
        },
      );
    });
    return () => {
      gone = true;
    };
  }, [plan, alternative]);
  return shown;
}
