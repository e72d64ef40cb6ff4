import { beforeAll, describe, expect, it } from 'vitest';
import { fillHoles } from '../../../src/domain/geo/fill-holes.ts';
import { heightAt } from '../../../src/domain/geo/height-field.ts';
import { localFrame, toGeographic, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { BuildingFeature, Rings, StructureFeature } from '../feature.ts';
import { areaPieces } from '../model/area-surface.ts';
import { quadtreeOver } from '../tile/quadtree.ts';
import { drape } from './drape.ts';
import { type Ground, makeGround } from './ground.ts';
import { hungAssets } from './hung-assets.ts';
import { latticeOver } from './lattice.ts';
import { scan } from './level-water.ts';
import { liftBuilding, liftStructure } from './lift.ts';
import { lowering } from './lowered.ts';
import { readQuantizedMesh, writeQuantizedMesh } from './quantized-mesh.ts';
import { makeRtin, trianglesIn } from './rtin.ts';

const CENTRE = [116.6, 35.4] as const;
const FRAME = localFrame(...CENTRE);
const at = (x: number, y: number): [number, number] => toGeographic(FRAME, x, y);
const BOUNDS = [...at(-900, -900), ...at(900, 900)] as unknown as readonly [number, number, number, number];

/** Hills of 40 m with a valley from north to south at x = 0, 20 m deep. */
function hills(longitude: number, latitude: number): number {
  const [x, y] = toLocal(FRAME, longitude, latitude);
  return 100 + 40 * Math.sin(x / 260) * Math.cos(y / 310) - 20 * Math.exp(-((x / 60) ** 2));
}

const square = (x: number, y: number, half: number): Rings => [
  [at(x - half, y - half), at(x + half, y - half), at(x + half, y + half), at(x - half, y + half)],
];
const RIVER: Rings = [[at(-15, -900), at(15, -900), at(15, 900), at(-15, 900)]];

let ground: Ground;
beforeAll(() => {
  ground = makeGround({ heightAt: hills, spacing: 14, remarks: [] }, BOUNDS, [RIVER]);
});

describe('the ground', () => {
  it('has nodes as close as its source is worth, and no more than its square holds', () => {
    const lattice = latticeOver(BOUNDS, 14);
    expect(lattice.step * FRAME.metresPerDegree[1]).toBeGreaterThanOrEqual(7);
    expect(lattice.step * FRAME.metresPerDegree[1]).toBeLessThan(14);
    const country = latticeOver([110, 30, 120, 40], 1);
    expect(country.side).toBeLessThanOrEqual(2049);
    expect(country.west).toBeLessThanOrEqual(110);
    expect(country.west + country.step * (country.side - 1)).toBeGreaterThanOrEqual(120);
  });

  it('is its source where there is no water', () => {
    for (const [x, y] of [
      [-500, 300],
      [400, -700],
      [120, 10],
    ] as const)
      expect(Math.abs(ground.heightAt(...at(x, y)) - hills(...at(x, y)))).toBeLessThan(0.25);
  });

  it('is level across the river, and below both its banks', () => {
    for (const y of [-700, -50, 480]) {
      const across = [-14, -7, 0, 7, 14].map((x) => ground.heightAt(...at(x, y)));
      expect(Math.max(...across) - Math.min(...across)).toBeLessThan(0.25);
      for (const x of [-60, 60]) expect(ground.heightAt(...at(x, y))).toBeGreaterThan(across[2]! + 0.5);
    }
  });

  it('spans the river for roads from bank to bank', () => {
    const surface = {
      positions: [...at(0, 200), 0, ...at(2, 200), 0, ...at(0, 202), 0],
      normals: [0, 0, 1, 0, 0, 1, 0, 0, 1],
      indices: [0, 1, 2],
    };
    const over = drape(surface, ground.lattice, ground.spanned).positions[2]!;
    expect(over).toBeGreaterThan(ground.heightAt(...at(0, 200)) + 1.5);
  });
});

describe('the network', () => {
  it('tiles its square without a gap or an overlap, whatever the tile', () => {
    const { rtin } = ground;
    let [area, outside] = [0, 0];
    for (let x = 0; x < rtin.side - 1; x += 64)
      for (let y = 0; y < rtin.side - 1; y += 64)
        for (const [ax, ay, bx, by, cx, cy] of trianglesIn(rtin, x, y, 64)) {
          if (Math.min(ax, bx, cx) < x || Math.max(ay, by, cy) > y + 64) outside++;
          area += Math.abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / 2;
        }
    expect(outside).toBe(0);
    expect(area).toBe((rtin.side - 1) ** 2);
  });

  it('has no corner within an edge of a neighbour', () => {
    const { rtin } = ground;
    const corners = new Set<number>();
    const triangles = [...trianglesIn(rtin, 0, 0, rtin.side - 1)];
    for (const [ax, ay, bx, by, cx, cy] of triangles)
      for (const node of [ay * rtin.side + ax, by * rtin.side + bx, cy * rtin.side + cx]) corners.add(node);
    let within = 0;
    for (const [ax, ay, bx, by, cx, cy] of triangles)
      for (const [px, py, qx, qy] of [
        [ax, ay, bx, by],
        [bx, by, cx, cy],
        [cx, cy, ax, ay],
      ] as const) {
        const pieces = Math.max(Math.abs(qx - px), Math.abs(qy - py));
        for (let k = 1; k < pieces; k++)
          if (corners.has((py + ((qy - py) * k) / pieces) * rtin.side + px + ((qx - px) * k) / pieces)) within++;
      }
    expect(triangles.length).toBeGreaterThan(1000);
    expect(within).toBe(0);
  });

  it('refuses a side that cannot be halved to the end', () => {
    expect(() => makeRtin(new Float32Array(36), 6, 0.1, 8)).toThrow(/6 nodes a side/);
  });
});

describe('draping', () => {
  const tree = quadtreeOver(BOUNDS);
  const road = (height: number, half: number) =>
    areaPieces(
      {
        kind: 'area',
        id: 'road',
        class: 'carriageway',
        rings: [[at(-800, 300 - half), at(800, 300 - half), at(800, 300 + half), at(-800, 300 + half)]],
        height,
      },
      tree,
    );

  it('keeps a road within 5 cm of the ground under all of it, also between its corners', () => {
    let worst = 0;
    for (const { surface } of road(0.3, 9)) {
      const { positions, indices } = drape(surface, ground.lattice, ground.rtin);
      for (let t = 0; t < indices.length; t += 3) {
        const [a, b, c] = [0, 1, 2].map((k) => positions.slice(3 * indices[t + k]!, 3 * indices[t + k]! + 3));
        for (const [u, v] of [
          [1 / 3, 1 / 3],
          [0.5, 0.5],
          [0.5, 0],
          [0, 0.5],
        ] as const) {
          const point = [0, 1, 2].map((k) => a![k]! + u * (b![k]! - a![k]!) + v * (c![k]! - a![k]!));
          worst = Math.max(worst, Math.abs(point[2]! - 0.3 - ground.heightAt(point[0]!, point[1]!)));
        }
      }
    }
    expect(worst).toBeLessThan(0.05);
  });

  it('loses nothing of an area', () => {
    const size = (surface: { positions: number[]; indices: number[] }): number => {
      let sum = 0;
      for (let t = 0; t < surface.indices.length; t += 3) {
        const [a, b, c] = [0, 1, 2].map((k) => {
          const i = 3 * surface.indices[t + k]!;
          return toLocal(FRAME, surface.positions[i]!, surface.positions[i + 1]!);
        }) as [number, number][];
        sum += ((b![0] - a![0]) * (c![1] - a![1]) - (b![1] - a![1]) * (c![0] - a![0])) / 2;
      }
      return sum;
    };
    for (const { surface } of road(0.3, 9))
      expect(size(drape(surface, ground.lattice, ground.rtin))).toBeCloseTo(size(surface), 1);
  });

  it('keeps layers apart exactly: what is 4 cm above stays 4 cm above', () => {
    const [below, above] = [0.3, 0.34].map((height) => drape(road(height, 9)[0]!.surface, ground.lattice, ground.rtin));
    expect(above!.positions.length).toBe(below!.positions.length);
    for (let i = 2; i < below!.positions.length; i += 3)
      expect(above!.positions[i]! - below!.positions[i]!).toBeCloseTo(0.04, 6);
  });

  it('leans the normals with the slope and carries colours and façade places along', () => {
    const corners = [at(400, 100), at(460, 100), at(400, 160)];
    const surface = {
      positions: corners.flatMap(([x, y]) => [x, y, 0]),
      normals: [0, 0, 1, 0, 0, 1, 0, 0, 1],
      indices: [0, 1, 2],
      colors: [0, 0, 0, 200, 0, 0, 0, 100, 0],
      facade: [0, 0, 60, 0, 0, 60],
    };
    const laid = drape(surface, ground.lattice, ground.rtin);
    const count = laid.positions.length / 3;
    expect(count).toBeGreaterThan(6);
    expect(laid.colors).toHaveLength(3 * count);
    for (let i = 0; i < count; i++) {
      const [x, y] = toLocal(FRAME, laid.positions[3 * i]!, laid.positions[3 * i + 1]!);
      expect(laid.facade![2 * i]).toBeCloseTo(x - 400, 2);
      expect(laid.colors![3 * i]! / 200).toBeCloseTo((x - 400) / 60, 1);
      const steep = (hills(...at(x + 5, y)) - hills(...at(x - 5, y))) / 10;
      expect(-laid.normals[3 * i]! / laid.normals[3 * i + 2]!).toBeCloseTo(steep, 1);
    }
  });
});

describe('standing on the ground', () => {
  const house = (x: number, y: number): BuildingFeature => ({
    kind: 'building',
    id: 'house',
    use: 'residential',
    storeys: 3,
    year: null,
    parts: [
      { rings: square(x, y, 12), base: 0, top: 10 },
      { rings: square(x, y, 4), base: 10, top: 13 },
    ],
  });

  it('a house has its base at the lowest ground under it and keeps its height', () => {
    const { parts } = liftBuilding(house(300, 0), ground);
    let lowest = Number.POSITIVE_INFINITY;
    for (let dx = -12; dx <= 12; dx++)
      for (let dy = -12; dy <= 12; dy++) lowest = Math.min(lowest, ground.heightAt(...at(300 + dx, dy)));
    expect(Math.abs(parts[0]!.base - lowest)).toBeLessThan(0.05);
    expect(parts[0]!.top - parts[0]!.base).toBeCloseTo(10, 6);
    expect(parts[1]!.base).toBeCloseTo(parts[0]!.top, 6);
    // Over all of its footprint the ground is at or above the base: nothing floats.
    expect(ground.heightAt(...at(288, -12))).toBeGreaterThanOrEqual(parts[0]!.base - 0.05);
  });

  it('a billboard on its roof moves with the house, a pole beside it with the ground', () => {
    const board = (x: number, height: number, bottom: number | null) => ({
      layer: 'billboard',
      id: `board ${x}`,
      position: [...at(x, 0), height] as const,
      heading: 0,
      attributes: bottom === null ? {} : { bottom },
    });
    const houses = [house(300, 0)];
    const lifted = houses.map((each) => liftBuilding(each, ground));
    const [roof, panel, pole] = hungAssets(
      [board(309, 10, 10.5), board(312.5, 5, 5), board(340, 0, 4)],
      houses,
      lifted,
      ground,
    );
    const absolute = (asset: { position: readonly [number, number, number] }) =>
      asset.position[2] + ground.heightAt(asset.position[0], asset.position[1]);
    expect(absolute(roof!)).toBeCloseTo(lifted[0]!.parts[0]!.top, 1);
    expect(absolute(panel!)).toBeCloseTo(lifted[0]!.parts[0]!.base + 5, 1);
    expect(roof!.attributes.bottom).toBeCloseTo(roof!.position[2] + 0.5, 6);
    expect(pole).toEqual(board(340, 0, 4));
  });

  it('a given surface is set down, whatever its heights count from', () => {
    const surface = Float64Array.from([...at(300, 0), 57, ...at(310, 0), 57, ...at(310, 10), 65]);
    const lifted = liftBuilding({ ...house(0, 0), parts: [], surface }, ground).surface!;
    const feet = [ground.heightAt(...at(300, 0)), ground.heightAt(...at(310, 0)), ground.heightAt(...at(310, 10))];
    expect(lifted[2]).toBeCloseTo(Math.min(...feet), 6);
    expect(lifted[8]! - lifted[2]!).toBeCloseTo(8, 6);
  });

  it('a bridge spans the valley from abutment to abutment, its piers reach the bottom', () => {
    const deck = [-150, 150].flatMap((x) => [...at(x, 0), 0.4, ...at(x, 8), 0.4, ...at(x, 4), 0.4]);
    const pier = [...at(0, 3), 0, ...at(0, 5), 0, ...at(0, 4), 5];
    const bridge: StructureFeature = {
      kind: 'structure',
      id: 'bridge',
      class: 'bridge',
      triangles: Float64Array.from([...deck, ...pier]),
      color: '#cccccc',
      floodlit: [0.4, 5],
    };
    const { triangles, floodlit } = liftStructure(bridge, ground);
    const ends = [ground.heightAt(...at(-150, 4)), ground.heightAt(...at(150, 4))] as const;
    expect(floodlit![0] - 0.4).toBeCloseTo(ends[0], 0);
    expect(floodlit![1] - floodlit![0]).toBeCloseTo(4.6, 9);
    expect(triangles[2]! - 0.4).toBeCloseTo(ends[0], 0);
    expect(triangles[11]! - 0.4).toBeCloseTo(ends[1], 0);
    // The feet stand in the river bed, far below the line between the abutments; the cap hangs from the deck.
    expect(triangles[20]).toBeCloseTo(ground.heightAt(...at(0, 3)), 6);
    expect(triangles[26]! - 5).toBeCloseTo((ends[0] + ends[1]) / 2, 0);
    expect(triangles[26]! - triangles[20]!).toBeGreaterThan(15);
  });
});

describe('quantized mesh', () => {
  const mesh = {
    bounds: [116.5, 35.3, 116.6, 35.4] as const,
    vertices: Float64Array.of(0, 0, 30, 1, 0, 40, 1, 1, 52.5, 0, 1, 31, 0.5, 0.5, 35),
    triangles: Uint32Array.of(4, 0, 1, 4, 1, 2, 4, 2, 3, 4, 3, 0),
    normals: Float32Array.of(0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1),
    water: new Uint8Array(65_536).fill(255, 0, 256),
  };

  it('comes back: corners, heights, triangles, edges, normals and water', () => {
    const read = readQuantizedMesh(writeQuantizedMesh(mesh));
    expect([read.minimum, read.maximum]).toEqual([30, 52.5]);
    const corners = Array.from(read.triangles, (i) => `${read.u[i]} ${read.v[i]} ${read.heights[i]!.toFixed(2)}`);
    expect(corners.slice(0, 3)).toEqual(['16384 16384 35.00', '0 0 30.00', '32767 0 40.00']);
    expect(read.triangles).toHaveLength(12);
    expect(Array.from(read.west, (i) => read.v[i]).sort()).toEqual([0, 32_767]);
    expect(Array.from(read.north, (i) => read.u[i]).sort()).toEqual([0, 32_767]);
    expect(read.normals).toHaveLength(10);
    expect(read.water![0]).toBe(255);
    expect(read.water![256]).toBe(0);
  });

  it('holds its vertices in its sphere and its horizon point outside the Earth', () => {
    const view = new DataView(writeQuantizedMesh(mesh).buffer);
    const number = (i: number) => view.getFloat64(i, true);
    const [x, y, z] = [number(32), number(40), number(48)];
    expect(Math.hypot(x, y, z)).toBeGreaterThan(6_360_000);
    const radius = number(56);
    expect(radius).toBeGreaterThan(6000);
    expect(radius).toBeLessThan(9000);
    const beyond = Math.hypot(number(64), number(72), number(80));
    expect(beyond).toBeGreaterThan(1);
    expect(beyond).toBeLessThan(1.01);
  });

  it('is refused when it was cut short', () => {
    const bytes = writeQuantizedMesh(mesh);
    expect(() => readQuantizedMesh(bytes.subarray(0, 100))).toThrow(RangeError);
  });
});

describe('coarse levels', () => {
  it('lie nowhere above the ground', () => {
    const lowered = lowering(ground);
    let over = Number.NEGATIVE_INFINITY;
    for (const cell of [4, 8, 64]) {
      const coarse = lowered(cell);
      const degrees = cell * ground.lattice.step;
      for (let x = BOUNDS[0]; x < BOUNDS[2] - degrees; x += degrees / 3)
        for (let y = BOUNDS[1]; y < BOUNDS[3] - degrees; y += degrees / 3) {
          const [i, j] = [
            Math.floor((x - ground.lattice.west) / degrees) * degrees + ground.lattice.west,
            Math.floor((y - ground.lattice.south) / degrees) * degrees + ground.lattice.south,
          ];
          const highest = Math.max(
            coarse(i, j),
            coarse(i + degrees, j),
            coarse(i, j + degrees),
            coarse(i + degrees, j + degrees),
          );
          over = Math.max(over, highest - heightAt(ground.field, x, y));
        }
    }
    expect(over).toBeLessThanOrEqual(0.02);
  });
});

describe('helpers of the raster', () => {
  it('scan counts holes out', () => {
    const hit: string[] = [];
    scan(
      [
        [
          [0.5, 0.5],
          [4.5, 0.5],
          [4.5, 4.5],
          [0.5, 4.5],
        ],
        [
          [1.5, 1.5],
          [1.5, 3.5],
          [3.5, 3.5],
          [3.5, 1.5],
        ],
      ],
      10,
      10,
      (x, y) => hit.push(`${x}${y}`),
    );
    expect(hit.sort()).toEqual(['11', '12', '13', '14', '21', '24', '31', '34', '41', '42', '43', '44']);
  });

  it('holes fill from their edge; a grid of holes alone stays as it is', () => {
    const grid = Float32Array.of(1, 1, 1, 1, Number.NaN, 1, 1, 1, 5);
    expect(fillHoles(grid, 3)).toBe(1);
    expect(grid[4]).toBeCloseTo(1.5, 5);
    const none = new Float32Array(4).fill(Number.NaN);
    expect(fillHoles(none, 2)).toBe(4);
    expect(none[0]).toBeNaN();
  });
});
