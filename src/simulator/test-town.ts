import type { AssetTable, AttributeValue } from '../domain/asset.ts';
import { parseInstant } from '../domain/clock.ts';
import { layerOf } from '../domain/layers/table.ts';
import { makeSimulation, type Simulation } from './simulation.ts';
import type { SimulatedLayer } from './world.ts';

/** A small town at Jining's place for tests: every layer, one named and some 示意 assets. */
export const JINING = { longitude: 116.59, latitude: 35.41, utcOffset: 8 * 3_600_000 };
export const NOON = parseInstant('2026-07-15T12:00:00+08:00');

type Row = { readonly id: string } & Readonly<Record<string, AttributeValue>>;

function layer(id: string, rows: readonly Row[]): SimulatedLayer {
  const definition = layerOf(id);
  const keys = definition.attributes.map((each) => each.key);
  const assets: AssetTable = {
    layer: id,
    count: rows.length,
    capacity: rows.length + definition.reserve,
    ids: rows.map((row) => row.id),
    positions: Float64Array.from(rows.flatMap((_, i) => [JINING.longitude + (i % 100) * 1e-4, JINING.latitude, 0])),
    headings: new Float32Array(rows.length),
    columns: Object.fromEntries(keys.map((key) => [key, rows.map((row) => row[key] ?? null)])),
    provenance: 'illustrative',
  };
  return { definition, assets };
}

const pond = { catchment: 4.5, runoff: 0.7, drainage: 0.4, basin: 2600 };
const girder = { type: 'girder', mainSpan: 30, deflectionLimit: 40, strainLimit: 220, baseFrequency: 3.4 };
const TYPES = ['roof', 'wall', 'column', 'led', 'light-box', 'tri-vision', 'shop-sign', 'bus-shelter'];

/** @param onFeeder lamps that a feeder supplies */
export function town(lamps = 140, onFeeder = 35): SimulatedLayer[] {
  return [
    layer('waterlogging', [
      { id: 'WL-01', name: '火炬路与深圳路', ...pond },
      { id: 'WL-02', name: '示意积水点 2', ...pond, drainage: 0.6 },
      { id: 'WL-03', name: '示意积水点 3', ...pond, catchment: 3 },
    ]),
    layer('weather', [
      { id: 'WS-01', name: '示意气象站 1' },
      { id: 'WS-02', name: '示意气象站 2' },
    ]),
    layer('bridge', [
      {
        id: 'BR-01',
        name: '如意洸府河大桥',
        type: 'cable-stayed',
        mainSpan: 320,
        deflectionLimit: 320,
        strainLimit: 260,
        baseFrequency: 0.41,
      },
      { id: 'BR-02', name: '示意桥梁 2', ...girder },
      { id: 'BR-03', name: '示意桥梁 3', ...girder },
    ]),
    layer('greenway', [
      { id: 'GW-01', name: '示意绿道 1', capacity: 900, bankLevel: 36.5 },
      { id: 'GW-02', name: '示意绿道 2', capacity: 500 },
    ]),
    layer(
      'lamp',
      Array.from({ length: lamps }, (_, i) => ({
        id: `LP-${i}`,
        name: `路灯 ${i}`,
        type: 'single-arm',
        wattage: 150,
        feeder: `F-${Math.floor(i / onFeeder)}`,
      })),
    ),
    layer('pole', [
      { id: 'CC-1', name: '监控杆', class: 'CC', mounts: 'camera:6:90|camera:6:270' },
      { id: 'RN-1', name: '路名牌杆', class: 'RN', mounts: 'name-plate:2.8:0' },
      { id: 'CM-1', name: '通信杆', class: 'CM', mounts: 'micro-cell:10:0' },
    ]),
    layer(
      'billboard',
      Array.from({ length: 80 }, (_, i) => ({
        id: `AD-${i}`,
        name: `广告牌 ${i}`,
        type: TYPES[i % TYPES.length] as string,
        width: 2 + (i % 9),
        height: 1 + (i % 5),
        built: 2005 + (i % 20),
      })),
    ),
  ];
}

export function simulate(
  options: { seed?: number; epoch?: number; drill?: boolean; layers?: SimulatedLayer[] } = {},
): Simulation {
  return makeSimulation({
    seed: options.seed ?? 7,
    epoch: options.epoch ?? NOON,
    utcOffset: JINING.utcOffset,
    drill: options.drill ?? false,
    layers: options.layers ?? town(),
  });
}
