import { describe, expect, test } from 'vitest';
import { alarm } from '../domain/alarm.ts';
import type { Alert } from '../domain/alert.ts';
import { slotOf } from '../domain/asset.ts';
import { DAY, HOUR, MINUTE } from '../domain/clock.ts';
import { queueEntries } from '../domain/incident.ts';
import { layerOf } from '../domain/layers/table.ts';
import { assess } from '../domain/threshold.ts';
import { makeCursor } from './cursor.ts';
import { type Sample, samplesOf } from './series.ts';
import type { Simulation } from './simulation.ts';
import { NOON, simulate, town } from './test-town.ts';

const key = (sample: Sample): string => `${sample.asset} ${sample.property} ${sample.time} ${sample.value}`;

function window(simulation: Simulation, from: number, to: number): string[] {
  return [...makeCursor(simulation.series, 'live', from).advance(to)].map(key).sort();
}

async function history(simulation: Simulation, from: number, to: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for await (const part of simulation.history(from, to)) samples.push(...part.samples);
  return samples;
}

/** Worst level of any sample under the layer's own thresholds, by asset id. */
function levels(simulation: Simulation, samples: readonly Sample[]): Map<string, Set<string>> {
  const tables = new Map(town().map((layer) => [layer.definition.id, layer.assets]));
  const found = new Map<string, Set<string>>();
  for (const sample of samples) {
    const table = tables.get(sample.layer);
    const slot = table ? (slotOf(table, sample.asset) ?? -1) : -1;
    const { level } = assess(
      layerOf(sample.layer),
      sample.property,
      sample.value,
      (attribute) => table?.columns[attribute]?.[slot],
    );
    const set = found.get(sample.asset) ?? new Set();
    set.add(level);
    found.set(sample.asset, set);
  }
  expect(simulation.series.length).toBeGreaterThan(0);
  return found;
}

function alertOf({ layer, asset, property, value, time }: Sample, level: Alert['level'], limit: number): Alert {
  const told = { level, value, limit, stage: 'raised', raisedAt: time, updatedAt: time } as const;
  return { id: `${asset}-${time}`, layer, asset, property, ...told, provenance: 'simulated', drill: false };
}

describe('messages', () => {
  test('the same seed and window make the same messages, another seed others', () => {
    const [from, to] = [NOON + 7 * HOUR, NOON + 8 * HOUR];
    const messages = window(simulate(), from, to);
    expect(messages.length).toBeGreaterThan(1000);
    expect(window(simulate(), from, to)).toEqual(messages);
    expect(window(simulate({ seed: 8 }), from, to)).not.toEqual(messages);
  });

  test('how a window is cut changes nothing, and nothing that is due is skipped', () => {
    const simulation = simulate();
    // From before the storm breaks until water stands, over dusk: every kind of cadence.
    const from = simulation.world.weather.storm.from - HOUR;
    const to = from + 6 * HOUR;
    const whole = simulation.series.flatMap((each) => [...samplesOf(each, 'live', from, to)]).map(key);
    const cursor = makeCursor(simulation.series, 'live', from);
    const cut: string[] = [];
    for (let t = from, step = 0; t < to; step++) {
      t = Math.min(t + 1000 + ((step * 7919) % 97) * 1000, to);
      cut.push(...[...cursor.advance(t)].map(key));
    }
    expect(cut.sort()).toEqual(whole.sort());
  });

  test('at great speed only the last sample of each series is sent', () => {
    const simulation = simulate();
    const all = [...makeCursor(simulation.series, 'live', NOON).advance(NOON + 3 * HOUR)];
    const last = new Map(all.map((sample) => [`${sample.asset} ${sample.property}`, key(sample)]));
    const sent = [...makeCursor(simulation.series, 'live', NOON).advance(NOON + 3 * HOUR, true)].map(key);
    expect(sent.sort()).toEqual([...last.values()].sort());
  });

  test('nothing is sent from the future, nothing twice', () => {
    const samples = window(simulate(), NOON, NOON + HOUR);
    expect(new Set(samples).size).toBe(samples.length);
    for (const sample of simulate().state(NOON)) expect(sample.time).toBeLessThanOrEqual(NOON);
  });

  test('the state at an instant is the last sample of every series that ever spoke', () => {
    const simulation = simulate();
    const at = NOON + 20 * HOUR;
    const heard = new Map([...simulation.state(NOON)].map((sample) => [`${sample.asset} ${sample.property}`, sample]));
    for (const sample of makeCursor(simulation.series, 'live', NOON).advance(at))
      heard.set(`${sample.asset} ${sample.property}`, sample);
    const state = [...simulation.state(at)];
    for (const [name, { layer, time }] of heard)
      if (time < at - Math.max(30 * DAY, 1000 * layerOf(layer).liveness.offline)) heard.delete(name);
    expect(state.map(key).sort()).toEqual([...heard.values()].map(key).sort());
  });

  test('every asset with a sensor is fed at the start, and a wet point speaks every ten seconds', () => {
    const simulation = simulate();
    const fed = new Set([...simulation.state(NOON)].map((sample) => sample.asset));
    // The name-plate pole carries nothing with a plug.
    const all = town().flatMap((layer) => layer.assets.ids.filter((id) => id !== 'RN-1'));
    // Boards whose inspection is long overdue still tell wind and light.
    expect([...fed].sort()).toEqual([...all].sort());
    const wet = simulation.world.weather.storm.from + 90 * MINUTE;
    const depths = [...makeCursor(simulation.series, 'live', wet).advance(wet + 5 * MINUTE)].filter(
      (sample) => sample.asset === 'WL-02' && sample.property === 'depth',
    );
    expect(depths).toHaveLength(30);
  });
});

