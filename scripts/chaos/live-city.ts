import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssetTableMessage } from '../../src/wire/asset-table.ts';
import type { Catalog } from '../../src/wire/catalog.ts';

/** Lamps to the east–west row of the made city. */
const ROW = 500;
/** Degrees between two lamps, about 30 m. */
const STEP = 0.0003;

/**
 * Writes a built city of `lamps` street lamps (ids `L-0`…) and nothing else into `folder`: what the gateway has to hold at the size
 * of a city, without its buildings.
 */
export function makeLiveCity(folder: string, lamps: number): void {
  const [west, south] = [116.4, 35.2];
  const words = { zh: '测量用城市', en: 'City for measuring' };
  const table: AssetTableMessage = {
    layer: 'lamp',
    count: lamps,
    capacity: lamps,
    ids: Array.from({ length: lamps }, (_, slot) => `L-${slot}`),
    positions: Array.from({ length: lamps }, (_, slot) => [
      west + (slot % ROW) * STEP,
      south + Math.floor(slot / ROW) * STEP,
      0,
    ]).flat(),
    headings: Array.from({ length: lamps }, () => 0),
    columns: {},
    provenance: 'illustrative',
  };
  const home: Catalog['homes']['review'] = [west, south, 2000, 0, -45, 0];
  const catalog: Catalog = {
    format: 'chengjing-catalog@1',
    city: {
      id: 'live',
      title: words,
      centre: [west, south],
      bounds: [west, south, west + ROW * STEP, south + (lamps / ROW) * STEP],
      timeZone: 'Asia/Shanghai',
      utcOffset: 480,
      mapApproval: null,
    },
    homes: { review: home, hall: home, exhibition: home },
    places: [],
    roads: [],
    slots: 'live',
    tilesets: [],
    layers: [{ id: 'lamp', assets: 'assets/lamp.json', count: lamps, capacity: lamps, provenance: 'illustrative' }],
    basemaps: [],
    scenarios: [],
    sources: [],
  };
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'catalog.json'), JSON.stringify(catalog));
  writeFileSync(join(folder, 'assets/lamp.json'), JSON.stringify(table));
}
