import type { Alert } from '../domain/alert.ts';
import type { AssetTable } from '../domain/asset.ts';
import { slotOf } from '../domain/asset.ts';
import { type Instant, MINUTE } from '../domain/clock.ts';
import type { Fleet, FleetLayer } from '../domain/fleet.ts';
import { LAYERS } from '../domain/layers/table.ts';
import type { Level } from '../domain/level.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { seededRandom, seedOf } from '../domain/random.ts';
import { assess } from '../domain/threshold.ts';
import { table } from './tables-fixture.ts';

/** Nothing is open, everything calm, a storm with a red point, or the gateway gone. */
export type Weather = 'calm' | 'storm' | 'stale' | 'lost' | 'empty';

/** What a measuring point of the flagship reads; one cable is slack in a storm. */
function pointValue(
  assets: AssetTable,
  slot: number,
  property: string,
  weather: Weather,
  random: () => number,
): number {
  const of = (key: string) => Number(assets.columns[key]?.[slot] ?? 0);
  const calm = CALM.bridge ?? {};
  switch (property) {
    case 'force':
      return (
        of('baseline') *
        (1 + (weather !== 'calm' && assets.ids[slot] === 'BR-01-SL-15' ? -0.062 : 0.05 * (random() - 0.5)))
      );
    case 'joint':
      return of('limit') * (0.5 + 0.1 * random());
    case 'load':
      return 30 * random();
    case 'tilt':
      return 0.02 * (random() - 0.5);
    case 'frequency':
      return 0.419;
    default:
      return (calm[property] ?? 0) * (0.9 + 0.2 * random());
  }
}

/** Primary values that look like a working city; the storm's are written over them. */
const CALM: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  bridge: {
    deflection: 6.4,
    strain: 62,
    cableForce: 1.12,
    frequency: 2.11,
    vibration: 4.2,
    temperature: 18.6,
    wind: 3.4,
    vehicleLoad: 31,
    joint: 54,
    tilt: 0.006,
    offline: 3.1,
    supplierAlarm: 0,
  },
  waterlogging: { depth: 0.4, rain: 0, pump: 0, outlet: -0.62 },
  greenway: { people: 148, riverLevel: 33.42, lampsLit: 98 },
  lamp: { power: 142, dim: 80, fault: 0 },
  pole: { online: 1, power: 36 },
  billboard: { inspection: 0, windRatio: 0.21, lit: 1 },
};

/** What every layer observes in that weather. */
export function fleetOf(tables: ReadonlyMap<string, AssetTable>, now: Instant, weather: Weather): Fleet {
  return new Map(
    LAYERS.map((definition): [string, FleetLayer] => {
      const assets = tables.get(definition.id) ?? table(definition.id, []);
      const shown = new ObservationTable(
        definition.id,
        definition.properties.map((property) => property.key),
        assets.capacity,
      );
      const random = seededRandom(seedOf(definition.id));
      for (let slot = 0; slot < assets.count; slot++) {
        const tired = random();
        const { late, stale, offline } = definition.liveness;
        const age =
          weather === 'stale' || weather === 'lost'
            ? stale * (1.2 + 0.4 * random())
            : tired < 0.93
              ? 0.2 * late * random()
              : tired < 0.97
                ? late * 1.3
                : tired < 0.99
                  ? stale * 1.2
                  : offline * 1.1;
        definition.properties.forEach((property, index) => {
          if (definition.id === 'bridge-sensor') {
            const quantity = assets.columns.quantity?.[slot];
            const rings = property.key === 'frequency' && assets.columns.frequencyWeight?.[slot] === 1;
            if (property.key !== quantity && !rings) return;
            shown.write(index, slot, pointValue(assets, slot, property.key, weather, random), now - age * 1000, 'good');
            return;
          }
          if (property.key === 'cableForce' && assets.columns.type?.[slot] !== 'cable-stayed') return;
          const base = CALM[definition.id]?.[property.key] ?? 0;
          const span = property.states ? 0 : base * 0.2 * (random() - 0.5);
          shown.write(index, slot, Math.round((base + span) * 1000) / 1000, now - age * 1000, 'good');
        });
      }
      const set = (
        id: string,
        property: string,
        value: number,
        ageSeconds: number,
        quality: 'good' | 'suspect' = 'good',
      ) => {
        const slot = slotOf(assets, id);
        const index = definition.properties.findIndex((each) => each.key === property);
        if (slot !== undefined && index >= 0) shown.write(index, slot, value, now - ageSeconds * 1000, quality);
      };
      if (weather !== 'calm' && definition.id === 'waterlogging') {
        set('WL-01', 'depth', 18.4, 20);
        set('WL-02', 'depth', 30.2, 12);
        set('WL-03', 'depth', 46.8, 8);
        for (const n of [1, 2, 3, 4, 5]) {
          set(`WL-0${n}`, 'rain', 38.5, 20);
          set(`WL-0${n}`, 'pump', n === 3 ? 0.55 : 0, 20);
          set(`WL-0${n}`, 'outlet', n === 3 ? 0.34 : -0.4, 20);
        }
      }
      if (definition.id === 'bridge') set('BR-01', 'frequency', 0.4176, 3);
      if (weather !== 'calm' && definition.id === 'bridge') {
        set('BR-01', 'deflection', 84.6, 3);
        set('BR-01', 'wind', 14.6, 3);
        set('BR-01', 'vibration', 12.8, 400);
        set('BR-01', 'strain', 71, 2400, 'suspect');
        set('BR-02', 'deflection', 33.1, 5);
      }
      if (weather !== 'calm' && definition.id === 'lamp')
        for (let n = 0; n < 12; n++) set(assets.ids[40 + n] ?? '', 'fault', n < 8 ? 2 : 1, 60);
      return [definition.id, { definition, assets, shown, source: 'simulated' }];
    }),
  );
}

/** One alert for every value beyond a limit, at most three a layer. */
export function alertsOf(fleet: Fleet, now: Instant): Alert[] {
  const alerts: Alert[] = [];
  for (const [layer, { definition, assets, shown }] of fleet) {
    let inLayer = 0;
    for (let slot = 0; slot < assets.count && inLayer < 3; slot++)
      definition.properties.forEach((property, index) => {
        const value = shown.values[index]?.[slot] ?? Number.NaN;
        const { level, by } = assess(definition, property.key, value, (key) => assets.columns[key]?.[slot]);
        if (level === 'normal' || !by) return;
        inLayer++;
        const raisedAt = now - (7 + 13 * alerts.length) * MINUTE;
        alerts.push({
          id: `alert-${alerts.length + 1}`,
          layer,
          asset: assets.ids[slot] ?? '',
          property: property.key,
          level: level as Exclude<Level, 'normal'>,
          value,
          limit: by.limit,
          stage: alerts.length % 3 === 1 ? 'confirmed' : 'raised',
          raisedAt,
          updatedAt: raisedAt + 3 * MINUTE,
          ...(alerts.length % 3 === 1 ? { by: '王值班', holder: { user: 'wang', name: '王值班' } } : {}),
          provenance: 'simulated',
          drill: false,
        });
      });
  }
  return alerts;
}
