import { expect, test } from 'vitest';
import { type Random, seededRandom } from '../../domain/random.ts';
import { DRAINAGE_ASSUMPTIONS, drainageValues } from './assumptions.ts';
import type { DrainageInputs, Terrain } from './drainage-inputs.ts';
import { depthAt, depthSurface, type Inundation, inundate } from './inundation.ts';
import { BORROWED_FORMULAS, chicagoHyetograph, type StormFormula } from './storm.ts';

const values = drainageValues(DRAINAGE_ASSUMPTIONS).mid;
const formula = BORROWED_FORMULAS[0] as StormFormula;
const bare = (terrain: Terrain, change: Partial<DrainageInputs> = {}): DrainageInputs => ({
  terrain,
  surface: new Uint8Array(terrain.ground.length),
  values,
  inlets: [],
  pipes: [],
  outfalls: [],
  pumps: [],
  tanks: [],
  ...change,
});
/** All rain runs off. */
const sealed = { ...values, runoffRoof: 1 };

/** Hills of several sizes near 36 m, some of it flat, as random as the seed. */
function hills(random: Random, columns = 24, rows = 17, edge: Terrain['edge'] = 'open'): Terrain {
  const waves = Array.from(
    { length: 6 },
    () => [random() * 0.9, random() * 0.9, random() * 6, random() * 0.3] as const,
  );
  const ground = Float64Array.from({ length: columns * rows }, (_, i) => {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    const height = waves.reduce((sum, [a, b, c, d]) => sum + d * Math.sin(a * x + b * y + c), 36 + 0.1 * random());
    return random() < 0.3 ? Math.round(height * 10) / 10 : height;
  });
  return { columns, rows, cell: 5, ground, edge };
}

/** A city on random hills: everything drains something, the river rises. */
function city(seed: number): DrainageInputs {
  const random = seededRandom(seed);
  const terrain = hills(random, 24, 17, seed % 3 ? 'open' : 'closed');
  const cell = () => Math.floor(random() * terrain.ground.length);
  const some = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  return bare(terrain, {
    surface: Uint8Array.from(terrain.ground, () => Math.floor(random() * 5)),
    outfalls: [
      { id: 'mouth', crown: 35.6, river: Float64Array.from({ length: 90 }, (_, minute) => 35.3 + minute / 100) },
    ],
    pipes: [
      { id: 'main', diameter: 0.5, slope: 0.002, length: 200, to: 'mouth' },
      { id: 'branch', diameter: 0.3, slope: 0.003, length: 100, to: 'main' },
    ],
    inlets: some(12, (i) => ({
      id: `inlet${i}`,
      cell: cell(),
      kind: 'grate',
      count: 2,
      pipe: i % 2 ? 'main' : 'branch',
    })),
    pumps: some(2, (i) => ({ id: `pump${i}`, cell: cell(), rate: 0.05, on: 36.1, off: 35.9 })),
    tanks: some(2, (i) => ({ id: `tank${i}`, cell: cell(), volume: 15, weirLength: 1, crest: 0.02 })),
  });
}

const storm = (years: number) => chicagoHyetograph({ formula, years, minutes: 60, peakRatio: 0.4 });
const standing = (run: Inundation, minute: number) => {
  let depth = 0;
  for (let cell = 0; cell < run.terrain.ground.length; cell++) depth += depthAt(run, cell, minute);
  return depth * run.terrain.cell ** 2;
};

