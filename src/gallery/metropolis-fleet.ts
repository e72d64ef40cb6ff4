import type { AssetTable, AttributeValue } from '../domain/asset.ts';
import type { Fleet, FleetLayer } from '../domain/fleet.ts';
import { localFrame, toGeographic } from '../domain/geo/local-frame.ts';
import { layerOf } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { type Random, seededRandom } from '../domain/random.ts';

/** A metropolis of 30 km about the city's middle: how many of each there are. */
export const METROPOLIS = { lamp: 200_000, billboard: 20_000, 'bridge-sensor': 5_000 } as const;

const CENTRE = [116.589, 35.412] as const;
const HALF = 15_000;
/** Shares of what is in alarm: red, orange, yellow. */
const ALARMS = [0.002, 0.006, 0.02] as const;

const ATTRIBUTES: Readonly<Record<keyof typeof METROPOLIS, Readonly<Record<string, AttributeValue>>>> = {
  lamp: { type: 'single-arm', height: 10, wattage: 150 },
  billboard: { type: 'wall', width: 6, height: 3, bottom: 4 },
  'bridge-sensor': { quantity: 'tilt', limit: 1, height: 4 },
};

/** Every asset observed at `now`, the same every time. */
export function metropolisFleet(now: number): Fleet {
  const random = seededRandom(17);
  return new Map(
    (Object.keys(METROPOLIS) as (keyof typeof METROPOLIS)[]).map((layer) => [layer, layerAt(layer, now, random)]),
  );
}

function layerAt(layer: keyof typeof METROPOLIS, now: number, random: Random): FleetLayer {
  const definition = layerOf(layer);
  const count = METROPOLIS[layer];
  const frame = localFrame(CENTRE[0], CENTRE[1]);
  const positions = new Float64Array(3 * count);
  for (let slot = 0; slot < count; slot++) {
    const [lon, lat] = toGeographic(frame, (random() * 2 - 1) * HALF, (random() * 2 - 1) * HALF);
    positions.set([lon, lat, 0], 3 * slot);
  }
  const names = Array.from({ length: count }, (_, slot) => `示意 ${slot + 1}`);
  const assets: AssetTable = {
    layer,
    count,
    capacity: count + definition.reserve,
    ids: Array.from({ length: count }, (_, slot) => `${layer}-${slot}`),
    positions,
    headings: Float32Array.from({ length: count }, () => random() * 360),
    columns: {
      ...Object.fromEntries(
        Object.entries(ATTRIBUTES[layer]).map(([key, value]) => [key, new Array<AttributeValue>(count).fill(value)]),
      ),
      ...(layer === 'lamp' ? {} : { name: names }),
    },
    provenance: 'simulated',
  };
  const shown = new ObservationTable(
    layer,
    definition.properties.map((property) => property.key),
    assets.capacity,
  );
  const observe = (key: string, slot: number, value: number) => {
    const property = shown.properties.indexOf(key);
    if (property >= 0) shown.write(property, slot, value, now, 'good');
  };
  for (let slot = 0; slot < count; slot++) {
    const chance = random();
    const severity = ALARMS.findIndex((share) => chance < share);
    observe('power', slot, 150);
    observe('dim', slot, 80);
    observe('online', slot, 1);
    observe('lit', slot, 1);
    observe('windRatio', slot, 0.3);
    observe('tilt', slot, 0.2);
    observe('fault', slot, [3, 2, 1][severity] ?? 0);
  }
  return { definition, assets, shown, source: 'simulated' };
}
