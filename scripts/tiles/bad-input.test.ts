import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Summary } from './build-city.ts';
import { khronosErrors } from './khronos-check.ts';
import { runTiles } from './run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-bad-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [X, Y] = [116.6, 35.4];
const ring = (
  x: number,
  y = 0,
  corners: readonly (readonly [number, number])[] = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
  ],
) => [...corners, corners[0] ?? [0, 0]].map(([a, b]) => [X + (x + a) * 1e-4, Y + (y + b) * 1e-4]);
const feature = (id: string | null, properties: object, ...rings: unknown[]) => ({
  type: 'Feature',
  properties: { ...(id === null ? {} : { id }), ...properties },
  geometry: { type: 'Polygon', coordinates: rings },
});

async function run(
  features: readonly unknown[],
  ...more: string[]
): Promise<{ code: number; summary: Summary; err: string }> {
  const file = join(folder, 'bad.geojson');
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
  let [out, err] = ['', ''];
  const code = await runTiles([file, '--out', join(folder, 'city'), '--json', ...more], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, summary: out === '' ? (undefined as never) : (JSON.parse(out) as Summary), err };
}

const told = (list: Summary['skipped']) => list.map(({ reason, count }) => [reason, count]);
const sound = Array.from({ length: 40 }, (_, i) => feature(`s${i}`, { height: 9 }, ring(3 * i, 5)));

it('repairs where that is safe, leaves out the rest, and says which is which', async () => {
  const bow = ring(10, 0, [
    [0, 0],
    [2, 2],
    [2, 0],
    [0, 2],
  ]);
  const swapped = ring(20).map(([x, y]) => [y, x]);
  const features = [
    ...sound,
    feature('bow', { height: 12 }, bow),
    feature('hole', { height: 12 }, ring(30), ring(90)),
    feature('exchanged', { height: 12 }, swapped),
    feature('zero', { height: 0, levels: 3 }, ring(40)),
    feature('negative', { height: -5 }, ring(44)),
    feature('giant', { height: 5000, levels: 4 }, ring(48)),
    feature(null, { height: 7 }, ring(52)),
    feature('s0', { height: 7 }, ring(56)),
    feature(
      'line',
      { height: 7 },
      ring(60, 0, [
        [0, 0],
        [1, 0],
        [2, 0],
      ]),
    ),
    feature('nan', { height: 7 }, [
      [X, Y],
      [null, Y],
      [X, Y + 1e-4],
      [X, Y],
    ]),
    feature(
      'stray',
      { height: 7 },
      ring(64).map(([x, y]) => [(x as number) - 70, y]),
    ),
    feature('metres', { height: 7 }, [
      [5e5, 4e6],
      [5.1e5, 4e6],
      [5e5, 4.1e6],
      [5e5, 4e6],
    ]),
  ];
  const { code, summary } = await run(features);
  expect(code).toBe(0);
  expect(summary.complete).toBe(false);
  expect(told(summary.repaired)).toEqual([
    ['longitude and latitude exchanged', 1],
    ['height that no building has: by its storeys, else 6 m', 3],
    ['outline that crosses itself', 1],
    ['hole outside its outline', 1],
  ]);
  expect(told(summary.skipped)).toEqual([
    ['coordinate is not a number', 1],
    ['not on Earth in the coordinate system of the file', 1],
    ['building without an area or a height', 1],
    ['far from the rest of the city', 1],
  ]);
  expect(summary.skipped.at(-1)?.examples).toEqual(['stray']);
  expect(summary.features).toBe(features.length - 4);
  for (const { what, remedy } of summary.problems)
    for (const words of [what, remedy]) expect(words.zh).toMatch(/\p{Script=Han}/u);
  expect(await khronosErrors(join(folder, 'city'))).toEqual([]);
});

it('tells by the exit code, when asked, that something was left out', async () => {
  const line = feature(
    'line',
    { height: 7 },
    ring(60, 0, [
      [0, 0],
      [1, 0],
      [2, 0],
    ]),
  );
  expect((await run([...sound, line], '--strict')).code).toBe(3);
  const whole = await run(sound, '--strict');
  expect([whole.code, whole.summary.complete]).toEqual([0, true]);
});

it('answers 2 on a layer without records', async () => {
  const { code, err } = await run([]);
  expect(code).toBe(2);
  expect(err.trim().split('\n').at(-1)).toMatch(/bad\.geojson: holds nothing that can be drawn/);
});
