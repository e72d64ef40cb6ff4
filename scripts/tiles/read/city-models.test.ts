import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCity } from '../build-city.ts';
import type { BuildingFeature, StructureFeature } from '../feature.ts';
import { khronosErrors } from '../khronos-check.ts';
import { verticalExtent } from '../model/vertical-extent.ts';
import { projectionOf } from '../project/projection.ts';
import type { ReadOptions } from './collector.ts';
import { readInputs } from './read-inputs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-models-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, content: string, options: Partial<ReadOptions> = {}) {
  const file = join(folder, name);
  writeFileSync(file, content);
  return readInputs({ inputs: [file], out: '', crs: null, height: null, id: null, json: false, ...options }, () => {});
}

const FRAME = {
  type: 'CityJSON',
  version: '2.0',
  transform: { scale: [0.001, 0.001, 0.001], translate: [155_000, 463_000, 0] },
  metadata: { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/7415' },
};
const box = (height: number): number[][] =>
  [0, height].flatMap((z) => [
    [0, 0, z],
    [10_000, 0, z],
    [10_000, 10_000, z],
    [0, 10_000, z],
  ]);
const SHELL = [[[3, 2, 1, 0]], [[4, 5, 6, 7]], [[0, 1, 5, 4]], [[1, 2, 6, 5]], [[2, 3, 7, 6]], [[3, 0, 4, 7]]];
const TYPES = [{ type: 'GroundSurface' }, { type: 'RoofSurface' }, { type: 'WallSurface' }];
const heightOf = (feature: unknown): number => {
  const [base, top] = verticalExtent(feature as BuildingFeature);
  return Math.round(top - base);
};

describe('CityJSON', () => {
  const model = {
    ...FRAME,
    appearance: { materials: [{ name: 'brick', diffuseColor: [0.8, 0.2, 0] }, { name: 'steel' }] },
    'geometry-templates': {
      templates: [{ type: 'MultiSurface', lod: '2', boundaries: [[[0, 1, 2]], [[0, 2, 3]]] }],
      'vertices-templates': [
        [-1, -1, 0],
        [1, -1, 0],
        [1, 1, 6],
        [-1, 1, 6],
      ],
    },
    vertices: [...box(8000), ...box(12_000)],
    CityObjects: {
      b: {
        type: 'Building',
        geometry: [
          { type: 'Solid', lod: '1.2', boundaries: [SHELL] },
          {
            type: 'Solid',
            lod: '2.2',
            boundaries: [SHELL.map((face) => face.map((ring) => ring.map((i) => i + 8)))],
            semantics: { surfaces: TYPES, values: [[0, 1, 2, 2, 2, 2]] },
          },
        ],
      },
      bridge: {
        type: 'Bridge',
        geometry: [
          {
            type: 'MultiSurface',
            lod: '2',
            boundaries: [[[4, 5, 6, 7]], [[0, 1, 2, 3]]],
            material: { visual: { values: [0, null] } },
          },
        ],
      },
      tree: {
        type: 'SolitaryVegetationObject',
        geometry: [
          {
            type: 'GeometryInstance',
            template: 0,
            boundaries: [2],
            transformationMatrix: [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1],
          },
        ],
      },
    },
  };

  it('takes the level asked for, else the next below; the ground under a building is not drawn', async () => {
    const text = JSON.stringify(model);
    const surface = async (options: Partial<ReadOptions>): Promise<[number, number]> => {
      const [building] = (await read('lod.json', text, options)).city.features;
      return [heightOf(building), ((building as BuildingFeature).surface?.length ?? 0) / 9];
    };
    expect(await surface({})).toEqual([12, 10]);
    expect(await surface({ lod: '1' })).toEqual([8, 12]);
    expect(await surface({ lod: '2' })).toEqual([12, 10]);
    expect(await surface({ lod: '2.1' })).toEqual([8, 12]);
  });

  it('adds --height-offset to given heights', async () => {
    const [building] = (await read('raised.json', JSON.stringify(model), { heightOffset: 43.2 })).city.features;
    expect(verticalExtent(building as BuildingFeature)).toEqual([expect.closeTo(43.2, 6), expect.closeTo(55.2, 6)]);
  });

  it('colours works by their material and stands instances of a template', async () => {
    const source = await read('look.json', JSON.stringify(model));
    const bridge = [...source.city.features].find((each) => each.kind === 'structure') as StructureFeature;
    expect(bridge.color).toEqual(['#cc3300', '#cc3300', '#b9b4a8', '#b9b4a8']);
    expect(source.city.trees).toHaveLength(1);
    expect(source.city.trees[0]?.height).toBeCloseTo(12, 9);
    expect(source.skipped()).toEqual([]);
  });

  it('reads a sequence feature by feature, each with its own vertices', async () => {
    const feature = (id: string, height: number) => ({
      type: 'CityJSONFeature',
      id,
      CityObjects: { [id]: { type: 'Building', geometry: [{ type: 'Solid', lod: '1', boundaries: [SHELL] }] } },
      vertices: box(height),
    });
    const lines = [{ ...FRAME, CityObjects: {}, vertices: [] }, feature('p', 5000), feature('q', 7000)];
    const source = await read('seq.city.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
    expect([...source.city.features].map((each) => [each.id, heightOf(each)])).toEqual([
      ['p', 5],
      ['q', 7],
    ]);
    expect(source.datasets[0]).toMatchObject({ origin: 'CityJSON', datum: 'EPSG:7415' });
  });
});

/** Faces of a box as gml:Polygon with `posList`. */
function gmlBox(
  x: number,
  y: number,
  size: number,
  [low, high]: [number, number],
  order = (a: number, b: number) => `${a} ${b}`,
): Record<'ground' | 'roof' | 'wall', string> {
  const corners = [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
  ] as const;
  const polygon = (points: readonly string[]): string =>
    `<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>${[...points, points[0]].join(' ')}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>`;
  const point = (i: number, z: number): string => `${order(...(corners[i % 4] as [number, number]))} ${z}`;
  return {
    ground: polygon([3, 2, 1, 0].map((i) => point(i, low))),
    roof: polygon([0, 1, 2, 3].map((i) => point(i, high))),
    wall: [0, 1, 2, 3]
      .map((i) => polygon([point(i, low), point(i + 1, low), point(i + 1, high), point(i, high)]))
      .join(''),
  };
}

describe('CityGML', () => {
  const surface = (type: string, faces: string): string =>
    `<bldg:boundedBy><bldg:${type} gml:id="${type}-1"><bldg:lod2MultiSurface><gml:MultiSurface>${faces}</gml:MultiSurface></bldg:lod2MultiSurface></bldg:${type}></bldg:boundedBy>`;
  const faces = gmlBox(500_000, 5_400_000, 10, [100, 109]);
  const document = `<?xml version="1.0" encoding="UTF-8"?>
<core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:bldg="http://www.opengis.net/citygml/building/2.0" xmlns:tran="t" xmlns:frn="f" xmlns:gen="g" xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="x">
<gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::7837" srsDimension="3"><gml:lowerCorner>0 0 0</gml:lowerCorner></gml:Envelope></gml:boundedBy>
<core:cityObjectMember><bldg:Building gml:id="DE-1"><gml:name>Rathaus</gml:name>
 <gen:stringAttribute name="Gemeinde"><gen:value>X</gen:value></gen:stringAttribute>
 <bldg:measuredHeight uom="m">9</bldg:measuredHeight><bldg:storeysAboveGround>3</bldg:storeysAboveGround>
 <bldg:lod1Solid><gml:Solid><gml:exterior><gml:CompositeSurface>${gmlBox(500_000, 5_400_000, 10, [100, 107]).roof}</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod1Solid>
 <bldg:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface><gml:surfaceMember xlink:href="#p1"/></gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod2Solid>
 ${surface('GroundSurface', faces.ground)}${surface('RoofSurface', faces.roof)}${surface('WallSurface', faces.wall)}
 <bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id="DE-1p">${surface('RoofSurface', gmlBox(500_010, 5_400_000, 5, [100, 104]).roof)}</bldg:BuildingPart></bldg:consistsOfBuildingPart>
</bldg:Building></core:cityObjectMember>
<core:cityObjectMember><tran:Road gml:id="R"><tran:lod1MultiSurface><gml:MultiSurface>${faces.ground}</gml:MultiSurface></tran:lod1MultiSurface></tran:Road></core:cityObjectMember>
<core:cityObjectMember><frn:CityFurniture gml:id="F"><frn:lod2Geometry><gml:MultiSurface>${faces.wall}</gml:MultiSurface></frn:lod2Geometry></frn:CityFurniture></core:cityObjectMember>
</core:CityModel>`;

  it('reads version 2: buildings with parts by their bounding surfaces, roads and furniture', async () => {
    const source = await read('two.gml', document);
    const [building, road, furniture] = [...source.city.features] as [BuildingFeature, unknown, StructureFeature];
    expect(building).toMatchObject({ id: 'DE-1', name: 'Rathaus', storeys: 3 });
    // Roof and four walls of the building and the roof of its part; the ground under it is not drawn.
    expect((building.surface?.length ?? 0) / 9).toBe(2 + 8 + 2);
    expect(verticalExtent(building)).toEqual([100, 109]);
    expect(building.surface?.[0]).toBeCloseTo(9, 3);
    expect(road).toMatchObject({ kind: 'area', class: 'carriageway' });
    expect(furniture).toMatchObject({ kind: 'structure', class: 'wall' });
    expect(source.byClass?.()).toEqual({ buildingPart: 1, road: 1, cityFurniture: 1 });
    expect(source.datasets[0]).toMatchObject({ origin: 'CityGML', datum: 'EPSG:25832' });
    const out = join(folder, 'citygml');
    expect(await buildCity(source, out, () => {})).toMatchObject({
      features: 1,
      byClass: { road: 1, cityFurniture: 1 },
    });
    expect(await khronosErrors(out)).toEqual([]);
    const [lower] = [...(await read('two.gml', document, { lod: '1' })).city.features] as [BuildingFeature];
    expect(verticalExtent(lower)[1]).toBe(107);
  });

  it('reads version 3 and latitude before longitude where the system has it so', async () => {
    const japan = gmlBox(139.7, 35.6, 0.0002, [3, 33], (longitude, latitude) => `${latitude} ${longitude}`);
    const three = `<CityModel xmlns="http://www.opengis.net/citygml/3.0" xmlns:con="c" xmlns:bldg="b" xmlns:gml="http://www.opengis.net/gml/3.2">
<cityObjectMember><bldg:Building gml:id="T"><boundary><con:WallSurface gml:id="w"><lod2MultiSurface><gml:MultiSurface srsName="http://www.opengis.net/def/crs/EPSG/0/6697" srsDimension="3">${japan.wall}</gml:MultiSurface></lod2MultiSurface></con:WallSurface></boundary>
<boundary><con:RoofSurface gml:id="r"><lod2MultiSurface><gml:MultiSurface>${japan.roof}</gml:MultiSurface></lod2MultiSurface></con:RoofSurface></boundary></bldg:Building></cityObjectMember></CityModel>`;
    const [tower] = [...(await read('three.gml', three)).city.features] as [BuildingFeature];
    expect(heightOf(tower)).toBe(30);
    expect([tower.surface?.[0], tower.surface?.[1]]).toEqual([expect.closeTo(139.7, 3), expect.closeTo(35.6, 3)]);
    expect((tower.surface?.length ?? 0) / 9).toBe(10);
  });

  it('stands implicit geometry by its matrix at its reference point, and takes a shape that was told before', async () => {
    const member = (id: string, shape: string, matrix: string, point: string): string =>
      `<core:cityObjectMember><frn:CityFurniture gml:id="${id}"><frn:lod2ImplicitRepresentation><core:ImplicitGeometry>
       <core:transformationMatrix>${matrix}</core:transformationMatrix>${shape}
       <core:referencePoint><gml:Point><gml:pos>${point}</gml:pos></gml:Point></core:referencePoint>
      </core:ImplicitGeometry></frn:lod2ImplicitRepresentation></frn:CityFurniture></core:cityObjectMember>`;
    const told = `<core:relativeGMLGeometry><gml:MultiSurface gml:id="shape">${gmlBox(0, 0, 1, [0, 4]).roof}</gml:MultiSurface></core:relativeGMLGeometry>`;
    const named = (id: string): string => `<core:relativeGMLGeometry xlink:href="#${id}"/>`;
    // A quarter turn to the left, twice as large, 3 m up.
    const turned = '0 -2 0 0 2 0 0 0 0 0 2 3 0 0 0 1';
    const plain = '1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1';
    const file = document.replace(/<core:cityObjectMember>[\s\S]*<\/core:cityObjectMember>/, '').replace(
      '</core:CityModel>',
      `${member('A', told, plain, '500000 5400000 100')}${member('B', named('shape'), turned, '500020 5400000 100')}
         ${member('C', named('nowhere'), plain, '500040 5400000 100')}
         ${member('D', '<core:libraryObject>lamp.vrml</core:libraryObject>', plain, '500060 5400000 100')}</core:CityModel>`,
    );
    const source = await read('implicit.gml', file);
    const [first, second, ...others] = [...source.city.features] as StructureFeature[];
    expect(others).toEqual([]);
    const { toLonLat } = projectionOf('EPSG:25832', 'implicit.gml');
    const extent = (structure: StructureFeature | undefined, from: readonly [number, number]) => {
      const [longitude, latitude] = toLonLat(...from);
      const metres = Array.from(structure?.triangles ?? [], (value, i) =>
        i % 3 === 0
          ? (value - longitude) * 111_320 * Math.cos((latitude * Math.PI) / 180)
          : i % 3 === 1
            ? (value - latitude) * 111_195
            : value,
      );
      return [0, 1, 2].map((axis) => {
        const own = metres.filter((_, i) => i % 3 === axis);
        return [Math.min(...own), Math.max(...own)].map((value) => Math.round(value * 10) / 10 + 0);
      });
    };
    expect(extent(first, [500_000, 5_400_000])).toEqual([
      [0, 1],
      [0, 1],
      [104, 104],
    ]);
    expect(extent(second, [500_020, 5_400_000])).toEqual([
      [-2, 0],
      [0, 2],
      [111, 111],
    ]);
    expect(source.skipped()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ reason: 'implicit geometry of a shape that is not told before it', examples: ['C'] }),
        expect.objectContaining({ reason: 'implicit geometry of a library file is not read', examples: ['lamp.vrml'] }),
      ]),
    );
  });

  it('says what a file lacks', async () => {
    await expect(read('cut.gml', document.slice(0, 900))).rejects.toThrow(/cut\.gml: is not well-formed XML/);
    await expect(read('none.gml', document.replace(/srsName="[^"]*"/, ''))).rejects.toThrow(
      /names no coordinate system; name it with --crs/,
    );
    await expect(read('other.xml', '<kml><Document/></kml>')).rejects.toThrow(/holds no city objects; give CityGML/);
  });
});

