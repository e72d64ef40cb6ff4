import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AreaFeature, BuildingFeature } from '../feature.ts';
import { verticalExtent } from '../model/vertical-extent.ts';
import { datasetProblems } from '../problems.ts';
import { projectionOf } from '../project/projection.ts';
import { arcPlaces } from './arcs.ts';
import type { ReadOptions } from './collector.ts';
import { readInputs } from './read-inputs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-citygml-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(content: string, options: Partial<ReadOptions> = {}) {
  const file = join(folder, 'a.gml');
  writeFileSync(file, content);
  return readInputs({ inputs: [file], out: '', crs: null, height: null, id: null, json: false, ...options }, () => {});
}

const ring = (list: string, attributes = ''): string =>
  `<gml:LinearRing><gml:posList${attributes}>${list}</gml:posList></gml:LinearRing>`;
const polygon = (outer: string): string => `<gml:Polygon><gml:exterior>${outer}</gml:exterior></gml:Polygon>`;
const member = (type: string, id: string, inside: string): string =>
  `<cit:cityObjectMember><x:${type} gml:id="${id}">${inside}</x:${type}></cit:cityObjectMember>`;
const flat = (inside: string): string => `<x:geometrie2d>${inside}</x:geometrie2d>`;
const envelope = (srs: string, corner: string, attributes = ''): string =>
  `<gml:boundedBy><gml:Envelope srsName="${srs}"${attributes}><gml:lowerCorner>${corner}</gml:lowerCorner></gml:Envelope></gml:boundedBy>`;
const model = (...inside: readonly string[]): string =>
  `<cit:CityModel xmlns:cit="c" xmlns:x="x" xmlns:gml="http://www.opengis.net/gml">${inside.join('')}</cit:CityModel>`;

const DUTCH = envelope('http://www.opengis.net/def/crs/EPSG/0/28992', '176000 317000');
/** Ten by ten metres. Its ten numbers do not tell whether positions have two or three. */
const SQUARE = '176000 317000 176010 317000 176010 317010 176000 317010 176000 317000';
/** The same with one more corner: twelve numbers are four places of three as well. */
const TWELVE = '176000 317000 176005 317000 176010 317000 176010 317010 176000 317010 176000 317000';

/** West, south, east, north of what is drawn, in metres from a place of EPSG:28992. */
function extent(triangles: Float64Array | undefined, east: number, north: number): number[] {
  const [longitude, latitude] = projectionOf('EPSG:28992', 'a.gml').toLonLat(east, north);
  const xs = [...(triangles ?? [])].filter((_, i) => i % 3 === 0).map((x) => (x - longitude) * 70_360);
  const ys = [...(triangles ?? [])].filter((_, i) => i % 3 === 1).map((y) => (y - latitude) * 111_250);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map((each) => Math.round(each) + 0);
}

