import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, parseInstant } from '../../domain/clock.ts';
import { localFrame, toGeographic } from '../../domain/geo/local-frame.ts';
import { solarPosition } from '../../domain/geo/solar.ts';
import { seededRandom } from '../../domain/random.ts';
import { SUNLIGHT_ASSUMPTIONS, sunlightInputs } from './assumptions.ts';
import { sunArc } from './sun-arc.ts';
import { type ShadingBuilding, type SunlightPoint, sunlightAt } from './sunlight.ts';
import { sunlightDay } from './sunlight-day.ts';

const SITE = { longitude: 116.59, latitude: 35.41, utcOffsetMinutes: 480 };
const INPUTS = sunlightInputs();
const COLD = sunlightDay('majorCold', 2026, SITE, INPUTS);
const NOON = (COLD.from + COLD.to) / 2;
const FRAME = localFrame(SITE.longitude, SITE.latitude);
const SILL: SunlightPoint = { id: 'sill', position: [SITE.longitude, SITE.latitude], height: 0.9, facing: 180 };

/** A block of metres east and north of the sill. */
function block(id: string, west: number, east: number, south: number, north: number, height: number): ShadingBuilding {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ] as const;
  return { id, ring: corners.map(([x, y]) => toGeographic(FRAME, x, y)), height };
}

const sun = (...buildings: ShadingBuilding[]) => sunlightAt(SILL, buildings, COLD, SITE, INPUTS);

describe('the day', () => {
  test('大寒日 of 2026 is 20 January in Jining, 8:00–16:00 by the true sun', () => {
    expect(COLD.begin).toBe(parseInstant('2026-01-20T00:00:00+08:00'));
    expect(COLD.to - COLD.from).toBeCloseTo(8 * HOUR, -5);
    expect(solarPosition(NOON, SITE.longitude, SITE.latitude).azimuth).toBeCloseTo(180, 1);
  });

  test('the date is that of the clock: 大寒 of 2024 at 22:07 in China is a day later in New Zealand', () => {
    const auckland = { longitude: 174.8, latitude: -36.9, utcOffsetMinutes: 780 };
    expect(sunlightDay('majorCold', 2024, SITE, INPUTS).begin).toBe(parseInstant('2024-01-20T00:00:00+08:00'));
    const day = sunlightDay('majorCold', 2024, auckland, INPUTS);
    expect(day.begin).toBe(parseInstant('2024-01-21T00:00:00+13:00'));
    expect(day.from - day.begin).toBeGreaterThan(8 * HOUR);
    expect(day.from - day.begin).toBeLessThan(11 * HOUR);
  });

  test('冬至日 has six hours; hours that a plan sets take their place, hours out of order are refused', () => {
    const solstice = sunlightDay('winterSolstice', 2026, SITE, INPUTS);
    expect((solstice.to - solstice.from) / HOUR).toBeCloseTo(6, 2);
    const own = SUNLIGHT_ASSUMPTIONS.map((each) => (each.key === 'majorColdFrom' ? { ...each, value: 17 } : each));
    expect(() => sunlightDay('majorCold', 2026, SITE, sunlightInputs(own))).toThrow('17–16');
    expect(SUNLIGHT_ASSUMPTIONS.every(({ confidence, source }) => confidence === 'M' && source.includes('待核'))).toBe(
      true,
    );
  });
});

test('the arc follows the sun', () => {
  const arc = sunArc(COLD, SITE);
  for (let at = COLD.from; at <= COLD.to; at += 7 * MINUTE) {
    const [east, north, up] = arc.directionAt(at);
    const { altitude, azimuth } = solarPosition(at, SITE.longitude, SITE.latitude);
    expect(Math.abs((Math.asin(up) * 180) / Math.PI - altitude)).toBeLessThan(0.003);
    expect(
      Math.abs((Math.atan2(east, north) * 180) / Math.PI - (azimuth > 180 ? azimuth - 360 : azimuth)),
    ).toBeLessThan(0.001);
  }
});

test.each([-45, 0, 35.41, 60])('at latitude %d° no crossing of a plane is missed, and each lies on it', (latitude) => {
  const arc = sunArc(COLD, { ...SITE, latitude });
  const random = seededRandom(4);
  let several = 0;
  for (let round = 0; round < 1500; round++) {
    const normal = [random() - 0.5, random() - 0.5, random() - 0.5] as const;
    const side = (at: number) =>
      arc.directionAt(at).reduce((sum, part, index) => sum + part * (normal[index] as number), 0);
    let changes = 0;
    for (let at = COLD.from; at < COLD.to; at += 4 * MINUTE)
      if (side(at) * side(Math.min(COLD.to, at + 4 * MINUTE)) < 0) changes++;
    const found = arc.crossings(normal);
    // Two crossings within four minutes cancel out between two looks.
    if (found.length !== changes && !(found.length === 2 && changes === 0))
      expect.fail(`${normal}: ${found.length} for ${changes}`);
    if (found.some((at) => Math.abs(side(at)) > 1e-5)) expect.fail(`${normal}: off the plane`);
    if (found.length === 2) several++;
  }
  expect(several).toBeGreaterThan(3);
});

