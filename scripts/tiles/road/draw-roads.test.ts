import { describe, expect, it } from 'vitest';
import { localFrame, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { AreaFeature } from '../feature.ts';
import { areaMesh } from '../model/area-mesh.ts';
import { areaOf } from '../model/ring.ts';
import type { Collector } from '../read/collector.ts';
import { readRecords } from '../read/read-records.ts';
import { batched } from '../read/record-stream.ts';
import { skipLog } from '../skipped.ts';
import { drawRoads } from './draw-roads.ts';
import { lanesOf, type RoadLine, usesOf } from './road-line.ts';

const LAT = 35.42;
const [perLongitude, perLatitude] = localFrame(116.6, LAT).metresPerDegree;
const at = (x: number, y: number) => [116.6 + x / perLongitude, LAT + y / perLatitude] as const;

function road(id: string, places: readonly (readonly [number, number])[], more: Partial<RoadLine> = {}): RoadLine {
  return {
    id,
    kind: 'carriageway',
    axis: places.map(([x, y]) => at(x, y)),
    nodes: places.map(([x, y]) => `${x} ${y}`),
    width: 15,
    lanes: { forward: 2, back: 2 },
    forwardUses: [],
    backUses: [],
    zebras: new Set(),
    sidewalk: { left: false, right: false },
    ...more,
  };
}

const marked = (areas: readonly AreaFeature[]) => areas.filter((area) => area.ribbon?.marks);
const ends = (area: AreaFeature) => {
  const frame = localFrame(116.6, LAT);
  return area.ribbon!.rows.flatMap((row) => row.map(([x, y]) => toLocal(frame, x, y)));
};

describe('a crossing of two counted roads', () => {
  const areas = [
    ...drawRoads([
      road(
        'ew',
        [
          [-300, 0],
          [0, 0],
          [300, 0],
        ],
        { sidewalk: { left: true, right: true } },
      ),
      road(
        'ns',
        [
          [0, -300],
          [0, 0],
          [0, 300],
        ],
        { width: 9, lanes: { forward: 1, back: 1 } },
      ),
    ]),
  ];

  it('is painted up to a stop line before the other road, and plain within', () => {
    const paint = marked(areas);
    expect(paint).toHaveLength(4);
    for (const area of paint) {
      const [own, other] = area.id.startsWith('ew') ? [0, 4.5] : [1, 7.5];
      for (const point of ends(area)) expect(Math.abs(point[own] as number)).toBeGreaterThan(other + 0.9);
    }
    const stops = paint.map(({ ribbon }) => [ribbon?.marks?.stopAtStart, ribbon?.marks?.stopAtEnd]);
    expect(stops).toEqual([
      [false, true],
      [true, false],
      [false, true],
      [true, false],
    ]);
  });

  it('covers each line once from end to end', () => {
    const own = areas.filter((area) => area.id.startsWith('ew') && area.class === 'carriageway');
    expect(own.reduce((sum, area) => sum + areaOf(area.rings), 0)).toBeCloseTo(600 * 15, -1);
  });

  it('keeps raised sidewalks out of the junction', () => {
    const walks = areas.filter((area) => area.class === 'footway');
    expect(walks).toHaveLength(4);
    for (const walk of walks) {
      for (const [x, y] of ends(walk)) {
        expect(Math.abs(x)).toBeGreaterThan(5);
        expect(Math.abs(y)).toBeGreaterThan(7.4);
        expect(Math.abs(y)).toBeLessThan(9.6);
      }
      expect(walk.height).toBeGreaterThan(own(areas).height + 0.1);
    }
  });
});

const own = (areas: readonly AreaFeature[]) => areas.find((area) => area.class === 'carriageway') as AreaFeature;

it('joins two ways of one road without a junction, and cuts a long one into ribbons', () => {
  const areas = [
    ...drawRoads([
      road('a', [
        [0, 0],
        [400, 0],
      ]),
      road('b', [
        [400, 0],
        [3000, 40],
      ]),
    ]),
  ];
  expect(marked(areas).every(({ ribbon }) => !ribbon?.marks?.stopAtStart && !ribbon?.marks?.stopAtEnd)).toBe(true);
  expect(areas.length).toBe(4);
  for (const { ribbon } of areas) expect(ribbon?.along.at(-1)).toBeLessThanOrEqual(1200.1);
});

it('draws a line that crosses itself and a hairpin with every triangle facing up', () => {
  const areas = [
    ...drawRoads([
      road('knot', [
        [0, 0],
        [100, 0],
        [100, 60],
        [40, -60],
        [44, -60],
        [44, 100],
      ]),
    ]),
  ];
  expect(areas.length).toBeGreaterThan(0);
  for (const area of areas) {
    const { vertices, indices } = areaMesh(area);
    for (let t = 0; t < indices.length; t += 3) {
      const corner = (k: number) => (vertices[indices[t + k] as number] ?? [0, 0]) as readonly number[];
      const side = (k: number, axis: number) => (corner(k)[axis] as number) - (corner(0)[axis] as number);
      const cross = side(1, 0) * side(2, 1) - side(1, 1) * side(2, 0);
      expect(cross).toBeGreaterThanOrEqual(0);
    }
  }
});

it('gives a road of one lane, of none or of lanes too narrow no paint, and draws it', () => {
  for (const more of [
    { lanes: null },
    { lanes: { forward: 0, back: 0 } },
    { width: 6, lanes: { forward: 2, back: 2 } },
  ]) {
    const areas = [
      ...drawRoads([
        road(
          'plain',
          [
            [0, 0],
            [200, 0],
          ],
          more,
        ),
      ]),
    ];
    expect(areas).toHaveLength(1);
    expect(marked(areas)).toHaveLength(0);
  }
});

describe('fields of a file', () => {
  it('count lanes by direction', () => {
    expect(lanesOf({}, 6)).toEqual({ forward: 3, back: 3 });
    expect(lanesOf({}, 3)).toEqual({ forward: 2, back: 1 });
    expect(lanesOf({ oneway: 'yes' }, 3)).toEqual({ forward: 3, back: 0 });
    expect(lanesOf({ 'lanes:forward': '1' }, 3)).toEqual({ forward: 1, back: 2 });
    for (const bad of [null, 0, -2, 2.5, Number.NaN, 900]) expect(lanesOf({}, bad)).toBe(null);
  });

  it('turn words into arrows', () => {
    expect(usesOf('left|through|through;right')).toEqual(['left', 'through', 'through-right']);
    expect(usesOf('reverse;left||slight_right')).toEqual(['left', 'none', 'right']);
    expect(usesOf(undefined)).toEqual([]);
  });

  it('make roads of GeoJSON lines, and tell what is wrong with one that is drawn all the same', async () => {
    const [skips, mends] = [skipLog(), skipLog()];
    const features: AreaFeature[] = [];
    const into = {
      features,
      assets: [],
      trees: [],
      skips,
      mends,
      count: () => {},
      assumeHeight: () => {},
      drawn: () => 0,
    } as unknown as Collector;
    const line = (id: string, properties: Record<string, unknown>, coordinates: unknown) => ({
      type: 'Feature',
      id,
      properties,
      geometry: { type: 'LineString', coordinates },
    });
    await readRecords(
      {
        format: 'GeoJSON',
        crs: null,
        mayHaveParts: false,
        batches: batched([
          line('a', { lanes: 4, name: '甲路' }, [at(0, 0), at(300, 0)]),
          line('b', { lanes: 0 }, [at(0, 50), at(300, 50)]),
          line('c', { highway: 'primary', width: 'wide', lanes: '2' }, [at(0, 90), [Number.NaN, 35], at(300, 90)]),
          line('d', { lanes: 2 }, [at(0, 120)]),
        ]),
      },
      'roads.geojson',
      { crs: null, height: null, id: null },
      into,
    );
    expect(features.map(({ id, class: kind, ribbon }) => [id, kind, ribbon?.marks?.forward ?? null])).toEqual([
      ['a', 'carriageway', 2],
      ['b', 'carriageway', null],
      ['c', 'carriageway', 1],
    ]);
    expect(mends.list().map(({ reason, examples }) => [reason, examples[0]])).toEqual([
      ['lane count that is none: road drawn without paint', 'feature 2 ("b")'],
      ['road width that is none: usual width taken', 'feature 3 ("c")'],
    ]);
    expect(skips.list().map(({ reason, examples }) => [reason, examples[0]])).toEqual([
      ['point of a road that is not a number', 'feature 3 ("c")'],
      ['road of fewer than two points', 'feature 4 ("d")'],
    ]);
  });
});
