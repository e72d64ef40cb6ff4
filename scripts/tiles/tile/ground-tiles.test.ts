import { beforeAll, describe, expect, it } from 'vitest';
import { localFrame, toGeographic } from '../../../src/domain/geo/local-frame.ts';
import type { AreaFeature, GroundClass } from '../feature.ts';
import { eastNorthUp } from './ellipsoid.ts';
import { encoderReady } from './glb.ts';
import { groundTiles } from './ground-tiles.ts';
import { groundScale } from './pyramid.ts';
import { parentOf, type Quadtree, quadtreeOver } from './quadtree.ts';
import type { TileContent } from './tileset.ts';

const CENTRE = [116.6, 35.41] as const;
const FRAME = localFrame(...CENTRE);
const square = (name: GroundClass, x: number, y: number, size: number): AreaFeature => ({
  kind: 'area',
  id: `${name} ${x} ${y}`,
  class: name,
  rings: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
    ].map(([a, b]) => toGeographic(FRAME, a as number, b as number)),
  ],
  height: 0.1,
});

/** Lawns of 300 m all over 7 km, and a paved yard of 10 m on each. */
const areas = Array.from({ length: 20 * 20 }, (_, i) => {
  const [x, y] = [350 * ((i % 20) - 10), 350 * (Math.floor(i / 20) - 10)];
  return [square('lawn', x, y, 300), square('plaza', x + 100, y + 100, 10)];
}).flat();

const tree: Quadtree = quadtreeOver([...toGeographic(FRAME, -3500, -3500), ...toGeographic(FRAME, 3500, 3500)]);

const bytesOf = (contents: readonly TileContent[]): number =>
  contents.reduce((sum, { packed }) => sum + packed.glb.length, 0);

describe('ground from afar', () => {
  let contents: readonly TileContent[] = [];
  beforeAll(async () => {
    await encoderReady;
    contents = [...groundTiles(areas, tree, eastNorthUp(...CENTRE), null)];
  });

  it('has a content above every whole one, up to the root', () => {
    const names = new Map(
      contents.map((content) => [`${content.cell.level} ${content.cell.x} ${content.cell.y}`, content]),
    );
    const { wholeLevel } = groundScale(tree);
    for (const { cell, above } of contents) {
      expect(above === true).toBe(cell.level < wholeLevel);
      if (cell.level === 0) continue;
      const parent = parentOf(cell);
      expect(names.get(`${parent.level} ${parent.x} ${parent.y}`)?.above).toBe(true);
    }
  });

  it('leaves no hole: every level reaches as far as the whole contents do', () => {
    const reach = (level: number) => {
      const extents = contents.filter(({ cell }) => cell.level === level).map(({ packed }) => packed.extent.bounds);
      return [
        Math.min(...extents.map(([west]) => west)),
        Math.min(...extents.map(([, south]) => south)),
        Math.max(...extents.map(([, , east]) => east)),
        Math.max(...extents.map(([, , , north]) => north)),
      ];
    };
    const { wholeLevel } = groundScale(tree);
    const whole = reach(wholeLevel);
    for (let level = 0; level < wholeLevel; level++)
      for (const [i, value] of reach(level).entries()) expect(value).toBeCloseTo(whole[i] as number, 9);
  });

  it('says all that lies in a cell in fewer bytes the coarser the level', () => {
    const { wholeLevel } = groundScale(tree);
    const bytes = Array.from({ length: wholeLevel + 1 }, (_, level) =>
      bytesOf(contents.filter(({ cell }) => cell.level === level)),
    );
    for (let level = 1; level <= wholeLevel; level++) expect(bytes[level - 1]).toBeLessThan(bytes[level] as number);
    expect(bytes[0]).toBeLessThan(0.2 * (bytes[wholeLevel] as number));
  });

  it('draws afar only what is large enough to be seen', () => {
    const corners = (level: number): number =>
      contents.filter(({ cell }) => cell.level === level).reduce((sum, { packed }) => sum + packed.vertices, 0);
    const { wholeLevel, toleranceAt } = groundScale(tree);
    // A yard of 10 m is drawn to 0.8 m, not where a pixel is 3 m and more; each lawn is cut by the cells of its level alone.
    const yards = 4 * 400;
    expect(toleranceAt(wholeLevel - 1)).toBe(0.8);
    expect(corners(wholeLevel)).toBeGreaterThan(2 * yards);
    expect(corners(wholeLevel - 1)).toBeGreaterThan(2 * yards);
    expect(corners(0)).toBeLessThanOrEqual(yards);
  });

  it('draws a small city whole at once', async () => {
    const few = [square('lawn', 0, 0, 200), square('plaza', 20, 20, 3)];
    const small = quadtreeOver([...toGeographic(FRAME, 0, 0), ...toGeographic(FRAME, 200, 200)]);
    const made = [...groundTiles(few, small, eastNorthUp(...CENTRE), null)];
    expect(made.map(({ cell, above }) => [cell.level, above])).toEqual([[0, undefined]]);
  });
});