describe('by hand', () => {
  test('no building: the whole window, for a south façade and in the open', () => {
    const { lit, shaded, hours, longestHours } = sun();
    expect(lit).toEqual([{ from: COLD.from, to: COLD.to }]);
    expect(shaded).toEqual([]);
    expect(hours).toBe((COLD.to - COLD.from) / HOUR);
    expect(longestHours).toBe(hours);
  });

  test('noon altitude 90° − φ + δ: an endless bar 30 m south takes the noon from 20.6 m above the sill on', () => {
    const altitude = 90 - SITE.latitude - 20.1; // δ of 20 January, to 0.1°
    const reach = 30 * Math.tan((altitude * Math.PI) / 180);
    expect(reach).toBeCloseTo(20.6, 0);
    const noonLit = (height: number) =>
      sun(block('bar', -3000, 3000, -42, -30, 0.9 + height)).lit.some(({ from, to }) => from < NOON && NOON < to);
    expect(noonLit(reach - 0.3)).toBe(true);
    expect(noonLit(reach + 0.3)).toBe(false);
  });

  test('an endless bar east to west shades while tan(altitude) < (H / D) · cos(azimuth from south)', () => {
    // South component of the sun over its height: (sin φ cos δ cos h − cos φ sin δ) / (sin φ sin δ + cos φ cos δ cos h) = D / H.
    const [phi, delta] = [SITE.latitude, -20.1].map((degrees) => (degrees * Math.PI) / 180) as [number, number];
    const ratio = 30 / 20; // D / H
    const cosHour =
      (Math.tan(delta) * (ratio * Math.sin(phi) + Math.cos(phi))) / (Math.sin(phi) - ratio * Math.cos(phi));
    const hour = (Math.acos(cosHour) * 12) / Math.PI;
    expect(hour).toBeGreaterThan(0.5);
    expect(hour).toBeLessThan(3);
    // Through the day the sun's south component grows over its height: the bar shades at noon's two sides alone.
    const { lit, hours } = sun(block('bar', -3000, 3000, -42, -30, 20.9));
    expect(lit).toHaveLength(1);
    expect(Math.abs(hours - 2 * hour)).toBeLessThan(0.05);
  });

  test('a tower due south hides the sun between the azimuths of its corners', () => {
    // The corners of its north face, 20 m east and west at 30 m, are those seen farthest out: 180° ∓ 33.69°.
    const { lit, shaded, hours } = sun(block('tower', -20, 20, -50, -30, 200));
    expect(shaded).toHaveLength(1);
    const [gap] = shaded;
    expect(gap?.by).toEqual(['tower']);
    const azimuthAt = (at: number) => solarPosition(at, SITE.longitude, SITE.latitude).azimuth;
    const half = (Math.atan2(20, 30.01 - 0.02) * 180) / Math.PI;
    expect(azimuthAt(gap?.from ?? 0)).toBeCloseTo(180 - half, 1);
    expect(azimuthAt(gap?.to ?? 0)).toBeCloseTo(180 + half, 1);
    expect(lit).toHaveLength(2);
    expect(hours).toBeCloseTo((COLD.to - COLD.from - ((gap?.to ?? 0) - (gap?.from ?? 0))) / HOUR, 6);
  });
});

test('mirrored buildings shade mirrored times, but for the sun’s climb of the day', () => {
  const [east, west] = [block('e', 10, 30, -40, -25, 24), block('w', -30, -10, -40, -25, 24)].map((each) => sun(each));
  const [morning, afternoon] = [east?.shaded[0], west?.shaded[0]];
  expect(morning && afternoon).toBeTruthy();
  if (!morning || !afternoon) return;
  expect(morning.to).toBeLessThan(NOON);
  expect(afternoon.from).toBeGreaterThan(NOON);
  // The sun climbs 0.2° a day: an afternoon shadow is half a minute shorter than its twin of the morning.
  expect(Math.abs(NOON - morning.to - (afternoon.from - NOON))).toBeLessThan(1.5 * MINUTE);
  expect(Math.abs(NOON - morning.from - (afternoon.to - NOON))).toBeLessThan(1.5 * MINUTE);
});

test('a building to the north, one no higher than the sill and one out of the shadow’s reach change nothing', () => {
  const all = sun(
    block('north', -50, 50, 10, 30, 100),
    block('low', -50, 50, -12, -2, 0.9),
    block('far', -50, 50, -700, -680, 30),
  );
  expect(all).toEqual(sun());
});

test('which buildings shade when: two behind each other share the time, one after the other follows', () => {
  const front = block('front', -20, 20, -50, -30, 200);
  const behind = block('behind', -5, 5, -80, -70, 200);
  const { shaded } = sun(front, behind);
  expect(shaded.map(({ by }) => by)).toEqual([['front'], ['front', 'behind'], ['front']]);
  expect(shaded[0]?.to).toBe(shaded[1]?.from);
  const beside = sun(front, block('east', 20, 40, -50, -30, 200)).shaded;
  expect(beside.map(({ by }) => by.join())).toEqual(['east', 'front,east', 'front']);
});

