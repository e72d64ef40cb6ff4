import type { Path } from '../../src/domain/asset.ts';
import { localFrame, toLocal } from '../../src/domain/geo/local-frame.ts';
import type { BillboardProject } from '../../src/scenario/billboards/billboard-plan.ts';
import type { GreenwayLink, GreenwayProject } from '../../src/scenario/greenways/greenway-plan.ts';
import { roadAxis } from '../../src/scenario/road-axis.ts';
import type { CitySource } from '../tiles/feature.ts';

const BILLBOARDS = '太白楼路';

/** The links that are drawn, by the greenways they join and the road they follow; all are 设计建议. */
const LINKS = [
  { id: 'GWL-W', from: '公园联络线', to: '古运河左岸', road: '环城西路', side: -1 },
  { id: 'GWL-E', from: '公园联络线', to: '洸府河西岸', road: '洸河路', side: -1 },
] as const;
/** Metres from the axis to the green strip that a link follows. */
const STRIP = 26;

/** The road whose roof billboards go; undefined in a city without it. */
export function billboardProject(city: CitySource): BillboardProject | undefined {
  const road = city.roads.find((each) => each.name === BILLBOARDS);
  if (!road) return undefined;
  const { name, axis, lengthMetres } = road;
  return { road: name, axis, lengthMetres, provenance: 'illustrative' };
}

/** The greenways that are joined; undefined in a city without them. `floorArea` is added from the buildings. */
export function greenwayProject(city: CitySource): Omit<GreenwayProject, 'floorArea'> | undefined {
  const lines = (name: string) =>
    city.assets
      .filter(({ layer, attributes }) => layer === 'greenway' && String(attributes.note).includes(name))
      .flatMap(({ shape }) => (shape ? [shape] : []));
  const links = LINKS.flatMap(({ id, from, to, road, side }): GreenwayLink[] => {
    const axis = city.roads.find((each) => each.name === road)?.axis;
    const [start, end] = [lines(from), lines(to)];
    if (!axis || start.length === 0 || end.length === 0) return [];
    const path = linkPath(axis, start, end, side * STRIP);
    return [{ id, name: `示意连接段 ${from}–${to}`, road, district: id === 'GWL-E' ? '高新区' : '任城区', path }];
  });
  if (links.length === 0) return undefined;
  return {
    links,
    titles: {
      A: {
        zh: '公园联络线沿环城西路接至古运河左岸',
        en: 'Park link joined to the old canal along Huancheng West Road',
      },
      B: { zh: '再沿洸河路接至洸府河西岸', en: 'and to the Guangfu west bank along Guanghe Road' },
    },
    provenance: 'illustrative',
  };
}

/** From the end of one greenway to the road, along its green strip, and to the nearest point of the other greenway. */
function linkPath(axis: Path, from: readonly Path[], to: readonly Path[], offset: number): Path {
  const ruler = roadAxis(axis);
  const strayOf = ([x, y]: readonly [number, number]) => {
    const station = ruler.stationOf(x, y);
    const held = Math.min(Math.max(station.chainage, 0), ruler.length);
    return { chainage: held, stray: Math.hypot(station.offset - offset, station.chainage - held) };
  };
  const target = nearest(to.flat(), (point) => strayOf(point).stray);
  const goal = strayOf(target);
  const ends = from.flatMap((line) => [line[0], line.at(-1)].filter((each) => each !== undefined));
  const start = nearest(ends, (point) => metres(point, target));
  const along = [strayOf(start).chainage, goal.chainage].map((chainage) => ruler.pointAt({ chainage, offset }));
  return [start, ...along, target];
}

function nearest(
  points: readonly (readonly [number, number])[],
  measure: (point: readonly [number, number]) => number,
): readonly [number, number] {
  const [first, ...rest] = points;
  if (!first) throw new Error('A greenway without points cannot be joined; draw it in greenways.geojson.');
  return rest.reduce((best, point) => (measure(point) < measure(best) ? point : best), first);
}

function metres(a: readonly [number, number], b: readonly [number, number]): number {
  const [x, y] = toLocal(localFrame(a[0], a[1]), b[0], b[1]);
  return Math.hypot(x, y);
}
