import { expect, it } from 'vitest';
import type { Path } from '../../src/domain/asset.ts';
import type { AreaFeature, AssetDraft, GroundClass, TreeDraft } from './feature.ts';
import { STREET_HEIGHT } from './stacking.ts';
import { standingAssets, standingTrees, surfaceOf } from './stand.ts';

/** A square about a place, degrees. */
const square = (x: number, y: number, half: number): Path => [
  [x - half, y - half],
  [x + half, y - half],
  [x + half, y + half],
  [x - half, y + half],
];
const area = (kind: GroundClass, ring: Path, height: number, holes: readonly Path[] = []): AreaFeature => ({
  kind: 'area',
  id: kind,
  class: kind,
  rings: [ring, ...holes],
  height,
});
const asset = (layer: string, x: number, y: number, height = 0, shape?: Path): AssetDraft => ({
  layer,
  id: `${layer}-1`,
  position: [x, y, height],
  heading: 0,
  attributes: {},
  ...(shape ? { shape } : {}),
});

const ISLAND = square(0, 0, 0.0001);
const surface = surfaceOf([
  area('block', square(0, 0, 0.003), STREET_HEIGHT.block),
  area('carriageway', square(0.005, 0, 0.002), STREET_HEIGHT.carriageway),
  area('footway', square(0, 0, 0.001), STREET_HEIGHT.footway, [ISLAND]),
  area('bed', square(0, 0.0005, 0.0001), 0.9),
  area('kerb', square(0, 0, 0.001), 0.5),
]);

it('finds the uppermost surface that carries something, neither plants nor kerbs nor what a hole leaves out', () => {
  expect(surface(0.0005, 0)).toBe(STREET_HEIGHT.footway);
  expect(surface(0, 0.0005)).toBe(STREET_HEIGHT.footway);
  expect(surface(0, 0)).toBe(STREET_HEIGHT.block);
  expect(surface(0.02, 0)).toBe(0);
});

it('takes the top of a ribbon of several heights', () => {
  const ring = square(0, 0, 0.001);
  const ballast = {
    ...area('rail', ring, 0.44),
    ribbon: { rows: [], across: [], along: [], heights: [0.06, 0.42, 0.06] },
  };
  expect(surfaceOf([ballast])(0, 0)).toBe(0.42);
});

it('stands furniture and trees on it, and leaves what hangs or lies alone', () => {
  const [lamp, sign, wire] = standingAssets(
    [
      asset('lamp', 0.0005, 0),
      asset('billboard', 0.0005, 0, 4),
      asset('overhead-line', 0.0005, 0, 0, square(0, 0, 0.001)),
    ],
    surface,
  );
  expect(lamp?.position).toEqual([0.0005, 0, STREET_HEIGHT.footway]);
  expect(sign?.position[2]).toBe(4);
  expect(wire?.position[2]).toBe(0);
  const tree: TreeDraft = { position: [0.0005, 0, 0], height: 6, crown: 4, species: 'willow' };
  expect(standingTrees([tree], surface)[0]?.position[2]).toBe(STREET_HEIGHT.footway);
});

it('lays standing water on the lowest surface of its basin', () => {
  const basin = square(0.0028, 0, 0.0005);
  expect(surface(0.0028, 0)).toBe(STREET_HEIGHT.block);
  expect(standingAssets([asset('waterlogging', 0.0028, 0, 0, basin)], surface)[0]?.position[2]).toBe(
    STREET_HEIGHT.carriageway,
  );
});