test('water is conserved to 1e-6 in every minute, measured on the ground, on forty random terrains', () => {
  let [pipes, pumps, tanks, edge] = [0, 0, 0, 0];
  for (let seed = 1; seed <= 40; seed++) {
    const inputs = city(seed);
    const rain = storm(30);
    const run = inundate(inputs, rain, 120);
    const { balance } = run;
    const psi = [0.9, 0.6, 0.45, 0.3, 0.15];
    const area = inputs.surface.reduce((sum, each) => sum + 25 * (psi[each] as number), 0);
    for (let minute = 0; minute < 120; minute++) {
      const at = (column: keyof typeof balance, when = minute) => balance[column][when] ?? 0;
      const runoff = ((rain[minute] ?? 0) / 1000) * area;
      const start = minute === 0 ? 0 : standing(run, minute - 1) + at('tanks', minute - 1);
      const end = standing(run, minute) + at('tanks') + at('piped') + at('pumped') + at('left');
      const scale = Math.max(start + runoff, 1e-3);
      expect(Math.abs(start + runoff - end) / scale).toBeLessThan(1e-6);
      for (const column of ['piped', 'pumped', 'left'] as const) expect(at(column)).toBeGreaterThanOrEqual(0);
    }
    const total = (column: Float64Array) => column.reduce((sum, each) => sum + each, 0);
    pipes += total(balance.piped);
    pumps += total(balance.pumped);
    tanks += balance.tanks[119] as number;
    edge += total(balance.left);
  }
  for (const part of [pipes, pumps, tanks, edge]) expect(part).toBeGreaterThan(1);
});

test('more rain never stands lower, anywhere, at any minute', () => {
  let deeper = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const inputs = city(seed);
    const random = seededRandom(seed + 1000);
    const rain = storm(5);
    const less = inundate(inputs, rain, 120);
    const more = inundate(inputs, seed % 2 ? storm(30) : rain.map((each) => each + random() * 0.4), 120);
    for (let minute = 0; minute < 120; minute++)
      for (let cell = 0; cell < inputs.surface.length; cell++) {
        const [low, high] = [depthAt(less, cell, minute), depthAt(more, cell, minute)];
        if (high < low - 1e-9) expect.fail(`seed ${seed}, minute ${minute}, cell ${cell}: ${high} under ${low}`);
        if (high > low + 0.01) deeper++;
      }
  }
  expect(deeper).toBeGreaterThan(1000);
});

/**
 * A trough of cells of 1 m² between walls that no rain falls on, closed on the left, open on the right: three hollows in a cascade.
 *
 *   wall A  A  sill1 B  sill2 C  sill3(edge)
 *   9    2  2  4     1  3     0  1
 */
const cascade = (): Terrain => ({
  columns: 8,
  rows: 3,
  cell: 1,
  ground: Float64Array.of(...Array(8).fill(9), 9, 2, 2, 4, 1, 3, 0, 1, ...Array(8).fill(9)),
  edge: 'open',
});
/** Walls (green) shed nothing, the trough sheds all. */
const trough = {
  surface: Uint8Array.from({ length: 24 }, (_, cell) => (cell >= 8 && cell < 16 ? 0 : 4)),
  values: { ...sealed, runoffGreen: 0 },
};

test('a cascade of three basins, computed by hand', () => {
  // The left wall drains to A; sill1 (4) falls more steeply to B (1) than to A (2); sill2 (3) to C (0) rather than to B (1);
  // sill3 (1) to C (0). So of 1 m of rain A gets 3 m³, B 2 m³, C 3 m³.
  const run = inundate(bare(cascade(), trough), Float64Array.of(1000, 1000));
  const depths = (minute: number) => [9, 12, 14].map((cell) => depthAt(run, cell, minute));
  // Minute 1. A: 3 m³ on 2 m² → 1.5 m, below its sill at 4. B: 2 m³ on 1 m² fills it to its sill at 3, nothing over.
  // C: 3 m³, holds 1 m³ below its sill at 1; 2 m³ leave.
  expect(depths(0)).toEqual([1.5, 2, 1].map((each) => expect.closeTo(each, 12)));
  expect(run.balance.left[0]).toBeCloseTo(2, 12);
  // Minute 2. A: 6 m³, holds 4 below its sill; 2 m³ go to B, which is full and passes these and its own 2 to C, which passes all on:
  // 2 + 2 + 3 = 7 m³ leave.
  expect(depths(1)).toEqual([2, 2, 1].map((each) => expect.closeTo(each, 12)));
  expect(run.balance.left[1]).toBeCloseTo(7, 12);
  expect([...depthSurface(run, 1)].slice(8, 16).map((each) => Math.round(each * 1e6) / 1e6)).toEqual([
    0, 2, 2, 0, 2, 0, 1, 0,
  ]);
});