describe('a week of history', async () => {
  const simulation = simulate();
  const samples = await history(simulation, NOON - 7 * DAY, NOON);
  const found = levels(simulation, samples);

  test('the storm takes a 示意 point to red, the named one at most to orange', () => {
    expect([...(found.get('WL-02') ?? [])]).toContain('red');
    expect([...(found.get('WL-01') ?? [])]).not.toContain('red');
    expect([...(found.get('WL-01') ?? [])]).toContain('yellow');
    expect(samples.some((sample) => sample.property === 'pump' && sample.value > 0)).toBe(true);
  });

  test('red is shown on 示意 waterlogging points alone', () => {
    const red = [...found].filter(([, set]) => set.has('red')).map(([asset]) => asset);
    for (const asset of red) expect(asset).toMatch(/^WL-0[23]$/);
  });

  test('the heat day brings one 示意 bridge to yellow and no further', () => {
    const limits = samples.filter((sample) => sample.asset === 'BR-02' && sample.property === 'deflection');
    const greatest = Math.max(...limits.map((sample) => sample.value));
    expect(greatest).toBeGreaterThanOrEqual(0.8 * 40);
    expect(greatest).toBeLessThan(40);
    expect(found.get('BR-01')?.has('orange')).toBe(false);
  });

  test('one feeder of 35 lamps is dead for some hours and repaired', () => {
    const dead = samples.filter((sample) => sample.property === 'fault' && sample.value === 2);
    expect(new Set(dead.map((sample) => sample.asset)).size).toBe(35);
    const last = new Map(
      samples.filter((sample) => sample.property === 'fault').map((sample) => [sample.asset, sample.value]),
    );
    expect([...last.values()]).not.toContain(2);
  });

  test('a sensor of a bridge is silent at the end', () => {
    const strain = samples.filter((sample) => sample.asset === 'BR-03' && sample.property === 'strain');
    expect(Math.max(...strain.map((sample) => sample.time))).toBeLessThan(NOON - 9 * HOUR);
    expect(strain.length).toBeGreaterThan(1000);
  });

  test('exactly one storm', () => {
    const storms = simulation.world.weather.rains(NOON - 7 * DAY, NOON).filter((event) => event.kind === 'storm');
    expect(storms).toHaveLength(1);
    expect((NOON - (storms[0]?.from ?? 0)) / DAY).toBeCloseTo(3, 0);
  });

  test('each series goes forward in time, and the past replays without a lamp falling late', () => {
    const last = new Map<string, number>();
    const backward = samples.filter((sample) => {
      const series = `${sample.asset} ${sample.property}`;
      const before = last.get(series) ?? Number.NEGATIVE_INFINITY;
      last.set(series, sample.time);
      return sample.time <= before;
    });
    expect(backward).toEqual([]);
    const lamp = samples.filter((sample) => sample.asset === 'LP-3' && sample.property === 'power');
    for (let i = 1; i < lamp.length; i++)
      expect((lamp[i]?.time ?? 0) - (lamp[i - 1]?.time ?? 0)).toBeLessThan(layerOf('lamp').liveness.late * 1000);
  });
});

