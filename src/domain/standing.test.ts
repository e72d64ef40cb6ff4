import { describe, expect, it } from 'vitest';
import type { AssetTable } from './asset.ts';
import { isHeard } from './layer.ts';
import { layerOf } from './layers/table.ts';
import { levelRank } from './level.ts';
import { QUALITIES } from './observation.ts';
import { ObservationTable, REMEMBERED } from './observation-table.ts';
import { seededRandom } from './random.ts';
import { standingOf } from './standing.ts';
import { assess } from './threshold.ts';

const SLOTS = 300;
const ALL = Array.from({ length: SLOTS }, (_, slot) => slot);

/** A layer whose attributes, as far as limits depend on them, are numbers or missing. */
function rig(id: string) {
  const layer = layerOf(id);
  const random = seededRandom(7);
  const column = () => Array.from({ length: SLOTS }, () => (random() < 0.2 ? null : random() * 50));
  const assets: AssetTable = {
    layer: id,
    count: SLOTS,
    capacity: SLOTS,
    ids: Array.from({ length: SLOTS }, (_, slot) => `${id}-${slot}`),
    positions: new Float64Array(3 * SLOTS),
    headings: new Float32Array(SLOTS),
    columns: Object.fromEntries(
      layer.thresholds.flatMap(({ limit }) => (typeof limit === 'number' ? [] : [[limit.attribute, column()]])),
    ) as AssetTable['columns'],
    provenance: 'illustrative',
  };
  const table = new ObservationTable(
    id,
    layer.properties.map(({ key }) => key),
    SLOTS,
  );
  const standing = standingOf(layer, assets, table);
  /** Every slot the slow way, value by value. */
  const slow = (slot: number) => {
    const values = layer.properties.map((property, index) => ({
      heard: isHeard(property),
      value: table.values[index]![slot]!,
      time: table.times[index]![slot]!,
      quality: QUALITIES[table.qualities[index]![slot]!],
      level: assess(layer, property.key, table.values[index]![slot]!, (key) => assets.columns[key]?.[slot]).level,
    }));
    const times = values.flatMap(({ heard, time }) => (heard && !Number.isNaN(time) ? [time] : []));
    return {
      rank: Math.max(...values.map(({ level }) => levelRank(level))),
      newest: times.length > 0 ? Math.max(...times) : Number.NaN,
      doubtful: values.some(({ value, quality }) => quality !== 'good' && !Number.isNaN(value)),
    };
  };
  const quick = (slot: number) => ({
    rank: standing.rankOf(slot),
    newest: standing.newestOf(slot),
    doubtful: standing.isDoubtful(slot),
  });
  return { layer, assets, table, standing, slow, quick, random };
}

describe('the standing of assets', () => {
  it.each(['lamp', 'bridge', 'greenway', 'waterlogging', 'billboard'])(
    '%s: is what each value is judged to be',
    (id) => {
      const { layer, table, standing, slow, quick, random } = rig(id);
      for (let batch = 0; batch < 20; batch++) {
        for (let i = 0; i < 100; i++) {
          const property = Math.floor(random() * layer.properties.length);
          const limits = layer.thresholds.filter((each) => each.property === layer.properties[property]?.key);
          const limit = limits[Math.floor(random() * limits.length)]?.limit;
          // On the limit, to one side of it, or anywhere; forwards and back in time; and forgotten.
          const value =
            typeof limit === 'number' && random() < 0.5 ? limit + Math.round(random() * 2) - 1 : random() * 100;
          const slot = Math.floor(random() * SLOTS);
          if (random() < 0.1) table.erase(property, slot);
          else table.write(property, slot, value, Math.floor(random() * 1e6), QUALITIES[Math.floor(random() * 3)]!);
        }
        if (batch % 7 === 0) table.lose(!table.lost);
        standing.follow();
        expect(ALL.map(quick)).toEqual(ALL.map(slow));
      }
    },
  );

  it('finds out by itself when more was written than is remembered', () => {
    const { table, standing, slow, quick, random } = rig('lamp');
    standing.follow();
    for (let i = 0; i <= REMEMBERED; i++) table.write(i % 3, i % SLOTS, random() * 200, i, 'good');
    standing.follow();
    expect(ALL.map(quick)).toEqual(ALL.map(slow));
  });

  it('is kept with its tables, and apart for other assets', () => {
    const { layer, assets, table, standing } = rig('lamp');
    expect(standingOf(layer, assets, table)).toBe(standing);
    expect(standingOf(layer, { ...assets }, table)).not.toBe(standing);
  });
});
