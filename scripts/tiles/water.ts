import type { CityWaterFile } from '../../src/wire/city-water.ts';
import type { AreaFeature, StructureFeature } from './feature.ts';

/** `water.json`: where a pole cannot stand, and what is dry inside: holes of the water, and decks of bridges as their hulls. */
export function waterOf(areas: readonly AreaFeature[], structures: readonly StructureFeature[]): CityWaterFile {
  const water = areas.filter((area) => area.class === 'water' && !area.surface);
  const round = (ring: Iterable<readonly [number, number]>): [number, number][] =>
    Array.from(ring, ([x, y]) => [Math.round(x * 1e7) / 1e7, Math.round(y * 1e7) / 1e7]);
  return {
    format: 'chengjing-water@1',
    water: water.flatMap(({ rings }) => (rings[0] ? [round(rings[0])] : [])),
    dry: [
      ...water.flatMap(({ rings }) => rings.slice(1).map(round)),
      ...structures.filter((each) => each.class === 'bridge').map((each) => round(hull(each.triangles))),
    ],
  };
}

/** Convex hull of the corners of triangles seen from above (Andrew's monotone chain). */
function hull(triangles: Float64Array): [number, number][] {
  const corners: [number, number][] = [];
  for (let i = 0; i + 1 < triangles.length; i += 3) corners.push([triangles[i] as number, triangles[i + 1] as number]);
  corners.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (places: readonly [number, number][]): [number, number][] => {
    const chain: [number, number][] = [];
    for (const place of places) {
      while (chain.length >= 2 && turn(chain.at(-2), chain.at(-1), place) <= 0) chain.pop();
      chain.push(place);
    }
    return chain.slice(0, -1);
  };
  return [...half(corners), ...half([...corners].reverse())];
}

function turn(
  a: readonly [number, number] = [0, 0],
  b: readonly [number, number] = [0, 0],
  c: readonly [number, number] = [0, 0],
): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
