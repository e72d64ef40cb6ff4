import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localFrame, toLocal } from '../../../src/domain/geo/local-frame.ts';
import { buildCity } from '../build-city.ts';
import type { StructureFeature } from '../feature.ts';
import { khronosErrors } from '../khronos-check.ts';
import { projectionOf } from '../project/projection.ts';
import type { ReadOptions } from './collector.ts';
import { readInputs } from './read-inputs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-ifc-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, content: string, options: Partial<ReadOptions> = {}) {
  const file = join(folder, name);
  writeFileSync(file, content);
  return readInputs({ inputs: [file], out: '', crs: null, height: null, id: null, json: false, ...options }, () => {});
}

/** A building of one box, 10 m × 6 m × 4 m, its corner at the model's origin, in millimetres; a room inside is not drawn. */
function model(schema: 'IFC2X3' | 'IFC4' | 'IFC4X3_ADD2', more: string, site: string): string {
  const box = (id: number, x: number, y: number, z: number): string =>
    `#${id}=IFCCARTESIANPOINT((${x / 2}.,${y / 2}.));#${id + 1}=IFCAXIS2PLACEMENT2D(#${id},$);#${id + 2}=IFCRECTANGLEPROFILEDEF(.AREA.,$,#${id + 1},${x}.,${y}.);
#${id + 3}=IFCEXTRUDEDAREASOLID(#${id + 2},#13,#14,${z}.);#${id + 4}=IFCSHAPEREPRESENTATION(#15,'Body','SweptSolid',(#${id + 3}));#${id + 5}=IFCPRODUCTDEFINITIONSHAPE($,$,(#${id + 4}));`;
  return `ISO-10303-21;
HEADER;FILE_DESCRIPTION((''),'2;1');FILE_NAME('','',(''),(''),'','','');FILE_SCHEMA(('${schema}'));ENDSEC;
DATA;
#1=IFCPERSON($,'a',$,$,$,$,$,$);#2=IFCORGANIZATION($,'b',$,$,$);#3=IFCPERSONANDORGANIZATION(#1,#2,$);#4=IFCAPPLICATION(#2,'1','c','d');#5=IFCOWNERHISTORY(#3,#4,$,.ADDED.,$,$,$,0);
#6=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);#7=IFCSIUNIT(*,.PLANEANGLEUNIT.,$,.RADIAN.);#8=IFCUNITASSIGNMENT((#6,#7));
#10=IFCCARTESIANPOINT((0.,0.,0.));#11=IFCDIRECTION((0.,0.,1.));#12=IFCDIRECTION((1.,0.,0.));#13=IFCAXIS2PLACEMENT3D(#10,#11,#12);#14=IFCDIRECTION((0.,0.,1.));
#15=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-5,#13,${site === '' ? '$' : '#16'});#16=IFCDIRECTION((0.,1.));#17=IFCLOCALPLACEMENT($,#13);
#20=IFCPROJECT('0YvctVUKr0kugbFTf53O9L',#5,'p',$,$,$,$,(#15),#8);
#21=IFCSITE('1YvctVUKr0kugbFTf53O9L',#5,'s',$,$,#17,$,$,.ELEMENT.,${site === '' ? '$,$,$' : site},$,$);
#22=IFCBUILDING('2YvctVUKr0kugbFTf53O9L',#5,'b',$,$,#17,$,'\\X2\\529E516C697C\\X0\\ A',.ELEMENT.,$,$,$);
#23=IFCBUILDINGSTOREY('3YvctVUKr0kugbFTf53O9L',#5,'f',$,$,#17,$,$,.ELEMENT.,0.);
#24=IFCRELAGGREGATES('4YvctVUKr0kugbFTf53O9L',#5,$,$,#20,(#21));#25=IFCRELAGGREGATES('5YvctVUKr0kugbFTf53O9L',#5,$,$,#21,(#22));#26=IFCRELAGGREGATES('6YvctVUKr0kugbFTf53O9L',#5,$,$,#22,(#23,#60));
${box(30, 10_000, 6000, 4000)}${box(40, 30_000, 30_000, 30_000)}
#50=IFCBUILDINGELEMENTPROXY('7YvctVUKr0kugbFTf53O9L',#5,'w',$,$,#17,#35,$,$);
#60=IFCSPACE('8YvctVUKr0kugbFTf53O9L',#5,'r',$,$,#17,#45,$,.ELEMENT.,.INTERNAL.,$);
#51=IFCRELCONTAINEDINSPATIALSTRUCTURE('9YvctVUKr0kugbFTf53O9L',#5,$,$,(#50),#23);
#52=IFCCOLOURRGB($,1.,0.,0.);#53=IFCSURFACESTYLERENDERING(#52,0.,$,$,$,$,$,$,.FLAT.);#54=IFCSURFACESTYLE($,.BOTH.,(#53));
${schema !== 'IFC2X3' ? '#56=IFCSTYLEDITEM(#33,(#54),$);' : '#55=IFCPRESENTATIONSTYLEASSIGNMENT((#54));#56=IFCSTYLEDITEM(#33,(#55),$);'}
${more}
ENDSEC;
END-ISO-10303-21;
`;
}