test('a dead feeder of 400 lamps is one incident, with the single faults of other feeders beside it', async () => {
  const layers = town(2000, 400).filter(({ definition }) => definition.id === 'lamp');
  const [lamps] = layers;
  const [rule] = lamps?.definition.incidents ?? [];
  if (!lamps || !rule) return expect.unreachable();
  const samples = (await history(simulate({ layers }), NOON - 7 * DAY, NOON))
    .filter(({ property }) => property === rule.property)
    .sort((a, b) => a.time - b.time);
  const dead = samples.find(({ value }) => value === 2)?.time ?? Number.NaN;
  const open = new Map<string, Alert>();
  for (const sample of samples.filter(({ time }) => time <= dead + MINUTE)) {
    const { level, by } = alarm(lamps.definition, sample.property, null, sample, () => undefined);
    if (level === 'normal' || !by) open.delete(sample.asset);
    else open.set(sample.asset, alertOf(sample, level, by.limit));
  }
  const feederOf = ({ asset }: Alert) => String(lamps.assets.columns.feeder?.[slotOf(lamps.assets, asset) ?? -1]);
  const entries = queueEntries([...open.values()], (alert) => ({ rule, place: feederOf(alert) }));
  const [incident, ...others] = entries.filter((entry) => entry.incident);
  expect(others).toEqual([]);
  // One lamp in two hundred says nothing at any time.
  const told = incident?.alerts ?? [];
  expect(told.length).toBeGreaterThan(390);
  expect(told.every((alert) => feederOf(alert) === incident?.incident?.place)).toBe(true);
  expect(entries.length).toBe(1 + open.size - told.length);
  expect(entries.length).toBeGreaterThan(1);
});

test('a drill may raise red on a named place and on a lamp, and only a drill', async () => {
  const collect = (drill: boolean): Map<string, Set<string>> => {
    const simulation = simulate({ drill });
    return levels(simulation, [...makeCursor(simulation.series, 'live', NOON).advance(NOON + 2 * HOUR)]);
  };
  const drill = collect(true);
  expect(drill.get('WL-01')?.has('red')).toBe(true);
  expect([...drill].some(([asset, set]) => asset.startsWith('LP-') && set.has('red'))).toBe(true);
  expect([...collect(false).values()].some((set) => set.has('red'))).toBe(false);
});

test('a whole year stays within the physical range of every property, and no red outside 示意', () => {
  const simulation = simulate({ layers: town(3) });
  const tables = new Map(town(3).map((layer) => [layer.definition.id, layer.assets]));
  for (const series of simulation.series) {
    const definition = layerOf(series.layer);
    const property = definition.properties.find((each) => each.key === series.property);
    const table = tables.get(series.layer);
    const slot = table?.ids.indexOf(series.asset) ?? -1;
    const named = !String(table?.columns.name?.[slot]).includes('示意');
    for (let t = NOON; t < NOON + 365 * DAY; t += 29 * HOUR + 7 * MINUTE) {
      const value = series.value(t);
      if (!(value >= (property?.range[0] ?? 0) && value <= (property?.range[1] ?? 0)))
        expect.fail(`${series.asset} ${series.property} = ${value} at ${t}`);
      const { level } = assess(definition, series.property, value, (attribute) => table?.columns[attribute]?.[slot]);
      if (named && level === 'red') expect.fail(`${series.asset} ${series.property} = ${value} is red`);
    }
  }
});
