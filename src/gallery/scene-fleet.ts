import type { AssetTable, AttributeValue, Path } from '../domain/asset.ts';
import { DAY, type Instant } from '../domain/clock.ts';
import type { Fleet, FleetLayer } from '../domain/fleet.ts';
import { localFrame, toGeographic } from '../domain/geo/local-frame.ts';
import { LAYERS } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { type Random, seededRandom } from '../domain/random.ts';
import type { CompiledScenario, LayerValidity } from '../scenario/compiled.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';

/** A made-up city of the real one's size, the same every time: what gallery pages and benchmarks of the scene draw. */
const CENTRE = [116.589, 35.412] as const;
const FRAME = localFrame(CENTRE[0], CENTRE[1]);
/** Half the city's extent and the distance between streets, metres. */
const HALF = 5000;
const BLOCK = 500;
const LAMP_SPACING = 30;
/** Share of each observation state, in turn: live, late, stale, offline, never observed. */
const SHARES = [0.9, 0.94, 0.97, 0.99, 1] as const;

type Row = readonly [x: number, y: number, heading: number, attributes: Record<string, AttributeValue>, shape?: Path];

/**
 * Lamps, poles, billboards, bridges, waterlogging points and greenways with observations judged at `now`; assets of
 * `tables` where there are any.
 */
export function syntheticFleet(now: Instant, tables: ReadonlyMap<string, AssetTable> = new Map(), seed = 1): Fleet {
  const random = seededRandom(seed);
  const rows: Record<string, Row[]> = {
    lamp: streets((x, y, heading) => [x, y, heading, { type: 'single-arm', height: 10, road: '示意路' }]),
    pole: poles(random),
    billboard: Array.from({ length: 1500 }, () => [
      (random() * 2 - 1) * HALF,
      (random() * 2 - 1) * HALF,
      random() * 360,
      { type: 'wall', width: 6, height: 3, bottom: 4 },
    ]),
    bridge: [-3000, -1500, 0, 1500, 3000].map((x, i) => [x, 1200, 90, { name: `示意桥梁 ${i + 1}`, length: 320 }]),
    waterlogging: [-2400, -1100, 150, 1300, 2600].map((x, i) => [
      x,
      -260 + 40 * i,
      0,
      { name: `示意积水点 ${i + 1}` },
      ring(x, -260 + 40 * i, 45),
    ]),
    greenway: Array.from({ length: 8 }, (_, i) => river(i)),
    weather: [-2000, 2000].map((x, i) => [x, 800, 0, { name: `示意气象站 ${i + 1}` }]),
  };
  return new Map(
    LAYERS.map((definition): [string, FleetLayer] => {
      const assets = tables.get(definition.id) ?? tableOf(definition.id, definition.reserve, rows[definition.id] ?? []);
      const shown = new ObservationTable(
        definition.id,
        definition.properties.map((property) => property.key),
        assets.capacity,
      );
      for (let slot = 0; slot < assets.count; slot++) {
        const share = random();
        const { late, stale, offline } = definition.liveness;
        const age = [0, late * 1.2, stale * 1.2, offline * 1.2][SHARES.findIndex((each) => share < each)];
        if (age === undefined) continue;
        definition.properties.forEach((property, index) => {
          shown.write(index, slot, observed(definition.id, property.key, slot, random), now - age * 1000, 'good');
        });
      }
      return [definition.id, { definition, assets, shown, source: 'simulated' }];
    }),
  );
}

/** What weather stations observe on a fair day; what is not named is zero. */
export const FAIR: Readonly<Record<string, number>> = { visibility: 20_000, cloud: 20, wind: 3, temperature: 8 };

function observed(layer: string, property: string, slot: number, random: Random): number {
  const chance = random();
  if (layer === 'waterlogging' && property === 'depth') return [2, 18, 30, 46, 0][slot % 5]!;
  if (layer === 'weather') return FAIR[property] ?? 0;
  switch (property) {
    case 'power':
      return 150;
    case 'dim':
      return 80;
    case 'fault':
      return chance < 0.004 ? 1 : chance < 0.006 ? 2 : chance < 0.0065 ? 3 : 0;
    case 'online':
    case 'lit':
      return chance < 0.01 ? 0 : 1;
    case 'inspection':
      return chance < 0.01 ? 5 : chance < 0.04 ? 2 : 0;
    case 'windRatio':
      return 0.3;
    default:
      return 1;
  }
}

/** Lamps on both sides of every street of the grid. */
function streets(row: (x: number, y: number, heading: number) => Row): Row[] {
  const rows: Row[] = [];
  for (let street = -HALF; street <= HALF; street += BLOCK)
    for (let along = -HALF; along <= HALF; along += LAMP_SPACING)
      for (const side of [-1, 1]) {
        rows.push(row(along, street + side * 12, side > 0 ? 180 : 0));
        if (Math.abs(along % BLOCK) > 25) rows.push(row(street + side * 12, along, side > 0 ? 270 : 90));
      }
  return rows;
}

