import { expect, it } from 'vitest';
import { areaOf } from '../../model/ring.ts';
import type { ReadOptions } from '../collector.ts';
import { vectorTile } from '../test-inputs.ts';
import { vectorTileRecords } from './vector-tile-records.ts';

it('joins the pieces of a building where four tiles of a deep zoom meet, each cut and rounded by itself', async () => {
  // What tiles hold of the outline (989, 119), (-8, 409), (6, -279), (535, -999) about their common corner, 80 steps beyond their edges.
  const cut: readonly [x: number, y: number, points: readonly (readonly [number, number])[]][] = [
    [
      0,
      0,
      [
        [4095, 4176],
        [4102, 3817],
        [4176, 3716],
        [4176, 4176],
      ],
    ],
    [
      1,
      0,
      [
        [-1, 4176],
        [6, 3817],
        [535, 3097],
        [973, 4176],
      ],
    ],
    [
      0,
      1,
      [
        [4088, 409],
        [4098, -80],
        [4176, -80],
        [4176, 383],
      ],
    ],
    [
      1,
      1,
      [
        [-8, 409],
        [2, -80],
        [908, -80],
        [989, 119],
      ],
    ],
  ];
  const [zoom, column, row] = [18, 137_999, 91_999];
  const tiles = cut.map(([x, y, points]) => ({
    z: zoom,
    x: column + x,
    y: row + y,
    data: () => vectorTile([{ height: 12, points: points.toReversed() }]),
  }));
  const options: ReadOptions = { crs: null, height: null, id: null };
  const archive = { format: 'PMTiles', tiles, close: () => {} };
  const records = [];
  for await (const batch of vectorTileRecords(archive, 'a.pmtiles', options).batches) records.push(...batch);
  expect(records).toHaveLength(1);
  expect(records[0]?.properties?.height).toBe(12);
  const polygons = records[0]?.geometry?.coordinates as [number, number][][][];
  expect(polygons).toHaveLength(1);
  const outline = [
    [989, 119],
    [-8, 409],
    [6, -279],
    [535, -999],
  ] as const;
  const [place = [0, 0]] = polygons[0]?.[0] ?? [];
  const step = (40_075_017 / 2 ** zoom / 4096) * Math.cos(((place[1] as number) * Math.PI) / 180);
  const steps = outline.reduce((sum, [x, y], i) => {
    const [nx, ny] = outline[(i + 1) % outline.length] as readonly [number, number];
    return sum + (x * ny - nx * y) / 2;
  }, 0);
  expect(areaOf(polygons[0] ?? []) / (Math.abs(steps) * step ** 2)).toBeCloseTo(1, 1);
});