/** Least and most metres east, north and up of a place. */
function extent(feature: StructureFeature, [longitude, latitude]: readonly [number, number]): number[] {
  const frame = localFrame(longitude, latitude);
  const places = Array.from({ length: feature.triangles.length / 3 }, (_, i) => {
    const [x = 0, y = 0, z = 0] = feature.triangles.subarray(3 * i, 3 * i + 3);
    return [...toLocal(frame, x, y), z];
  });
  return [0, 1, 2].flatMap((axis) =>
    [Math.min, Math.max].map((of) => of(...places.map((place) => place[axis] as number))),
  );
}

const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 1));

describe('IFC', () => {
  it('4: stands where its map conversion says, turned, in the colours of its parts, without its rooms', async () => {
    const conversion = `#70=IFCPROJECTEDCRS('EPSG:4548',$,$,$,$,$,#71);#71=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);
#72=IFCMAPCONVERSION(#15,#70,500000.,3920000.,38.5,0.,1.,0.001);`;
    const source = await read('four.ifc', model('IFC4', conversion, ''));
    const [building, ...others] = [...source.city.features] as StructureFeature[];
    expect(others).toEqual([]);
    expect(building).toMatchObject({ id: '2YvctVUKr0kugbFTf53O9L', class: 'landmark', building: true });
    expect(building?.name).toBe('办公楼 A');
    expect(new Set(building?.color)).toEqual(new Set(['#ff0000']));
    const origin = projectionOf('EPSG:4548', '').toLonLat(500_000, 3_920_000);
    // A quarter turn: the long side runs north, the other one west.
    expect(extent(building as StructureFeature, origin)).toEqual(near([-6, 0, 0, 10, 38.5, 42.5]));
    expect(source.datasets[0]).toMatchObject({ origin: 'IFC', datum: 'EPSG:4548' });
    const out = join(folder, 'ifc');
    expect((await buildCity(source, out, () => {})).tiles).toBeGreaterThan(0);
    expect(await khronosErrors(out)).toEqual([]);
    const [file = ''] = readdirSync(join(out, 'names/structures')).filter((each) => each.endsWith('.json'));
    expect(JSON.parse(readFileSync(join(out, 'names/structures', file), 'utf8'))).toEqual([
      ['2YvctVUKr0kugbFTf53O9L', '办公楼 A'],
    ]);
  });

  it.each([
    ["#70=IFCGEOGRAPHICCRS('EPSG:4490',$,$,$,$,$);", 'IFCPLANEANGLEMEASURE(116.6),IFCPLANEANGLEMEASURE(35.4)'],
    ["#70=IFCPROJECTEDCRS('EPSG:4326',$,$,$,$,$,$);", 'IFCLENGTHMEASURE(116.6),IFCLENGTHMEASURE(35.4)'],
  ])('4.3: stands where its rigid operation says: %s', async (system, place) => {
    const operation = `${system}#72=IFCRIGIDOPERATION(#15,#70,${place},12.);`;
    const [building] = [...(await read('rigid.ifc', model('IFC4X3_ADD2', operation, ''))).city.features];
    expect(extent(building as StructureFeature, [116.6, 35.4])).toEqual(near([0, 10, 0, 6, 12, 16]));
  });

  it('4.3: takes a rigid operation in metres of a projected system', async () => {
    const operation = `#70=IFCPROJECTEDCRS('EPSG:4548',$,$,$,$,$,$);#72=IFCRIGIDOPERATION(#15,#70,IFCLENGTHMEASURE(500000.),IFCLENGTHMEASURE(3920000.),12.);`;
    const [building] = [...(await read('rigid.ifc', model('IFC4X3_ADD2', operation, ''))).city.features];
    const origin = projectionOf('EPSG:4548', '').toLonLat(500_000, 3_920_000);
    expect(extent(building as StructureFeature, origin)).toEqual(near([0, 10, 0, 6, 12, 16]));
  });

  it('2x3: stands at the latitude and longitude of its site', async () => {
    const source = await read('two.ifc', model('IFC2X3', '', '(35,24,30,0),(116,36,0,0),12000.'));
    const [building] = [...source.city.features] as StructureFeature[];
    expect(extent(building as StructureFeature, [116.6, 35 + 24.5 / 60])).toEqual(near([0, 10, 0, 6, 12, 16]));
    expect(new Set(building?.color)).toEqual(new Set(['#ff0000']));
    const out = join(folder, 'ifc2x3');
    expect(await buildCity(source, out, () => {})).toMatchObject({ features: 1 });
    expect(await khronosErrors(out)).toEqual([]);
  });

  it('stands at --origin before all, and asks for it where nothing else is known', async () => {
    await expect(read('lost.ifc', model('IFC4', '', ''))).rejects.toThrow(
      /lost\.ifc: has no IfcMapConversion, .*--origin LON,LAT/,
    );
    const origin = { longitude: 116.6, latitude: 35.4, height: 5, turn: 90 };
    const [building] = [
      ...(await read('lost.ifc', model('IFC4', '', ''), { origin })).city.features,
    ] as StructureFeature[];
    expect(extent(building as StructureFeature, [116.6, 35.4])).toEqual(near([0, 6, -10, 0, 5, 9]));
  });

  it('refuses what ends early or is none', async () => {
    await expect(read('cut.ifc', model('IFC4', '', '').slice(0, 2000))).rejects.toThrow(/cut\.ifc: ends in the middle/);
    await expect(read('no.ifc', 'hello')).rejects.toThrow(/no\.ifc: is no IFC/);
  });
});