/** Poles of all classes along the middle street, about 90 a kilometre. */
function poles(random: Random): Row[] {
  const classes = ['TS', 'TG', 'CC', 'RN', 'WF', 'BS', 'CM', 'PW', 'EN', 'AD', 'OT'];
  return Array.from({ length: 950 }, (_, i) => {
    const side = i % 2 ? 1 : -1;
    return [
      -2650 + (5300 * i) / 950 + random() * 4,
      side * (13 + random() * 4),
      side > 0 ? 180 : 0,
      { class: classes[Math.floor(random() * classes.length)]!, height: 4 + Math.floor(random() * 6) },
    ];
  });
}

function river(i: number): Row {
  const y = -3500 + i * 1000;
  const shape: Path = Array.from({ length: 30 }, (_, k) => {
    const x = -HALF + (k * 2 * HALF) / 29;
    return toGeographic(FRAME, x, y + 150 * Math.sin(k / 4 + i)) as readonly [number, number];
  });
  return [0, y, 0, { name: `示意绿道 ${i + 1}`, width: 4, capacity: 1200 }, shape];
}

function ring(x: number, y: number, radius: number): Path {
  return Array.from({ length: 28 }, (_, k) => {
    const angle = (k / 28) * 2 * Math.PI;
    const r = radius * (1 + 0.18 * Math.sin(3 * angle) + 0.1 * Math.cos(5 * angle));
    return toGeographic(FRAME, x + r * 1.6 * Math.cos(angle), y + r * Math.sin(angle)) as readonly [number, number];
  });
}

function tableOf(layer: string, reserve: number, rows: readonly Row[]): AssetTable {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row[3])))];
  const positions = rows.flatMap(([x, y]) => [...toGeographic(FRAME, x, y), 0]);
  return {
    layer,
    count: rows.length,
    capacity: rows.length + reserve,
    ids: rows.map((_, i) => `${layer}-${i}`),
    positions: Float64Array.from(positions),
    headings: Float32Array.from(rows, (row) => row[2]),
    columns: Object.fromEntries(keys.map((key) => [key, rows.map((row) => row[3][key] ?? null)])),
    ...(rows.some((row) => row[4]) ? { shapes: rows.map((row) => row[4] ?? null) } : {}),
    provenance: 'illustrative',
  };
}

/** Merges the poles of the middle street onto carrier poles, one every 35 m, in four steps after `start`. */
export function syntheticScenario(fleet: Fleet, start: Instant): CompiledScenario {
  const assets = fleet.get('pole')!.assets;
  const spacing = 35;
  const planned = Math.floor(5300 / spacing) * 2;
  const count = assets.count + planned;
  const grow = (values: Float64Array | Float32Array, extra: readonly number[]) => [...values, ...extra];
  const places = Array.from({ length: planned }, (_, i) => {
    const side = i % 2 ? 1 : -1;
    return [...toGeographic(FRAME, -2650 + Math.floor(i / 2) * spacing, side * 14), 0];
  });
  const table: AssetTable = {
    ...assets,
    count,
    ids: [...assets.ids, ...places.map((_, i) => `MF-${i}`)],
    positions: Float64Array.from(grow(assets.positions, places.flat())),
    headings: Float32Array.from(
      grow(
        assets.headings,
        places.map((_, i) => (i % 2 ? 180 : 0)),
      ),
    ),
    columns: {
      class: [...assets.columns.class!, ...places.map(() => 'MF')],
      height: [...assets.columns.height!, ...places.map(() => 12)],
    },
  };
  const never = (): LayerValidity => ({
    from: new Float64Array(assets.capacity).fill(Number.POSITIVE_INFINITY),
    to: new Float64Array(assets.capacity).fill(Number.POSITIVE_INFINITY),
    fate: new Uint8Array(assets.capacity),
  });
  const base = never();
  base.from.fill(Number.NEGATIVE_INFINITY, 0, assets.count);
  const merged = never();
  merged.from.fill(Number.NEGATIVE_INFINITY, 0, assets.count);
  for (let slot = 0; slot < assets.count; slot++) {
    if (slot % 12 === 0) continue;
    merged.to[slot] = start + (240 + (slot % 3) * 40) * DAY;
    merged.fate[slot] = 1;
  }
  for (let i = 0; i < planned; i++) {
    merged.from[assets.count + i] = start + (i % 2 ? 180 : 100) * DAY;
    merged.fate[assets.count + i] = 4;
  }
  const days = [0, 60, 120, 200, 300, 420, 785];
  return {
    document: {
      id: 'synthetic',
      baseline: [],
      alternatives: [],
      assumptions: [],
      project: {},
    } as unknown as ScenarioDocument,
    id: 'synthetic',
    start,
    end: start + 420 * DAY,
    utcOffsetMinutes: 480,
    slices: days.map((day, i) => ({
      id: `T${i}` as 'T0',
      title: { zh: `T${i}`, en: `T${i}` },
      at: start + (i === 0 ? -1 : day) * DAY,
    })),
    assets: new Map([['pole', table]]),
    alternatives: (['base', 'B'] as const).map((id) => ({
      id,
      title: { zh: id, en: id },
      summary: { zh: '', en: '' },
      phases: [],
      validity: new Map([['pole', id === 'base' ? base : merged]]),
    })),
  };
}