test('full twins become one pool, whose level runs on above their sill', () => {
  // Closed: A (2 cells at 0) | sill 1 | B (1 cell at 0.5). Together 4 m² above 1 m. All of the sill drains to A, the steeper side.
  const terrain: Terrain = { columns: 4, rows: 1, cell: 1, ground: Float64Array.of(0, 0, 1, 0.5), edge: 'closed' };
  const run = inundate(bare(terrain, { values: sealed }), Float64Array.of(500, 250, 1000));
  // 0.5 m: A has 1.5 m³ on 2 m² → 0.75; B 0.5 m³ on 1 m² → just full at 1.0. 0.25 m more: A 2.25 m³, holds 2; B holds 0.5, has 0.75:
  // 3.0 m³ in all, 2.5 below the sill, so 0.5 m³ on 4 m² → 1.125 m. 1 m more: 4 m³ → 2.125 m.
  expect(depthAt(run, 0, 0)).toBeCloseTo(0.75, 12);
  expect(depthAt(run, 3, 0)).toBeCloseTo(0.5, 12);
  expect([0, 2, 3].map((cell) => depthAt(run, cell, 1))).toEqual(
    [1.125, 0.125, 0.625].map((each) => expect.closeTo(each, 12)),
  );
  expect(depthAt(run, 0, 2)).toBeCloseTo(2.125, 12);
});

test('a flood on an open terrain stands at the filled terrain, whatever the basins', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const terrain = hills(seededRandom(seed), 16, 13);
    const run = inundate(bare(terrain), Float64Array.of(1e5, 0));
    const filled = filledGround(terrain);
    for (let cell = 0; cell < filled.length; cell++)
      expect(depthAt(run, cell, 1)).toBeCloseTo((filled[cell] as number) - (terrain.ground[cell] as number), 9);
  }
});

/** The lowest level at which water of each cell finds a way over the edge: lowered until nothing changes (Planchon and Darboux 2002). */
function filledGround({ columns, rows, ground }: Terrain): number[] {
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= columns || y >= rows ? -1 : y * columns + x);
  const filled = [...ground].map(() => Number.POSITIVE_INFINITY);
  for (let changed = true; changed; ) {
    changed = false;
    for (let cell = 0; cell < filled.length; cell++) {
      const [x, y] = [cell % columns, Math.floor(cell / columns)];
      for (let i = 0; i < 9; i++) {
        const next = at(x + (i % 3) - 1, y + Math.floor(i / 3) - 1);
        const level = Math.max(ground[cell] as number, next < 0 ? Number.NEGATIVE_INFINITY : (filled[next] as number));
        if (level < (filled[cell] as number)) {
          filled[cell] = level;
          changed = true;
        }
      }
    }
  }
  return filled;
}

/** A closed bowl of 10 × 10 cells whose middle lies lowest; one group of inlets in the middle. */
const bowl = (river: number, change: Partial<DrainageInputs> = {}): DrainageInputs => {
  const ground = Float64Array.from(
    { length: 100 },
    (_, i) => 35 + 0.05 * Math.hypot((i % 10) - 4, Math.floor(i / 10) - 4),
  );
  return bare(
    { columns: 10, rows: 10, cell: 10, ground, edge: 'closed' },
    {
      inlets: [{ id: 'low point', cell: 44, kind: 'grate', count: 6, pipe: 'pipe' }],
      pipes: [{ id: 'pipe', diameter: 0.6, slope: 0.002, length: 300, to: 'river' }],
      outfalls: [{ id: 'river', crown: 34, river }],
      ...change,
    },
  );
};