test('the façade hides the sun behind it: a west wall has sun after true noon alone', () => {
  const west = sunlightAt({ ...SILL, facing: 270 }, [], COLD, SITE, INPUTS);
  expect(west.shaded).toHaveLength(1);
  expect(west.shaded[0]).toMatchObject({ by: [], behindWall: true, belowHorizon: false });
  expect(Math.abs((west.lit[0]?.from ?? 0) - NOON)).toBeLessThan(2 * MINUTE);
});

test('an own wing shades its façade; the own wall does not', () => {
  const home = (corners: readonly (readonly [number, number])[]): ShadingBuilding => ({
    id: 'home',
    ring: corners.map(([x, y]) => toGeographic(FRAME, x, y)),
    height: 20,
  });
  expect(
    sun(
      home([
        [-20, 0],
        [20, 0],
        [20, 12],
        [-20, 12],
      ]),
    ),
  ).toEqual(sun());
  const wing = sun(
    home([
      [-20, 0],
      [8, 0],
      [8, -30],
      [20, -30],
      [20, 12],
      [-20, 12],
    ]),
  );
  expect(wing.shaded).toHaveLength(1);
  expect(wing.shaded[0]).toMatchObject({ from: COLD.from, by: ['home'] });
});

test('an interval shorter than what counts is listed and not summed', () => {
  const pair = [block('a', -200, -0.2, -50, -30, 300), block('b', 0.2, 200, -50, -30, 300)];
  const { lit, hours, longestHours } = sun(...pair);
  expect(lit).toHaveLength(1);
  expect(longestHours).toBeGreaterThan(0);
  expect(longestHours).toBeLessThan(5 / 60);
  expect(hours).toBe(0);
  expect(sunlightAt(SILL, pair, COLD, SITE, { ...INPUTS, shortestSunlight: 0 }).hours).toBe(longestHours);
});

test('any block: the intervals are those of a look every 20 seconds', () => {
  const random = seededRandom(8);
  const between = (low: number, high: number) => low + (high - low) * random();
  for (let round = 0; round < 12; round++) {
    const buildings = Array.from({ length: 6 }, (_, index) => {
      const [x, y] = [between(-90, 90), between(-120, -15)];
      return block(`b${index}`, x, x + between(6, 40), y - between(6, 20), y, between(5, 45));
    });
    const { lit, shaded } = sun(...buildings);
    const filled = [...lit, ...shaded].sort((a, b) => a.from - b.from);
    expect(filled.map(({ from }) => from)).toEqual([COLD.from, ...filled.slice(0, -1).map(({ to }) => to)]);
    expect(filled.at(-1)?.to).toBe(COLD.to);
    let wrong = 0;
    for (let at = COLD.from + 10_000; at < COLD.to; at += 20_000)
      if (lit.some(({ from, to }) => from < at && at < to) === walked(buildings, at)) wrong++;
    expect(wrong).toBeLessThan(4);
  }
});

/** Whether a ray walked in steps of 0.1 m to the sun meets a block. */
function walked(buildings: readonly ShadingBuilding[], at: number): boolean {
  const { altitude, azimuth } = solarPosition(at, SITE.longitude, SITE.latitude);
  const [rise, angle] = [Math.tan((altitude * Math.PI) / 180), (azimuth * Math.PI) / 180];
  const boxes = buildings.map(({ ring, height }) => {
    const [a, c] = [ring[0], ring[2]].map(([lon, lat] = [0, 0] as const) => [
      (lon - FRAME.origin[0]) * FRAME.metresPerDegree[0],
      (lat - FRAME.origin[1]) * FRAME.metresPerDegree[1],
    ]) as [[number, number], [number, number]];
    return { a, c, height };
  });
  for (let step = 0; step < 2600; step++) {
    const [x, y, z] = [step * 0.1 * Math.sin(angle), step * 0.1 * Math.cos(angle), 0.9 + step * 0.1 * rise];
    if (z > 45) return false;
    if (boxes.some(({ a, c, height }) => x > a[0] && x < c[0] && y > a[1] && y < c[1] && z < height)) return true;
  }
  return false;
}

describe('bad input names the thing', () => {
  test.each([
    ['two of an id', [block('a', 5, 9, -9, -5, 9), block('a', 5, 9, -9, -5, 9)], 'Two buildings have the id "a"'],
    ['no height', [block('a', 5, 9, -9, -5, Number.NaN)], 'height of NaN'],
    ['no ring', [{ id: 'a', ring: [[116.59, 35.41]], height: 9 } as ShadingBuilding], 'footprint of 1 points'],
    ['inside', [block('a', -5, 5, -5, 5, 9)], 'Point "sill" lies inside building "a"'],
  ] as const)('%s', (_, buildings, message) => {
    expect(() => sun(...buildings)).toThrow(message);
  });

  test('a year beyond the theory', () => {
    expect(() => sunlightDay('majorCold', 2500, SITE, INPUTS)).toThrow('Year 2500');
  });
});
