import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { BuildingFeature } from '../feature.ts';
import { verticalExtent } from '../model/vertical-extent.ts';
import type { ReadOptions } from './collector.ts';
import { readInputs } from './read-inputs.ts';
import type { ReadCity } from './source.ts';

let folder = '';

/** Makes a folder for the files of a test file, and takes it away after its last test. */
export function keepInputs(): void {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tiles-inputs-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

/** Path of a file in the folder of the tests. */
export const at = (name: string): string => join(folder, name);

/** Reads a file of the folder as the tile build does. */
export async function read(name: string, options: Partial<ReadOptions> = {}): Promise<ReadCity> {
  return readInputs(
    { inputs: [at(name)], out: '', crs: null, height: null, id: null, json: false, ...options },
    () => {},
  );
}

export function buildings(source: ReadCity): BuildingFeature[] {
  return [...source.city.features].filter((feature) => feature.kind === 'building');
}

/** Height of each building by its id, metres above its ground. */
export function tops(source: ReadCity): Record<string, number> {
  return Object.fromEntries(buildings(source).map((each) => [each.id, verticalExtent(each)[1]]));
}

const [X, Y] = [116.6, 35.4];

/** A square of `size` degrees, `east` degrees east of the tests' corner; closed. */
export const ring = (east: number, size = 1e-3): [number, number][] => [
  [X + east, Y],
  [X + east + size, Y],
  [X + east + size, Y + size],
  [X + east, Y + size],
  [X + east, Y],
];
