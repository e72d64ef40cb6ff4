import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, parseInstant } from '../domain/clock.ts';
import { solarPosition } from '../domain/geo/solar.ts';
import { windRatio } from '../domain/wind-risk.ts';
import { riverRise } from './greenways.ts';
import { darkness, nightOf } from './night.ts';
import { ratedWatts } from './poles.ts';
import type { Series } from './series.ts';
import { spellAt, spellsBetween } from './spell.ts';
import { JINING, NOON, simulate, town } from './test-town.ts';
import { hourly, traffic } from './traffic.ts';

const simulation = simulate();

function series(asset: string, property: string): Series {
  const found = simulation.series.find((each) => each.asset === asset && each.property === property);
  if (!found) throw new Error(`No series ${asset} ${property}.`);
  return found;
}

describe('lamps', () => {
  test.each(['2026-06-21', '2026-12-22', '2026-03-20'])('off at noon, on at midnight, %s', (day) => {
    const noon = parseInstant(`${day}T12:00:00+08:00`);
    let [lit, all] = [0, 0];
    for (const each of simulation.series) {
      if (each.property !== 'dim') continue;
      expect(each.value(noon)).toBe(0);
      expect(each.value(noon + 11 * HOUR)).toBe(100);
      expect(each.value(noon + 12 * HOUR + 2 * MINUTE)).toBe(60);
      all++;
      if (series(each.asset, 'power').value(noon + 11 * HOUR) > 0) lit++;
    }
    expect(lit / all).toBeGreaterThan(0.95);
  });

  test('switch when the sun stands 2° below the horizon, feeders within half a degree', () => {
    for (const id of ['LP-0', 'LP-40', 'LP-139']) {
      const dim = series(id, 'dim');
      const changes = dim.changes?.(NOON, NOON + DAY) ?? [];
      expect(changes).toHaveLength(3);
      for (const at of [changes[0] ?? 0, changes[2] ?? 0]) {
        const { altitude } = solarPosition(at, JINING.longitude, JINING.latitude);
        expect(Math.abs(altitude + 2)).toBeLessThan(0.45);
      }
    }
    const [a, b] = ['LP-0', 'LP-1'].map((id) => series(id, 'dim').changes?.(NOON, NOON + DAY)[0] ?? 0);
    expect(Math.abs((a ?? 0) - (b ?? 0))).toBeLessThan(2000);
  });

  test('power follows rating and dimming', () => {
    const power = series('LP-5', 'power');
    const evening = parseInstant('2026-07-15T22:00:00+08:00');
    expect(power.value(evening)).toBeGreaterThan(145);
    expect(power.value(evening)).toBeLessThan(155);
    expect(power.value(evening + 4 * HOUR) / power.value(evening)).toBeCloseTo(0.6, 1);
  });

  test('about 0.4 % have a fault and 0.5 % are silent at any time', () => {
    const many = simulate({ layers: town(4000) });
    const faults = many.series.filter((each) => each.property === 'fault');
    const at = NOON + 3 * DAY;
    const faulty = faults.filter((each) => each.value(at) === 1).length / faults.length;
    const silent = faults.filter((each) => each.silentSince?.(at) !== undefined).length / faults.length;
    expect(faulty).toBeGreaterThan(0.002);
    expect(faulty).toBeLessThan(0.007);
    expect(silent).toBeGreaterThan(0.002);
    expect(silent).toBeLessThan(0.009);
  });
});

describe('night', () => {
  test('belongs to the evening that began it', () => {
    const evening = nightOf(parseInstant('2026-07-15T23:00:00+08:00'), JINING.utcOffset);
    expect(nightOf(parseInstant('2026-07-16T05:00:00+08:00'), JINING.utcOffset)).toBe(evening);
    expect(nightOf(parseInstant('2026-07-16T13:00:00+08:00'), JINING.utcOffset)).toBe(evening + 1);
  });

  test('crossings stand at the altitude asked for, all year', () => {
    for (let day = 0; day < 365; day += 5) {
      const dark = darkness(20_600 + day, JINING.utcOffset, JINING.longitude, JINING.latitude, -2);
      for (const at of [dark.from, dark.to])
        expect(solarPosition(at, JINING.longitude, JINING.latitude).altitude).toBeCloseTo(-2, 2);
      expect(dark.to - dark.from).toBeGreaterThan(9 * HOUR);
      expect(dark.to - dark.from).toBeLessThan(15 * HOUR);
    }
  });
});

describe('bridges', () => {
  test('the first frequency falls with heat by 0.03 %/℃ and never alarms', () => {
    const frequency = series('BR-01', 'frequency');
    const temperature = series('BR-01', 'temperature');
    const pairs = Array.from({ length: 2000 }, (_, i) => {
      const at = NOON + i * 4.37 * HOUR;
      return [temperature.value(at), frequency.value(at) / 0.41] as const;
    });
    const n = pairs.length;
    const mx = pairs.reduce((sum, [x]) => sum + x, 0) / n;
    const my = pairs.reduce((sum, [, y]) => sum + y, 0) / n;
    const slope =
      pairs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / pairs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
    expect(slope).toBeCloseTo(-0.0003, 4);
    expect(Math.min(...pairs.map(([, y]) => y))).toBeGreaterThan(0.97);
  });

  test('only the cable-stayed bridge has cable forces', () => {
    expect(simulation.series.filter((each) => each.property === 'cableForce').map((each) => each.asset)).toEqual([
      'BR-01',
    ]);
  });

  test('rush hour weighs more than night', () => {
    const deflection = series('BR-02', 'deflection');
    const morning = parseInstant('2026-07-21T08:30:00+08:00');
    expect(deflection.value(morning)).toBeGreaterThan(deflection.value(morning - 5 * HOUR));
    expect(traffic(morning, JINING.utcOffset)).toBeCloseTo(1, 9);
  });
});

