import { expect, it } from 'vitest';
import type { Alert } from './alert.ts';
import { type IncidentPlace, queueEntries } from './incident.ts';
import { LAYERS, layerOf } from './layers/table.ts';

const [rule] = layerOf('lamp').incidents ?? [];

function lamp(index: number, change: Partial<Alert> = {}): Alert {
  return {
    id: `a${index}`,
    layer: 'lamp',
    asset: `LP-${index}`,
    property: 'fault',
    level: 'orange',
    value: 2,
    limit: 2,
    stage: 'raised',
    raisedAt: 1000 + index,
    updatedAt: 1000 + index,
    provenance: 'simulated',
    drill: false,
    ...change,
  };
}
const feederOf =
  (feeder: (index: number) => string | null) =>
  ({ asset }: Alert): IncidentPlace | null => {
    const place = feeder(Number(asset.slice(3)));
    return rule && place !== null ? { rule, place } : null;
  };

it('a dead feeder of 400 lamps is one incident, not 400 alerts', () => {
  const alerts = Array.from({ length: 400 }, (_, index) => lamp(399 - index));
  const entries = queueEntries(
    alerts,
    feederOf(() => '回路 7'),
  );
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ head: { id: 'a399' }, since: 1000, incident: { place: '回路 7' } });
  expect(entries[0]?.alerts).toHaveLength(400);
});

it('each alert is in one entry, and an incident stands where its first alert stood', () => {
  const alerts = Array.from({ length: 60 }, (_, index) => lamp(index));
  const entries = queueEntries(
    alerts,
    feederOf((index) => (index % 3 === 0 ? null : `回路 ${index % 7}`)),
  );
  expect(entries.flatMap((each) => each.alerts.map(({ id }) => id)).sort()).toEqual(alerts.map(({ id }) => id).sort());
  const heads = entries.map(({ head }) => alerts.indexOf(head));
  expect(heads).toEqual([...heads].sort((a, b) => a - b));
  expect(entries.some(({ incident }) => incident)).toBe(true);
});

it('few are told one by one; another property of the same feeder is another cause', () => {
  const least = rule?.least ?? 0;
  const few = Array.from({ length: least - 1 }, (_, index) => lamp(index));
  const one = feederOf(() => '回路 7');
  expect(queueEntries(few, one)).toHaveLength(least - 1);
  expect(queueEntries([...few, lamp(90)], one)).toHaveLength(1);
  expect(queueEntries([...few, lamp(90, { property: 'leak' })], one)).toHaveLength(least);
});

it('every rule names a property with thresholds and an attribute of its layer', () => {
  const rules = LAYERS.flatMap(({ incidents = [], ...layer }) => incidents.map((each) => ({ each, layer })));
  expect(rules.length).toBeGreaterThan(2);
  for (const { each, layer } of rules) {
    expect(
      layer.thresholds.some(({ property }) => property === each.property),
      layer.id,
    ).toBe(true);
    expect(
      layer.attributes.some(({ key }) => key === each.place),
      layer.id,
    ).toBe(true);
    expect(each.least).toBeGreaterThan(1);
  }
});
