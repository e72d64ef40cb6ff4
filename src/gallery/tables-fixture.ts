import type { AssetTable, AttributeValue } from '../domain/asset.ts';
import { sensorPlan } from '../domain/furniture/bridge-sensors.ts';
import { LAYERS } from '../domain/layers/table.ts';
import { seededRandom, seedOf } from '../domain/random.ts';

type Rows = readonly (readonly [id: string, attributes: Record<string, AttributeValue>])[];

/** Assets of a layer at made-up places. */
export function table(layer: string, rows: Rows): AssetTable {
  const keys = [...new Set(rows.flatMap(([, attributes]) => Object.keys(attributes)))];
  const reserve = LAYERS.find((each) => each.id === layer)?.reserve ?? 0;
  const random = seededRandom(seedOf(layer));
  return {
    layer,
    count: rows.length,
    capacity: rows.length + reserve,
    ids: rows.map(([id]) => id),
    positions: Float64Array.from(rows.flatMap(() => [116.55 + random() * 0.1, 35.39 + random() * 0.06, 0])),
    headings: new Float32Array(rows.length),
    columns: Object.fromEntries(keys.map((key) => [key, rows.map(([, attributes]) => attributes[key] ?? null)])),
    provenance: 'illustrative',
  };
}

/** A layer without assets that knows its attributes, so that planned ones have theirs. */
export function emptyTable(layer: string): AssetTable {
  const attributes = LAYERS.find((each) => each.id === layer)?.attributes ?? [];
  return { ...table(layer, []), columns: Object.fromEntries(attributes.map(({ key }) => [key, []])) };
}

/** The tables of every layer: those of a street, and a handful of assets for the rest. */
export function tablesOf(street: ReadonlyMap<string, AssetTable>): ReadonlyMap<string, AssetTable> {
  const place = (district: string, road: string) => ({ district, road, code: '37081101180001' });
  const bridge = { mainSpan: 60, deflectionLimit: 40, strainLimit: 180, baseFrequency: 2.1, width: 28, type: 'girder' };
  const greenway = { capacity: 1200, bankLevel: 35.2, width: 4, length: 2600 };
  return new Map([
    [
      'bridge',
      table('bridge', [
        [
          'BR-01',
          {
            ...bridge,
            ...place('任城区', '济宁大道'),
            name: '如意洸府河大桥',
            type: 'cable-stayed',
            mainSpan: 320,
            deflectionLimit: 400,
            towerHeight: 77,
            width: 40,
            baseFrequency: 0.42,
            maintenanceClass: 'Ⅰ类养护',
            rating: '合格级',
            referenceTemperature: 15,
            deflectionPerKelvin: 1.6,
            strainPerKelvin: 1.4,
            cableForcePerKelvin: -0.06,
            frequencyPerKelvin: -0.000126,
            river: '洸府河',
            note: '尺寸据公开报道，名称对应待核',
          },
        ],
        ...[2, 3, 4, 5].map(
          (n) =>
            [
              `BR-0${n}`,
              {
                ...bridge,
                ...place('高新区', '示意路'),
                name: `示意桥梁 ${n}`,
                maintenanceClass: 'Ⅱ类养护',
                rating: n === 4 ? 'A级' : 'B级',
              },
            ] as const,
        ),
      ]),
    ],
    ['bridge-sensor', table('bridge-sensor', sensorsOfFlagship())],
    [
      'waterlogging',
      table('waterlogging', [
        ['WL-01', { ...place('高新区', '火炬路'), name: '火炬路与深圳路', cause: '低洼' }],
        ...[2, 3, 4, 5].map((n) => [`WL-0${n}`, { ...place('任城区', '示意路'), name: `示意积水点 ${n}` }] as const),
      ]),
    ],
    [
      'greenway',
      table(
        'greenway',
        Array.from({ length: 14 }, (_, i) => [`GW-${i + 1}`, { ...greenway, name: `洸府河绿道 ${i + 1} 段` }] as const),
      ),
    ],
    ...[...street].map(([id, each]): [string, AssetTable] => [id, { ...each, provenance: 'illustrative' }]),
    [
      'billboard',
      table(
        'billboard',
        Array.from(
          { length: 1500 },
          (_, i) => [`AD-${String(i + 1).padStart(5, '0')}`, { ...place('任城区', '太白楼路'), type: 'wall' }] as const,
        ),
      ),
    ],
  ]);
}

function sensorsOfFlagship(): Rows {
  return sensorPlan({
    id: 'BR-01',
    type: 'cable-stayed',
    mainBridge: 600,
    mainSpan: 320,
    width: 40,
    deckHeight: 12,
    towerHeight: 77,
    sensors: 96,
    deflectionLimit: 400,
    strainLimit: 180,
    baseFrequency: 0.42,
  }).map(({ id, quantity, section, attributes }) => [
    id,
    { name: `示意测点 ${id}`, bridge: 'BR-01', quantity, section, ...attributes },
  ]);
}