describe('OSM XML', () => {
  it('reads ways, relations and what was deleted as not there', async () => {
    const node = (id: number, lon: number, lat: number): string => `<node id="${id}" lon="${lon}" lat="${lat}"/>`;
    const text = `<?xml version='1.0'?><osm version="0.6">
${node(1, 116.6, 35.4)}${node(2, 116.601, 35.4)}${node(3, 116.601, 35.401)}${node(4, 116.6, 35.401)}
<node id="5" lon="116.6" lat="35.4"><tag k="highway" v="street_lamp"/></node>
<node id="6" lon="116.6" lat="35.4" action="delete"><tag k="highway" v="street_lamp"/></node>
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="building" v="yes"/><tag k="building:levels" v="4"/><tag k="name" v="A &amp; B"/></way>
<way id="2"><nd ref="1"/><nd ref="2"/><nd ref="3"/></way><way id="3"><nd ref="3"/><nd ref="4"/><nd ref="1"/></way>
<relation id="9"><member type="way" ref="2" role="outer"/><member type="way" ref="3" role="outer"/><tag k="type" v="multipolygon"/><tag k="leisure" v="park"/></relation></osm>`;
    const source = await read('a.osm', text);
    expect([...source.city.features].map(({ id }) => id)).toEqual(['way/1', 'relation/9']);
    expect([...source.city.features][0]).toMatchObject({ name: 'A & B', storeys: 4 });
    expect(source.city.assets).toHaveLength(1);
  });
});
