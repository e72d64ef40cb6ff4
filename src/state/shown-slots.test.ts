import { expect, it } from 'vitest';
import { parseCql2 } from '../domain/query/cql2.ts';
import { countSlots, selectSlots } from '../domain/query/select-slots.ts';
import { AT, strewnLamps } from '../domain/query/test-lamps.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { DEFAULT_SESSION, type Session } from './session.ts';
import { createShownSlots } from './shown-slots.ts';

const BOX = 'S_INTERSECTS(geometry, BBOX(116.56, 35.39, 116.6, 35.41))';

function standing(session: Partial<Session>, plan: CompiledScenario | null = null) {
  const lamps = strewnLamps(1000);
  const state = { session: { ...DEFAULT_SESSION, layers: ['lamp'], ...session }, at: AT };
  const slots = createShownSlots({
    session: () => state.session,
    fleet: () => new Map([['lamp', lamps]]),
    at: () => state.at,
    scenario: () => plan,
  });
  return { lamps, state, slots };
}

it('chooses what is shown: of a hidden layer nothing, of a filtered one what passes', () => {
  const { lamps, state, slots } = standing({ selection: BOX });
  const all = slots().get('lamp');
  expect(all?.count).toBe(countSlots(selectSlots(parseCql2(BOX), lamps, AT)));
  expect(all?.passing).toBeNull();
  state.session = { ...state.session, looks: { lamp: { filter: "type = 'post-top'" } } };
  const few = slots().get('lamp');
  expect(few?.count).toBe(countSlots(selectSlots(parseCql2(`${BOX} AND type = 'post-top'`), lamps, AT)));
  expect(few?.count).toBeLessThan(all?.count ?? 0);
  expect(countSlots(few?.passing ?? new Uint8Array())).toBeGreaterThan(few?.count ?? 0);
  state.session = { ...state.session, layers: [] };
  expect(slots().size).toBe(0);
});

it('is the same object while nothing about it changed, and follows values and ages', () => {
  const { lamps, state, slots } = standing({ selection: 'power > 240' });
  const before = slots();
  state.at += 300;
  expect(slots()).toBe(before);
  const dark = selectSlots(parseCql2('power <= 240'), lamps, AT).indexOf(1);
  lamps.shown.write(0, dark, 245, AT, 'good');
  expect(slots()).not.toBe(before);
  expect(slots().get('lamp')?.count).toBe((before.get('lamp')?.count ?? 0) + 1);
  // What is asked of the register alone does not follow the values.
  state.session = { ...state.session, selection: BOX };
  const placed = slots();
  lamps.shown.write(0, dark, 12, AT, 'good');
  state.at += 60_000;
  expect(slots()).toBe(placed);
  state.session = { ...state.session, selection: 'age > 7000' };
  const young = slots().get('lamp')?.count ?? 0;
  state.at += 600_000;
  expect(slots().get('lamp')?.count).toBeGreaterThan(young);
});

it('a clip by an outline that turns inward leaves each lamp on one side of it, those of its notch outside', () => {
  const [west, south, east, north] = [116.56, 35.39, 116.6, 35.43];
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  const ring = [
    [west, south],
    [east, south],
    [east, y],
    [x, y],
    [x, north],
    [west, north],
  ] as const;
  const { lamps, state, slots } = standing({ clip: { kind: 'polygon', ring, keep: 'inside' } });
  const inside = slots().get('lamp')?.passing ?? new Uint8Array();
  state.session = { ...state.session, clip: { kind: 'polygon', ring, keep: 'outside' } };
  const outside = slots().get('lamp')?.passing ?? new Uint8Array();
  const within = (box: string) => selectSlots(parseCql2(`S_INTERSECTS(geometry, BBOX(${box}))`), lamps, AT);
  const whole = within(`${west}, ${south}, ${east}, ${north}`);
  const notch = within(`${x}, ${y}, ${east}, ${north}`);
  expect(countSlots(notch)).toBeGreaterThan(0);
  expect(countSlots(inside)).toBe(countSlots(whole) - countSlots(notch));
  for (let slot = 0; slot < inside.length; slot++) {
    expect(inside[slot]! + outside[slot]!).toBe(1);
    if (notch[slot]) expect(outside[slot]).toBe(1);
  }
});

it('leaves out what a plan has taken away by then', () => {
  const from = new Float64Array(1000).fill(Number.NEGATIVE_INFINITY);
  const to = new Float64Array(1000).fill(Number.POSITIVE_INFINITY);
  const plan = {
    assets: new Map([['lamp', {}]]),
    alternatives: [{ id: 'A', validity: new Map([['lamp', { from, to, fate: new Uint8Array(1000) }]]) }],
  } as unknown as CompiledScenario;
  const { lamps, slots } = standing({ selection: BOX, scenario: { id: 'p', alternative: 'A' } }, plan);
  const first = selectSlots(parseCql2(BOX), lamps, AT).indexOf(1);
  to[first] = AT;
  const { count, chosen } = slots().get('lamp') ?? { count: 0, chosen: null };
  expect(count).toBe(countSlots(selectSlots(parseCql2(BOX), lamps, AT)) - 1);
  expect(chosen?.[first]).toBe(0);
});