test('a river above the street lets nothing out; one below the mouth lets all out', () => {
  const [free, high] = [inundate(bowl(33), storm(3), 240), inundate(bowl(40), storm(3), 240)];
  expect(Math.max(...high.balance.piped)).toBe(0);
  expect(depthAt(high, 44, 239)).toBeGreaterThan(depthAt(high, 44, 30));
  expect(depthAt(free, 44, 239)).toBeLessThan(0.02);
  // 6 grates of 20 L/s, 60 % of them free, for a minute.
  expect(Math.max(...free.balance.piped)).toBeCloseTo(6 * 0.02 * 0.6 * 60, 9);
  // A river 10 cm over the low point: what stands above it leaves, the rest stays.
  const between = inundate(bowl(35.1), storm(3), 240);
  expect(depthAt(between, 44, 239)).toBeGreaterThan(0.1 - 1e-9);
  expect(depthAt(between, 44, 239)).toBeLessThan(0.12);
  expect(depthAt(high, 44, 239)).toBeGreaterThan(0.2);
});

test('a pump holds the water near its levels and a tank takes no more than its volume', () => {
  const pump = { id: 'pump', cell: 44, rate: 0.3, on: 35.1, off: 35.02 };
  const pumped = inundate(bowl(40, { pumps: [pump] }), storm(3), 240);
  expect(35 + depthAt(pumped, 44, 239)).toBeGreaterThan(35.02);
  expect(35 + depthAt(pumped, 44, 239)).toBeLessThan(35.1);
  const tank = { id: 'tank', cell: 44, volume: 100, weirLength: 4, crest: 0.05 };
  const kept = inundate(bowl(40, { tanks: [tank] }), storm(3), 240);
  expect(kept.balance.tanks[239]).toBeCloseTo(100, 9);
});

test('an inlet where no water ponds is named', () => {
  const slope: Terrain = { columns: 3, rows: 1, cell: 1, ground: Float64Array.of(1, 2, 3), edge: 'open' };
  const { inlets, pipes, outfalls } = bowl(33);
  const run = inundate(
    bare(slope, { inlets: inlets.map((each) => ({ ...each, cell: 1 })), pipes, outfalls }),
    storm(3),
  );
  expect(run.idle).toEqual(['low point']);
});

const tornGround = Float64Array.from({ length: 24 }, (_, i) => (i === 5 ? Number.NaN : 1));
const {
  pipes: [pipe],
  outfalls: [mouth],
} = bowl(33) as unknown as { pipes: [DrainageInputs['pipes'][0]]; outfalls: [DrainageInputs['outfalls'][0]] };
test.each<[string, Partial<DrainageInputs>, RegExp]>([
  [
    'a gap in the terrain',
    { terrain: { ...cascade(), ground: tornGround } },
    /cell 5 \(row 0\): height = NaN\. Fill the gap/,
  ],
  ['a pipe to nowhere', { pipes: [{ ...pipe, to: 'sea' }] }, /Pipe "pipe": to = sea\. Name a pipe or an outfall/],
  [
    'a circle of pipes',
    {
      pipes: [
        { ...pipe, to: 'b' },
        { ...pipe, id: 'b', to: 'pipe' },
      ],
    },
    /leads round in a circle/,
  ],
  [
    'an inlet outside',
    { pumps: [{ id: 'p', cell: 99, rate: 1, on: 2, off: 1 }] },
    /"p": cell = 99\. Give a cell from 0 to 23/,
  ],
  ['a pump that stops above its start', { pumps: [{ id: 'p', cell: 1, rate: 1, on: 1, off: 2 }] }, /Pump "p": on = 1/],
  [
    'a river with a gap',
    { outfalls: [{ ...mouth, river: Float64Array.of(1, Number.NaN) }] },
    /Outfall "river": level = NaN/,
  ],
  ['a coefficient above 1', { values: { ...values, runoffRoof: 1.2 } }, /runoffRoof = 1\.2\. Give a share/],
])('%s is refused by name', (_, change, message) => {
  expect(() => inundate(bare(cascade(), { outfalls: [mouth], ...change }), storm(3))).toThrow(message);
});

test('rain with a gap is refused by minute', () => {
  expect(() => inundate(bare(cascade()), Float64Array.of(1, Number.NaN))).toThrow(/Rain of minute 1 = NaN mm/);
});
