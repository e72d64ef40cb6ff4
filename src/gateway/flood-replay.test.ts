import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alarmRuleOf } from '../domain/alarm.ts';
import type { Alert } from '../domain/alert.ts';
import { propertyIndex } from '../domain/layer.ts';
import { createAlertEngine } from './alert-engine.ts';
import { type City, type CityLayer, readCity, rowOf } from './city.ts';
import { makeTestCity, type TestCity } from './test-city.ts';

/** Measured street floods of 2020–2026; where the file is absent the test is skipped. */
const FILE = resolve(import.meta.dirname, '../../../shared/data/flood/flood-events.csv');
const CENTIMETRES = 2.54;

interface Flood {
  readonly sensor: string;
  readonly times: readonly number[];
  /** cm */
  readonly depths: readonly number[];
}

/** Cells of a row; quoted ones hold commas. */
const cellsOf = (line: string) => [...line.matchAll(/"([^"]*)"|([^,]+)|(?<=,)(?=,|$)/g)].map((m) => m[1] ?? m[2] ?? '');

function floods(): Flood[] {
  const [head = '', ...lines] = readFileSync(FILE, 'utf8').trim().split('\n');
  const columns = cellsOf(head);
  return lines.map((line) => {
    const cells = cellsOf(line);
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    const start = Date.parse(`${cell('flood_start_time')}Z`);
    const seconds = JSON.parse(cell('flood_profile_time_secs')) as number[];
    const inches = JSON.parse(cell('flood_profile_depth_inches')) as number[];
    return {
      sensor: cell('sensor_id'),
      times: seconds.map((each) => start + 1000 * each),
      depths: inches.map((each) => each * CENTIMETRES),
    };
  });
}

interface Excursion {
  /** The first of the two samples that raised it. */
  readonly first: number;
  readonly raised: number;
  /** When it fell back; infinity while it has not. */
  end: number;
  peak: number;
}

/**
 * What the file itself says, worked out without the product's code: each time the water rises through `limit` cm, stays for two
 * samples in a row within 30 minutes, and has fallen 2 cm under it since the time before.
 */
function excursions(samples: readonly (readonly [time: number, depth: number])[], limit: number): Excursion[] {
  const found: Excursion[] = [];
  let open: Excursion | null = null;
  samples.forEach(([time, depth], index) => {
    const [before, was] = samples[index - 1] ?? [Number.NEGATIVE_INFINITY, 0];
    if (open && depth < limit - 2) {
      open.end = time;
      open = null;
    }
    if (!open && depth >= limit && was >= limit && time - before <= 30 * 60_000) {
      open = { first: before, raised: time, end: Number.POSITIVE_INFINITY, peak: depth };
      found.push(open);
    }
    if (open) open.peak = Math.max(open.peak, depth);
  });
  return found;
}

/** Whether the road was dry, or unheard of, for an hour between two moments. */
function hasDried(samples: readonly (readonly [time: number, depth: number])[], from: number, to: number): boolean {
  const HOUR = 3_600_000;
  let heard = from;
  let dry = Number.NaN;
  for (const [time, depth] of samples) {
    if (time <= from || time > to) continue;
    if (time - heard > HOUR) return true;
    heard = time;
    if (depth > 0.5) dry = Number.NaN;
    else if (Number.isNaN(dry)) dry = time;
    else if (time - dry >= HOUR) return true;
  }
  return false;
}

/** The excursions of each flood: water that rises again before the road has dried is the same one. */
function together(found: readonly Excursion[], samples: readonly (readonly [time: number, depth: number])[]) {
  const floods: Excursion[][] = [];
  for (const each of found) {
    const last = floods.at(-1);
    const before = last?.at(-1);
    if (last && before && !hasDried(samples, before.end, each.raised)) last.push(each);
    else floods.push([each]);
  }
  return floods;
}

const GRADES = ['yellow', 'orange', 'red'];

/** The worst level of a flood: 15, 27 and 40 cm, one more once it has lasted for more than half an hour, red at most. */
function worstOf({ first, raised, end }: Excursion, samples: readonly (readonly [time: number, depth: number])[]) {
  const deeper = [27, 40].map((limit) => excursions(samples, limit));
  const grades = samples.flatMap(([time]) => {
    if (time < raised || time >= end) return [];
    const limits = deeper.filter((each) => each.some((one) => time >= one.raised && time < one.end)).length;
    return [limits + (time - first > 30 * 60_000 ? 1 : 0)];
  });
  return Math.min(2, Math.max(...grades));
}

