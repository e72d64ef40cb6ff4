import { beforeAll, expect, test } from 'vitest';
import { compileScenario } from '../compile.ts';
import { greedyPlan } from '../fixture/greedy-plan.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { type SnapStreet, snap, snapStreet, turnedHeading } from './snap.ts';

const source = syntheticStreet(600);
const compiled = compileScenario(greedyPlan(source), source.tables, Date.UTC(2026, 6, 15), 480);
let street: SnapStreet;
let lead: SnapStreet['standing'][number];
let row: SnapStreet['standing'];
beforeAll(() => {
  street = snapStreet(compiled, 'B') as SnapStreet;
  row = street.standing.filter(({ lit, station }) => lit && station.offset < 0);
  lead = row[3] as (typeof row)[number];
});

const held = (chainage: number, offset: number, free = false) =>
  snap(street, lead.key, new Set([lead.key]), street.axis.pointAt({ chainage, offset }), free);

test('a pole is drawn to the line of its row, and not from farther than a metre', () => {
  const line = (row[2] as (typeof row)[number]).station.offset;
  const near = held(lead.station.chainage + 4, line - 0.6);
  expect(near.station.offset).toBeCloseTo(line, 6);
  expect(near.guides.some(({ kind }) => kind === 'kerb')).toBe(true);
  const far = held(lead.station.chainage + 4, line - 3.5);
  expect(far.station.offset).toBeCloseTo(line - 3.5, 2);
  expect(far.guides.some(({ kind }) => kind === 'kerb')).toBe(false);
});

test('between two neighbours it finds the middle, and says both spacings', () => {
  const [west, east] = [row[2], row[4]].map((each) => each?.station.chainage ?? Number.NaN) as [number, number];
  const middle = (west + east) / 2;
  const alone = { ...street, standing: street.standing.filter(({ station }) => station.offset < 0) };
  const at = alone.axis.pointAt({ chainage: middle + 1.2, offset: lead.station.offset });
  const found = snap(alone, lead.key, new Set([lead.key]), at);
  expect(found.station.chainage).toBeCloseTo(middle, 2);
  expect(found.spacing[0]).toBeCloseTo((east - west) / 2, 2);
  expect(found.spacing[1]).toBeCloseTo((east - west) / 2, 2);
  expect(found.guides.filter(({ kind }) => kind === 'spacing').length).toBe(2);
});

test('it stands face to face with a pole across the road', () => {
  const across = street.standing.find(
    ({ lit, station }) => lit && station.offset > 0 && Math.abs(station.chainage - lead.station.chainage) < 40,
  );
  if (!across) throw new Error('no pole across the road');
  const found = held(across.station.chainage + 0.4, lead.station.offset);
  expect(found.station.chainage).toBeCloseTo(across.station.chainage, 2);
});

test('held free it stands where it is held, and is measured all the same', () => {
  const found = held(lead.station.chainage + 0.7, lead.station.offset - 0.5, true);
  expect(found.station.chainage).toBeCloseTo(lead.station.chainage + 0.7, 2);
  expect(found.station.offset).toBeCloseTo(lead.station.offset - 0.5, 2);
  expect(found.guides.every(({ kind }) => kind === 'spacing')).toBe(true);
  expect(found.spacing.every((metres) => metres === null || metres > 0)).toBe(true);
});

test('behind the kerb where the footway is known', () => {
  const known = { ...street, kerbs: [{ side: -1, from: 0, to: 600, offset: 20 }] };
  const found = snap(known, lead.key, new Set([lead.key]), known.axis.pointAt({ chainage: 300, offset: -20.8 }));
  expect(found.station.offset).toBeCloseTo(-20, 3);
});

test('poles in hand are nobody’s neighbours', () => {
  const all = new Set(row.map(({ key }) => key));
  const found = snap(street, lead.key, all, street.axis.pointAt({ ...lead.station }));
  expect(found.spacing).toEqual([null, null]);
});

test('what pointed to the road points to it on the other side', () => {
  const { chainage } = lead.station;
  expect(turnedHeading(street.axis, 10, { chainage, offset: -9 }, { chainage: chainage + 5, offset: -8 })).toBeCloseTo(
    10,
    0,
  );
  expect(turnedHeading(street.axis, 10, { chainage, offset: -9 }, { chainage, offset: 9 })).toBeCloseTo(190, 0);
});
