import { useEffect, useMemo, useState } from 'react';
import type { CompiledScenario, Kpi } from '../../scenario/compiled.ts';
import { figureSetsOf } from '../../scenario/kpis.ts';
import type { ConsentNeed } from '../../scenario/versions/consents.ts';
import {
  type FigureChange,
  type FindingChange,
  figureChanges,
  findingChanges,
  type RefusalEffect,
  refusalEffect,
} from '../../scenario/versions/refusal-effect.ts';
import { usePort } from '../desk-context.ts';
import { judgeInSlices } from '../plan/judge-in-slices.ts';
import type { VersionPage } from '../versions/version-page.ts';

type Alternative = VersionPage['document']['alternatives'][number];

/** What a refusal does, as far as it is computed. */
export interface Refused {
  readonly effect: RefusalEffect;
  readonly figures: readonly FigureChange[];
  /** Whether every figure was looked at. */
  readonly allFigures: boolean;
  /** Null while rules are being judged. */
  readonly findings: readonly FindingChange[] | null;
  /** Why the version cannot be computed on today's city; null: it can. */
  readonly failed: string | null;
}

/**
 * What one owner's refusal does to an alternative: at once what cannot be done, then figure by figure with the screen drawn
 * between, then the rules.
 */
export function useRefusal(
  document: VersionPage['document'],
  alternative: Alternative,
  needs: readonly ConsentNeed[],
  refused: readonly ConsentNeed[],
): Refused {
  const port = usePort();
  const key = JSON.stringify(refused);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lists are made anew at every drawing; their text is the key
  const effect = useMemo(() => refusalEffect(alternative, needs, refused), [alternative, key]);
  const [state, setState] = useState<Omit<Refused, 'effect'>>(NOTHING);
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    setState(NOTHING);
    let whole: CompiledScenario;
    let left: CompiledScenario;
    try {
      whole = port.compile(document);
      left = port.compile({
        ...document,
        alternatives: document.alternatives.map((each) => (each.id === alternative.id ? effect.alternative : each)),
      });
    } catch (error) {
      setState({ ...NOTHING, failed: (error as Error).message.split('\n')[0] ?? '' });
      return undefined;
    }
    const sets = figureSetsOf(whole);
    const found: FigureChange[] = [];
    let next = 0;
    const step = () => {
      const set = sets[next++];
      if (gone) return;
      if (!set) {
        void Promise.all([whole, left].map((each) => judgeInSlices(each, alternative.id, () => gone))).then(
          ([before, after]) => {
            if (!gone && before && after) setState((state) => ({ ...state, findings: findingChanges(before, after) }));
          },
        );
        return;
      }
      const of = (each: CompiledScenario): readonly Kpi[] => set.figures(each, alternative.id, each.end);
      found.push(...figureChanges(of(whole), of(left)));
      setState((before) => ({ ...before, figures: [...found], allFigures: next === sets.length }));
      timer = setTimeout(step);
    };
    timer = setTimeout(step);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [port, document, alternative, effect]);
  return { effect, ...state };
}

const NOTHING: Omit<Refused, 'effect'> = { figures: [], allFigures: false, findings: null, failed: null };
