import { useEffect, useState } from 'react';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { createJudge, type Finding } from '../../scenario/findings.ts';
import { createLightingJudge } from '../../scenario/lighting/lighting-findings-later.ts';

/** One of each for the screen: what they remember serves every panel. */
const RULES = createJudge();
const LIGHT = createLightingJudge();
/** Milliseconds of judging after which the screen may draw. */
const SLICE = 10;

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
    void judged(plan, alternative, () => gone).then((rules) => {
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

/** Judges in slices, so that the screen goes on drawing; null when nobody waits any more. */
async function judged(
  plan: CompiledScenario,
  alternative: string,
  gone: () => boolean,
): Promise<readonly Finding[] | null> {
  await breath();
  let began = performance.now();
  for (const _ of RULES.steps(plan, alternative)) {
    if (gone()) return null;
    if (performance.now() - began < SLICE) continue;
    await breath();
    began = performance.now();
  }
  return gone() ? null : RULES.findings(plan, alternative);
}

/** The next task of the page, after what waits already: unlike a timer of 0 ms it is not held back. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