describe.skipIf(!existsSync(FILE))('measured floods', () => {
  let place: TestCity;
  let city: City;
  const all = existsSync(FILE) ? floods() : [];
  const sensors = [...new Set(all.map(({ sensor }) => sensor))];
  beforeAll(() => {
    place = makeTestCity();
    city = readCity(place.folder, 'external');
  });
  afterAll(() => place.remove());

  it('on the clock: one alert for each flood that lasts, none for the rest, and the peak as in the file', () => {
    expect(all.length).toBe(2256);
    const ponds = city.layer('waterlogging');
    if (!ponds) return expect.unreachable();
    expect(alarmRuleOf(ponds.definition, 'depth')).toMatchObject({
      persistence: { samples: 2, minutes: 30 },
      hysteresis: 2,
    });
    const layer: CityLayer = {
      ...ponds,
      assets: { ...ponds.assets, ids: sensors, count: sensors.length, capacity: sensors.length },
    };
    const depth = propertyIndex(layer.definition, 'depth');
    const alerts = new Map<string, Alert>();
    const engine = createAlertEngine(city, false, ({ alert }) => alerts.set(alert.id, alert));
    const samples = all
      .flatMap(({ sensor, times, depths }) =>
        times.map((time, index) => ({ sensor, time, value: depths[index] as number })),
      )
      .sort((a, b) => a.time - b.time);
    for (const { sensor, time, value } of samples) {
      const slot = sensors.indexOf(sensor);
      const row = rowOf(layer, depth, slot);
      engine.observe({
        layer,
        property: depth,
        slot,
        row,
        value,
        time,
        quality: 'good',
        origin: 'external',
        newest: true,
        historical: false,
      });
    }

    for (const alert of engine.open()) alerts.set(alert.id, alert);

    const bySensor = new Map<string, [number, number][]>();
    for (const { sensor, time, value } of samples) {
      const own = bySensor.get(sensor) ?? [];
      own.push([time, value]);
      bySensor.set(sensor, own);
    }
    const expected = sensors.flatMap((sensor) =>
      together(excursions(bySensor.get(sensor) ?? [], 15), bySensor.get(sensor) ?? []).map((flood) => {
        const worst = Math.max(...flood.map((each) => worstOf(each, bySensor.get(sensor) ?? [])));
        const peak = Math.max(...flood.map((each) => each.peak));
        return [sensor, flood[0]?.raised, peak.toFixed(2), GRADES[worst]].join(' ');
      }),
    );
    const got = [...alerts.values()].map(
      ({ asset, raisedAt, peak = Number.NaN, level }) => `${asset} ${raisedAt} ${peak.toFixed(2)} ${level}`,
    );
    expect(got.sort()).toEqual(expected.sort());

    const raisedIn = all.map(
      ({ sensor, times }) =>
        [...alerts.values()].filter(
          ({ asset, raisedAt }) => asset === sensor && raisedAt >= (times[0] ?? 0) && raisedAt <= (times.at(-1) ?? 0),
        ).length,
    );
    const counts = (n: number) => raisedIn.filter((each) => each === n).length;
    const lasting = [...alerts.values()].filter(({ prolongedSince }) => prolongedSince !== undefined);
    expect(lasting.length).toBeGreaterThan(100);
    // Eight floods fall back under 13 cm and rise again, tides and a second shower: theirs is one alert, too.
    expect([counts(0), counts(1), counts(2)]).toEqual([1597, 659, 0]);
    const lasts = all.map(({ times, depths }) =>
      depths.some(
        (depth, i) => depth >= 15 && (depths[i - 1] ?? 0) >= 15 && (times[i] ?? 0) - (times[i - 1] ?? 0) <= 30 * 60_000,
      ),
    );
    expect(raisedIn.map((n) => n === 1)).toEqual(lasts);
    expect([...alerts.values()].filter(({ log }) => log?.some(({ stage }) => stage === 'raised')).length).toBe(8);
  }, 60_000);
});
