import { localFrame, toGeographic, toLocal } from '../../src/domain/geo/local-frame.ts';
import type { PoleProject } from '../../src/scenario/poles/plan-input.ts';
import type { CitySource } from '../tiles/feature.ts';
import { chainageOf, crossing, type Line, lengthOf, type Point, slice, strip } from './plane.ts';
import { PROJECT } from './project-stretch.ts';

/** What the 洸河路 scenario needs to know of the city. Throws when the city lacks the road or its end crossings. */
export function guangheProject(source: CitySource): PoleProject {
  const frame = localFrame(source.centre[0], source.centre[1]);
  const local = (line: CitySource['roads'][number]['axis']): Line => line.map(([x, y]) => toLocal(frame, x, y));
  const outward = (point: Point): [number, number] => toGeographic(frame, point[0], point[1]);
  const road = source.roads.find((each) => each.name === PROJECT.road);
  if (!road) throw new Error(`City "${source.id}" has no road "${PROJECT.road}"; the project cannot be placed.`);
  const axis = local(road.axis);

  const junctions: { name: string; at: Point; chainage: number }[] = [];
  for (const other of source.roads) {
    const at = other === road ? null : meeting(axis, local(other.axis));
    if (at) junctions.push({ name: other.name, at, chainage: chainageOf(axis, at) });
  }
  const end = (name: string): number => {
    const junction = junctions.find((each) => each.name === name);
    if (!junction) throw new Error(`"${name}" does not cross "${PROJECT.road}" in city "${source.id}".`);
    return junction.chainage;
  };
  const [from, to] = [end(PROJECT.from), end(PROJECT.to)];
  const stretch = slice(axis, from, to);
  return {
    title: { zh: '洸河路多杆合一', en: 'Guanghe Road pole merging' },
    road: PROJECT.road,
    axis: stretch.map(outward),
    lengthMetres: Math.round(lengthOf(stretch)),
    extent: strip(stretch, -PROJECT.halfWidth, PROJECT.halfWidth).map(outward),
    extentNote: {
      zh: '示意范围：工作要点未给出起止点，此处取济安桥路至火炬路',
      en: "Illustrative: the work plan gives no limits; Ji'anqiao Road to Huoju Road is taken here",
    },
    junctions: junctions
      .filter((each) => each.chainage >= from - 1 && each.chainage <= to + 1)
      .sort((a, b) => a.chainage - b.chainage)
      .map((each) => ({ name: `${PROJECT.road}${each.name}路口`, position: outward(each.at) })),
    provenance: 'illustrative',
  };
}

function meeting(a: Line, b: Line): Point | null {
  for (let i = 1; i < a.length; i++)
    for (let j = 1; j < b.length; j++) {
      const at = crossing(a[i - 1]!, a[i]!, b[j - 1]!, b[j]!);
      if (at) return at;
    }
  return null;
}
