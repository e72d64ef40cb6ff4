import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AssetTable } from '../domain/asset.ts';
import { runStorm, type StormQuestion } from '../scenario/drainage/storm-run.ts';
import { DEFAULT_SESSION } from '../state/session.ts';
import { USUAL_STORM } from '../state/storm.ts';
import { createStormView, type StormView } from './storm-view.ts';

const points: AssetTable = {
  layer: 'waterlogging',
  count: 1,
  capacity: 1,
  ids: ['WL-01'],
  positions: Float64Array.of(116.6, 35.42, 0),
  headings: new Float32Array(1),
  columns: { catchment: [4], basin: [2000], runoff: [0.7], drainage: [0.5] },
  provenance: 'illustrative',
};

/** Workers that were started, each with what it was asked; they answer when they are told to. */
let started: { readonly answer: () => void; ended: boolean }[];
/** The browser's workers, which node has not. */
class FakeWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly #own = { answer: () => {}, ended: false };
  postMessage(question: StormQuestion): void {
    this.#own.answer = () => this.onmessage?.({ data: { answer: runStorm(question) } });
    started.push(this.#own);
  }
  terminate(): void {
    this.#own.ended = true;
  }
}

let view: StormView;
let years: number;
const moment = () => ({
  session: { ...DEFAULT_SESSION, storm: { ...USUAL_STORM, years, site: 'WL-01', start: 0 } },
  scenario: null,
});
beforeEach(async () => {
  vi.stubGlobal('Worker', FakeWorker);
  started = [];
  years = 30;
  let loaded = () => {};
  const code = new Promise<void>((resolve) => {
    loaded = resolve;
  });
  view = createStormView(new Map([['waterlogging', points]]), () => loaded());
  view.of(moment());
  await code;
});
afterEach(() => {
  view.close();
  vi.unstubAllGlobals();
});

test('a picture waits for the run of what is shown, and for the next one where the question changes meanwhile', async () => {
  let settled = false;
  const waiting = view.settled(moment).then(() => {
    settled = true;
  });
  expect(view.of(moment())?.kind).toBe('running');
  years = 50;
  expect(view.of(moment())?.kind).toBe('running');
  expect(started.map(({ ended }) => ended)).toEqual([true, false]);
  await Promise.resolve();
  expect(settled).toBe(false);
  started[1]?.answer();
  await waiting;
  expect(view.of(moment())).toMatchObject({ kind: 'ready' });
});

test('going back to what was answered before runs nothing again', () => {
  view.of(moment());
  started[0]?.answer();
  const first = view.of(moment());
  years = 50;
  view.of(moment());
  started[1]?.answer();
  years = 30;
  const again = view.of(moment());
  expect(started).toHaveLength(2);
  expect(first?.kind === 'ready' && again?.kind === 'ready' && again.answer === first.answer).toBe(true);
});

test('what is stopped keeps nobody waiting', async () => {
  view.of(moment());
  const waiting = view.settled(moment);
  view.cancel();
  await waiting;
  expect(view.of(moment())?.kind).toBe('cancelled');
});