test('hourly curves join across midnight', () => {
  const values = Array.from({ length: 24 }, (_, h) => h);
  expect(hourly(values, 10.5)).toBe(10);
  expect(hourly(values, 11)).toBe(10.5);
  expect(hourly(values, 0)).toBeCloseTo(11.5, 9);
  expect(hourly(values, 24)).toBeCloseTo(hourly(values, 0), 9);
});

describe('billboards', () => {
  test('wind load grows with the square of wind, and old boards bear less', () => {
    expect(windRatio(10, 3, 30) / windRatio(5, 3, 30)).toBeCloseTo(4, 9);
    expect(windRatio(10, 30, 30) / windRatio(10, 3, 30)).toBeCloseTo(1 / 0.6, 9);
    // 8 级 (17.2 m/s mean) gusts on an old, small board are beyond 0.9; an ordinary day is far from it.
    expect(windRatio(17.2, 30, 4)).toBeGreaterThan(0.9);
    expect(windRatio(4, 30, 4)).toBeLessThan(0.2);
  });

  test('the last inspection is days to weeks ago, at working hours', () => {
    const last = [...simulation.state(NOON)].filter((sample) => sample.property === 'inspection');
    const boards = simulation.series.filter((each) => each.property === 'inspection').length;
    expect(last.length).toBe(boards);
    const ages = last.map((sample) => (NOON - sample.time) / DAY).sort((a, b) => a - b);
    expect(ages[35]).toBeGreaterThan(3);
    expect(ages[35]).toBeLessThan(20);
    // Some boards are overdue: nobody looked at them for more than 30 days.
    expect(ages.at(-1)).toBeGreaterThan(30);
    expect(ages.at(-1)).toBeLessThan(365);
    for (const sample of last) {
      const hour = ((sample.time + JINING.utcOffset) % DAY) / HOUR;
      expect(hour).toBeGreaterThanOrEqual(8);
      expect(hour).toBeLessThan(17);
    }
  });

  test('lit in the evening, dark by day and late at night', () => {
    const lit = simulation.series.filter((each) => each.property === 'lit');
    const share = (at: number): number => lit.filter((each) => each.value(at) === 1).length / lit.length;
    expect(share(NOON)).toBe(0);
    expect(share(NOON + 9 * HOUR)).toBeGreaterThan(0.9);
    expect(share(NOON + 15 * HOUR)).toBe(0);
  });
});

describe('greenways', () => {
  test('the river rises hours after the rain and stays below the bank', () => {
    const event = simulation.world.weather.storm;
    const rise = (hours: number): number => riverRise(event.from + hours * HOUR, [event]);
    expect(rise(0)).toBe(0);
    expect(rise(9)).toBeGreaterThan(rise(2));
    expect(rise(9)).toBeGreaterThan(rise(40));
    const level = series('GW-01', 'riverLevel');
    for (let h = 0; h < 72; h++) expect(level.value(event.from + h * HOUR)).toBeLessThan(36.5);
    expect(simulation.series.some((each) => each.asset === 'GW-02' && each.property === 'riverLevel')).toBe(false);
  });

  test('rain empties the path', () => {
    const people = series('GW-01', 'people');
    const wet = simulation.world.weather.storm.from + 80 * MINUTE;
    expect(people.value(wet)).toBeLessThan(0.05 * people.value(wet + DAY));
  });
});

test('a pole without a device says nothing', () => {
  expect(ratedWatts('name-plate:2.8:0|sign:3:0')).toBeUndefined();
  expect(ratedWatts('camera:6:90|name-plate:3:0|wifi:5:0')).toBe(30);
});

test('spells hold as often and as long as their habit says, and each way of asking agrees', () => {
  const habit = { window: 10 * DAY, chance: 0.3, shortest: DAY, longest: 3 * DAY };
  const spells = spellsBetween(123, habit, 0, 20_000 * DAY);
  expect(spells.length / 2000).toBeCloseTo(0.3, 1);
  for (const spell of spells.slice(0, 50)) {
    expect(spell.to - spell.from).toBeGreaterThanOrEqual(DAY);
    expect(spell.to - spell.from).toBeLessThanOrEqual(3 * DAY);
    expect(spellAt(123, habit, spell.from)).toEqual(spell);
    expect(spellAt(123, habit, spell.to - 1)).toEqual(spell);
    expect(spellAt(123, habit, spell.to)).toBeUndefined();
    expect(spellAt(123, habit, spell.from - 1)).toBeUndefined();
  }
});
