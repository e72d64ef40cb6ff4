import type { Instant } from '../domain/clock.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { polesStanding } from '../scenario/poles-standing.ts';
import { formatPlayhead } from '../state/playhead.ts';
import type { TwinStats } from '../state/port.ts';
import type { Session } from '../state/session.ts';
import type { Stage } from './stage.ts';

export const UNGOVERNED: TwinStats['governed'] = {
  rung: 0,
  resolution: 1,
  screenSpaceError: 1,
  median: 0,
  budget: 0,
  steps: 0,
};
const NO_STATS: Omit<TwinStats, 'scenario' | 'heapBytes'> = {
  frames: 0,
  frameReasons: {},
  layers: {},
  primitives: 0,
  tiles: { loaded: 0, pending: 0, bytes: 0, features: 0 },
  uploads: { bytesLastFrame: 0, bytesTotal: 0 },
  drawCalls: 0,
  governed: UNGOVERNED,
  contextLosses: 0,
};

/** `twin.stats()`: what the scene has drawn, and what of the scenario stands at `at`. */
export function twinStats(stage: Stage, session: Session, scenario: CompiledScenario | null, at: Instant): TwinStats {
  return {
    ...(stage.scene?.stats() ?? NO_STATS),
    scenario:
      session.scenario && scenario
        ? {
            ...session.scenario,
            t: formatPlayhead(session),
            poles: polesStanding(scenario, session.scenario.alternative, at),
          }
        : null,
    heapBytes: (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0,
    contextLosses: stage.generation,
  };
}
