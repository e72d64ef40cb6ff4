import { expect, test } from 'vitest';
import { alarm } from '../domain/alarm.ts';
import type { Alert } from '../domain/alert.ts';
import { DAY, HOUR } from '../domain/clock.ts';
import { queueEntries } from '../domain/incident.ts';
import type { Sample } from './series.ts';
import { NOON, simulate, town } from './test-town.ts';

/** A few of them say nothing at any time, as real ones do. */
const LAMPS = 410;

/** What the simulated lamps say of faults in the night of the dead feeder, by lamp; the first word of each. */
function firstFaults(): Map<string, Sample> {
  const simulation = simulate({ layers: town(LAMPS, LAMPS) });
  const cursor = simulation.follow('live', NOON - 2 * DAY);
  const found = new Map<string, Sample>();
  for (const sample of cursor.advance(NOON - 2 * DAY + 14 * HOUR, false))
    if (sample.property === 'fault' && sample.value === 2 && !found.has(sample.asset)) found.set(sample.asset, sample);
  return found;
}

test('a simulated feeder fault of 400 lamps is one incident with all alerts in it, not 400 lines', () => {
  const lamps = town(LAMPS, LAMPS).find(({ definition }) => definition.id === 'lamp');
  if (!lamps) throw new Error('no lamps');
  const faults = firstFaults();
  expect(faults.size).toBeGreaterThanOrEqual(400);
  const alerts = [...faults.values()].flatMap(({ asset, time, value }): Alert[] => {
    const { level, by } = alarm(lamps.definition, 'fault', null, { time, value }, () => undefined);
    if (level === 'normal' || !by) return [];
    return [
      {
        ...{ id: `lamp-${asset}`, layer: 'lamp', asset, property: 'fault', level, value, limit: by.limit },
        ...{ stage: 'raised', raisedAt: time, updatedAt: time, provenance: 'simulated', drill: false },
      },
    ];
  });
  const feederOf = (asset: string) => String(lamps.assets.columns.feeder?.[lamps.assets.ids.indexOf(asset)] ?? '');
  const rule = lamps.definition.incidents?.find(({ property }) => property === 'fault');
  const entries = queueEntries(alerts, ({ asset }) => (rule ? { rule, place: feederOf(asset) } : null));
  expect(entries.map(({ alerts: each, incident, head }) => [each.length, incident?.place, head.level])).toEqual([
    [faults.size, 'F-0', 'orange'],
  ]);
  // The same faults on feeders of their own are no incident.
  const apart = queueEntries(alerts, ({ asset }) => (rule ? { rule, place: asset } : null));
  expect(apart).toHaveLength(faults.size);
});