describe('a map in CityGML, as of IMGeo', () => {
  it.each([SQUARE, TWELVE])('reads positions of two numbers where the envelope has two: %s', async (list) => {
    const source = await read(model(DUTCH, member('Building', 'B', flat(polygon(ring(list))))));
    const [building] = [...source.city.features] as [BuildingFeature];
    expect(verticalExtent(building)).toEqual([0, 6]);
    expect(extent(building.surface, 176_000, 317_000)).toEqual([0, 0, 10, 10]);
  });

  it('takes the dimension of the elements around before that of the envelope, and of no element beside', async () => {
    const deep = SQUARE.replace(/(\d+ \d+)/g, '$1 50');
    const source = await read(
      model(
        DUTCH,
        member('Building', 'A', flat(`<gml:MultiSurface srsDimension="3">${polygon(ring(deep))}</gml:MultiSurface>`)),
        member('Building', 'B', flat(polygon(ring(TWELVE)))),
      ),
    );
    const buildings = [...source.city.features] as BuildingFeature[];
    expect(buildings.map(verticalExtent)).toEqual([
      [50, 56],
      [0, 6],
    ]);
  });

  it('refuses heights of no place on Earth, the sign of positions of two read as of three', async () => {
    const file = model(
      envelope('EPSG:28992', '0 0 0', ' srsDimension="3"'),
      member('Building', 'B', flat(polygon(ring(TWELVE)))),
    );
    await expect(read(file)).rejects.toThrow(/a\.gml: object "B": lies 176005 m high; write srsDimension/);
  });

  it('draws parts that stand without a whole, and does not lose the last corner of an open ring', async () => {
    const open = '176000 317000 176010 317000 176010 317010 176000 317010';
    const source = await read(model(DUTCH, member('BuildingPart', 'P', flat(polygon(ring(open))))));
    const [part] = [...source.city.features] as [BuildingFeature];
    expect(part).toMatchObject({ kind: 'building', id: 'P' });
    expect(extent(part.surface, 176_000, 317_000)).toEqual([0, 0, 10, 10]);
    // A lid of two triangles and four walls of two.
    expect((part.surface?.length ?? 0) / 9).toBe(10);
  });

  it('reads an outline of pieces of curves, arcs as arcs', async () => {
    const line = (list: string): string =>
      `<gml:LineStringSegment><gml:posList>${list}</gml:posList></gml:LineStringSegment>`;
    // A square whose northern side is a half circle of 5 m about its middle.
    const outline = `<gml:Ring><gml:curveMember><gml:Curve><gml:segments>
      ${line('176000 317010 176000 317000 176010 317000 176010 317010')}
      <gml:Arc><gml:posList>176010 317010 176005 317015 176000 317010</gml:posList></gml:Arc>
      </gml:segments></gml:Curve></gml:curveMember></gml:Ring>`;
    const source = await read(model(DUTCH, member('PlantCover', 'V', flat(polygon(outline)))));
    const [lawn] = [...source.city.features] as [AreaFeature];
    expect(lawn.class).toBe('lawn');
    expect(extent(lawn.surface, 176_000, 317_000)).toEqual([0, 0, 10, 15]);
  });

  it('draws the surfaces of roads by their function, and tells what it does not draw', async () => {
    const surface = (type: string, id: string, use: string): string =>
      member(type, id, `<x:function>${use}</x:function>${flat(polygon(ring(SQUARE)))}`);
    const source = await read(
      model(
        DUTCH,
        surface('TrafficArea', 'a', 'voetpad'),
        surface('TrafficArea', 'b', 'rijbaan lokale weg'),
        surface('TrafficArea', 'c', '3'),
        surface('AuxiliaryTrafficArea', 'd', 'berm'),
        surface('Waterdeel', 'e', 'x'),
        surface('BridgeConstructionElement', 'g', 'brug'),
        member('Plaatsbepalingspunt', 'f', '<gml:Point><gml:pos>176000 317000</gml:pos></gml:Point>'),
      ),
    );
    const areas = [...source.city.features] as AreaFeature[];
    expect(areas.map((each) => each.class)).toEqual([
      'footway',
      'carriageway',
      'cycleway',
      'lawn',
      'water',
      'carriageway',
    ]);
    const skipped = source.skipped();
    expect(skipped).toEqual([{ reason: 'Plaatsbepalingspunt is not drawn', count: 1, examples: ['f'] }]);
    expect(datasetProblems('a.gml', skipped, [], 0, [])).toMatchObject([
      { what: { zh: 'Plaatsbepalingspunt 类不绘制' }, remedy: { en: expect.stringContaining('Nothing to mend') } },
    ]);
  });

  it('takes no other GML for CityGML that has a word of IMGeo in it', async () => {
    const file = `<gml:FeatureCollection xmlns:gml="g" xmlns:x="x">${DUTCH}<gml:featureMember><x:Waterdeel gml:id="W">${flat(polygon(ring(SQUARE)))}</x:Waterdeel></gml:featureMember></gml:FeatureCollection>`;
    await expect(read(file)).rejects.toThrow(/holds no city objects; give CityGML 1\.0–3\.0/);
  });

  it('takes the number and the height from elements of their own that are asked for', async () => {
    const inside = `<x:pandnummer>0935</x:pandnummer><x:hoogte>14</x:hoogte>${flat(polygon(ring(SQUARE)))}`;
    const source = await read(model(DUTCH, member('BuildingPart', 'P', inside)), {
      id: 'pandnummer',
      height: 'hoogte',
    });
    const [part] = [...source.city.features] as [BuildingFeature];
    expect(part.id).toBe('0935');
    expect(verticalExtent(part)).toEqual([0, 14]);
  });
});

it('raises a building from its footprint where it has a roof edge as well, at whatever height that lies', async () => {
  const at = (z: number): string => polygon(ring(SQUARE.replace(/(\d+ \d+)/g, `$1 ${z}`), ' srsDimension="3"'));
  const inside = `<x:measuredHeight>6.5</x:measuredHeight><x:lod0FootPrint>${at(111)}</x:lod0FootPrint><x:lod0RoofEdge>${at(111)}</x:lod0RoofEdge>`;
  const [house] = [...(await read(model(DUTCH, member('Building', 'B', inside)))).city.features] as [BuildingFeature];
  expect(verticalExtent(house)).toEqual([111, 117.5]);
});

describe('the bare name of the Swiss system', () => {
  const file = (place: string): string =>
    model(envelope('CH1903', `${place} 400`), member('Building', 'B', flat(polygon(ring(square(place))))));
  const square = (place: string): string => {
    const [x, y] = place.split(' ').map(Number) as [number, number];
    return [x, y, 400, x + 10, y, 400, x + 10, y + 10, 400, x, y + 10, 400, x, y, 400].join(' ');
  };

  it('means LV03', async () => {
    const [building] = [...(await read(file('683300 247430'))).city.features] as [BuildingFeature];
    expect([building.surface?.[0], building.surface?.[1]]).toEqual([
      expect.closeTo(8.5416, 3),
      expect.closeTo(47.3724, 3),
    ]);
    expect(verticalExtent(building)).toEqual([400, 406]);
  });

  it('is refused where the file lies elsewhere, unless --crs names the right one', async () => {
    await expect(read(file('458868 5438343'))).rejects.toThrow(
      /object "B": does not lie where EPSG:21781 is used.*name its --crs/,
    );
    expect([...(await read(file('458868 5438343'), { crs: 'EPSG:25832' })).city.features]).toHaveLength(1);
  });
});

it('draws an arc through its three places, in the way they go round', () => {
  const half = arcPlaces([10, 0, 1, 0, 10, 1, -10, 0, 3]);
  for (let i = 0; i < half.length; i += 3) expect(Math.hypot(half[i] as number, half[i + 1] as number)).toBeCloseTo(10);
  expect(half.length / 3).toBe(19);
  expect(half.slice(27, 30)).toEqual([expect.closeTo(0), expect.closeTo(10), 2]);
  const back = arcPlaces([-10, 0, 0, 0, 10, 0, 10, 0, 0]);
  expect(back.slice(27, 29)).toEqual([expect.closeTo(0), expect.closeTo(10)]);
  // Three places of a line have no circle.
  expect(arcPlaces([0, 0, 0, 1, 1, 0, 2, 2, 0])).toEqual([0, 0, 0, 1, 1, 0, 2, 2, 0]);
});
