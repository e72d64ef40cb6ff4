import { afterEach, expect, it, vi } from 'vitest';
import type { TwinPort } from '../state/port.ts';
import { deskBesideFilm, deskPort, listenToSamples, listenToSession, sampleTick } from './sample-clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

function bench() {
  vi.useFakeTimers({ toFake: ['performance'] });
  const timer = new Set<() => void>();
  const store = new Set<() => void>();
  const hear = (heard: Set<() => void>) => (listener: () => void) => {
    heard.add(listener);
    return () => heard.delete(listener);
  };
  const tell = (heard: Set<() => void>) => () => {
    for (const each of [...heard]) each();
  };
  const time = { at: 1 };
  const port = {
    onSample: hear(timer),
    store: { subscribe: hear(store) },
    at: () => time.at,
    era: () => 'now',
    comparedAt: () => time.at,
  } as unknown as TwinPort;
  return { port, time, pass: tell(timer), change: tell(store), sources: () => timer.size + store.size };
}

it('tells every sample and every change, through one listener a source', () => {
  const { port, pass, change, sources } = bench();
  const seen = [0, 0];
  let changes = 0;
  const undos = [
    ...seen.map((_, i) => listenToSamples(port, () => (seen[i]! += 1))),
    listenToSession(port, () => (changes += 1)),
  ];
  expect(sources()).toBe(2);
  pass();
  change();
  expect(seen).toEqual([2, 2]);
  expect(changes).toBe(1);
  for (const undo of undos) undo();
  expect(sources()).toBe(0);
});

it('lets one sample a second through while a film is made, and is up to date after', () => {
  const { port, pass } = bench();
  let seen = 0;
  listenToSamples(port, () => (seen += 1));
  pass();
  const film = deskBesideFilm(port);
  for (let i = 0; i < 480; i++) {
    vi.advanceTimersByTime(10);
    pass();
  }
  expect(seen).toBe(1 + 4);
  const tick = sampleTick(port);
  film.end();
  film.end();
  expect(sampleTick(port)).toBe(tick + 1);
  pass();
  expect(seen).toBe(7);
});

it('stands where it stood before the film until the film is made', () => {
  const { port, time } = bench();
  const films = [deskBesideFilm(port)];
  time.at = 2;
  films.push(deskBesideFilm(port));
  films[0]!.end();
  expect([deskPort(port).at(), port.at()]).toEqual([1, 2]);
  films[1]!.end();
  expect(deskPort(port).at()).toBe(2);
});

it("does not follow a film's moments, but what the user does meanwhile", () => {
  const { port, change } = bench();
  let samples = 0;
  let changes = 0;
  listenToSamples(port, () => (samples += 1));
  listenToSession(port, () => (changes += 1));
  const film = deskBesideFilm(port);
  film.moment(change);
  expect([samples, changes]).toEqual([0, 0]);
  change();
  expect([samples, changes]).toEqual([1, 1]);
  expect(() =>
    film.moment(() => {
      throw new RangeError('no such moment');
    }),
  ).toThrow('no such moment');
  change();
  expect(changes, 'an error does not leave the desk deaf').toBe(2);
  film.end();
  expect([samples, changes]).toEqual([3, 3]);
});
