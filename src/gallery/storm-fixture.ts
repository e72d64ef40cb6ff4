import type { AssetTable } from '../domain/asset.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { putStorm } from '../scenario/drainage/storm-question.ts';
import { runStorm, type StormAnswer } from '../scenario/drainage/storm-run.ts';
import type { Session } from '../state/session.ts';
import type { StormState } from '../state/storm-port.ts';

/** The shown storm, run on the page itself, once a question. */
export function fixtureStorm(
  tables: ReadonlyMap<string, AssetTable>,
  session: () => Session,
  scenario: () => CompiledScenario | null,
): () => StormState | null {
  let last: {
    readonly key: string;
    readonly answer: StormAnswer;
    state: StormState & { readonly kind: 'ready' };
  } | null = null;
  return () => {
    const { storm, assume, scenario: open } = session();
    if (!storm) return null;
    const ground = { points: tables.get('waterlogging'), drains: tables.get('drain'), plan: scenario(), assume };
    const put = putStorm(storm, { ...ground, alternative: open?.alternative ?? 'base' });
    if (!put) return null;
    if ('because' in put) return { kind: 'failed', because: put.because };
    if (last?.key !== put.key) {
      const answer = runStorm(put.question);
      last = { key: put.key, answer, state: { kind: 'ready', put, answer } };
    }
    // The same works under other names, or off the terrain, change no question.
    const same =
      JSON.stringify([put.built, put.outside]) === JSON.stringify([last.state.put.built, last.state.put.outside]);
    if (!same) last.state = { kind: 'ready', put, answer: last.answer };
    return last.state;
  };
}
