import { layer as drainLayer } from '../../src/domain/layers/drain.ts';
import { layer as greenwayLayer } from '../../src/domain/layers/greenway.ts';
import { layer as waterloggingLayer } from '../../src/domain/layers/waterlogging.ts';
import { diameterFor } from '../../src/scenario/drainage/site.ts';
import type { CityData } from './city-data.ts';
import { headingOf, lengthOf, slice, stationAt } from './plane.ts';
import type { Register } from './register.ts';

export function registerWaterlogging(data: CityData, register: Register): void {
  for (const point of data.waterlogging)
    register.add(waterloggingLayer, {
      id: point.id,
      at: point.at,
      heading: 0,
      road: String(point.properties.road),
      owner: '城市管理局',
      maintainer: '市政排水养护单位',
      name: point.name,
      note: point.note,
      attributes: Object.fromEntries(
        ['cause', 'catchment', 'runoff', 'drainage', 'inlets', 'basin', 'stage'].map((key) => [
          key,
          (point.properties[key] ?? null) as string | number | null,
        ]),
      ),
      shape: point.ring,
    });
}

/** Slope of the main drains, ‰, and their length, m: 示意. */
const MAIN = { slope: 2, length: 200 };
const ROUGHNESS = 0.013;

const NO_SIZES = {
  count: null,
  diameter: null,
  slope: null,
  length: null,
  width: null,
  volume: null,
  rate: null,
  by: null,
};

/** Inlets and main drain of each waterlogging point, as its attributes count them; where they lie is drawn. */
export function registerDrains(data: CityData, register: Register): void {
  for (const point of data.waterlogging) {
    const common = {
      heading: 0,
      road: String(point.properties.road),
      owner: '城市管理局',
      maintainer: '市政排水养护单位',
      note: '示意：位置与尺寸按积水点参数推定',
    };
    const capacity = Number(point.properties.drainage);
    register.add(drainLayer, {
      ...common,
      id: `${point.id}-IN`,
      at: [point.at[0] - 6, point.at[1] + 6],
      name: `示意雨水口 ${point.id}`,
      attributes: { ...NO_SIZES, kind: 'inlets', point: point.id, count: Number(point.properties.inlets) },
    });
    register.add(drainLayer, {
      ...common,
      id: `${point.id}-PI`,
      at: [point.at[0] + 6, point.at[1] + 6],
      name: `示意雨水管 ${point.id}`,
      attributes: {
        ...NO_SIZES,
        kind: 'pipe',
        point: point.id,
        diameter: Math.round(100 * diameterFor(capacity, MAIN.slope / 1000, ROUGHNESS)) / 100,
        ...MAIN,
      },
    });
  }
}

/** Length that a greenway segment comes near to, metres. */
const SEGMENT = 850;

/** Cuts the routes into segments of 300–1000 m; capacity is 240 people an hour and metre of width [D]. */
export function registerGreenways(data: CityData, register: Register): void {
  let serial = 0;
  for (const way of data.greenways) {
    const length = lengthOf(way.line);
    const count = Math.max(1, Math.round(length / SEGMENT));
    for (let i = 0; i < count; i++) {
      const [from, to] = [(length * i) / count, (length * (i + 1)) / count];
      const middle = stationAt(way.line, (from + to) / 2);
      const id = `GW-${String(++serial).padStart(2, '0')}`;
      const width = Number(way.properties.width);
      register.add(greenwayLayer, {
        id,
        at: middle.at,
        heading: headingOf(middle.along),
        road: '',
        owner: '城市管理局',
        maintainer: '园林养护单位',
        name: `示意绿道 ${serial}`,
        note: `${way.note}；${way.name}第 ${i + 1}/${count} 段`,
        attributes: {
          grade: String(way.properties.grade),
          width,
          length: Math.round(to - from),
          surface: String(way.properties.surface),
          capacity: Math.round(width * 240),
          bankLevel: Number(way.properties.bankLevel),
        },
        shape: slice(way.line, from, to),
      });
    }
  }
}
