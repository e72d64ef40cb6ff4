import type { Instant } from '../../domain/clock.ts';
import type { CompiledScenario } from '../compiled.ts';
import type { LightingFinding } from './lighting-findings.ts';
import { type LightingAnswer, type LightingQuestion, lightingQuestion } from './lighting-question.ts';

/** The part of a browser's Worker that is needed. */
export interface FindingsWorker {
  postMessage(question: LightingQuestion): void;
  onmessage: ((event: MessageEvent<LightingAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

/** What CJJ 45 says of alternatives, from a worker. */
export interface LightingJudge {
  /**
   * As `lightingFindings`, once. A question asked while another is on its way waits for it; one that was waiting is answered
   * with null, for nobody asks it any more. Rejects with what went wrong in the worker.
   */
  ask(compiled: CompiledScenario, alternative: string, at: Instant): Promise<readonly LightingFinding[] | null>;
}

interface Asked {
  readonly compiled: CompiledScenario;
  readonly alternative: string;
  readonly at: Instant;
  resolve(findings: readonly LightingFinding[] | null): void;
  reject(error: Error): void;
}

export function createLightingJudge(
  open: () => FindingsWorker = () => new Worker(new URL('./findings-worker.ts', import.meta.url), { type: 'module' }),
): LightingJudge {
  const known = new WeakMap<CompiledScenario, Map<string, readonly LightingFinding[]>>();
  let worker: FindingsWorker | null = null;
  let busy = false;
  let waiting: Asked | null = null;

  function start(asked: Asked): void {
    busy = true;
    worker ??= open();
    worker.onmessage = ({ data }) => {
      const own = known.get(asked.compiled) ?? new Map<string, readonly LightingFinding[]>();
      known.set(asked.compiled, own.set(`${asked.alternative} ${asked.at}`, data.findings));
      asked.resolve(data.findings);
      next();
    };
    worker.onerror = ({ message }) => {
      worker?.terminate();
      worker = null;
      asked.reject(new Error(message));
      next();
    };
    worker.postMessage(lightingQuestion(asked.compiled, asked.alternative, asked.at));
  }

  function next(): void {
    const asked = waiting;
    [busy, waiting] = [false, null];
    if (asked) start(asked);
  }

  return {
    ask(compiled, alternative, at) {
      const found = known.get(compiled)?.get(`${alternative} ${at}`);
      if (found) return Promise.resolve(found);
      return new Promise((resolve, reject) => {
        const asked = { compiled, alternative, at, resolve, reject };
        if (!busy) return start(asked);
        waiting?.resolve(null);
        waiting = asked;
      });
    },
  };
}
