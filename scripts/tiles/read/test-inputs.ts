import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Pbf from 'pbf';
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

/** A Mapbox vector tile with one layer of polygons in tile steps, one ring a feature. */
export function vectorTile(
  features: readonly { id?: number; height: number; points: readonly (readonly [number, number])[] }[],
): Buffer {
  const zigzag = (n: number): number => (n << 1) ^ (n >> 31);
  const writer = new Pbf();
  writer.writeMessage(
    3,
    (_, layer) => {
      layer.writeVarintField(15, 2);
      layer.writeStringField(1, 'building');
      features.forEach(({ id, points }, i) => {
        layer.writeMessage(
          2,
          (_none, feature) => {
            if (id !== undefined) feature.writeVarintField(1, id);
            feature.writePackedVarint(2, [0, i]);
            feature.writeVarintField(3, 3);
            const geometry: number[] = [];
            let [x, y] = [0, 0];
            points.forEach(([px, py], k) => {
              if (k === 0) geometry.push((1 << 3) | 1);
              if (k === 1) geometry.push(((points.length - 1) << 3) | 2);
              geometry.push(zigzag(px - x), zigzag(py - y));
              [x, y] = [px, py];
            });
            geometry.push((1 << 3) | 7);
            feature.writePackedVarint(4, geometry);
          },
          null,
        );
      });
      layer.writeStringField(3, 'render_height');
      for (const { height } of features)
        layer.writeMessage(4, (_none, value) => value.writeDoubleField(3, height), null);
      layer.writeVarintField(5, 4096);
    },
    null,
  );
  return Buffer.from(writer.finish());
}
