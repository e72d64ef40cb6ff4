import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { BuildingFeature } from '../feature.ts';
import { InputError } from '../input-error.ts';
import { verticalExtent } from '../model/vertical-extent.ts';
import { tallnessOf } from './building-attributes.ts';
import { drawnParts } from './building-parts.ts';
import { at, buildings, keepInputs, read, ring } from './test-inputs.ts';

keepInputs();

/** A wall of a metre by ten, 30 m above the datum. */
const WALL =
  '<gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>388662 5818794 30 388672 5818794 30 388672 5818794 40 388662 5818794 30</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>';
const model = (attributes: string): string =>
  `<CityModel xmlns="c" xmlns:bldg="b" xmlns:gen="g" xmlns:app="a" xmlns:gml="m"><cityObjectMember><bldg:Building gml:id="B"><gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs,crs:EPSG:6.12:25833,crs:EPSG:6.12:5783" srsDimension="3"/></gml:boundedBy>${attributes}<bldg:lod1MultiSurface>${WALL}</bldg:lod1MultiSurface></bldg:Building></cityObjectMember></CityModel>`;

it('names a packed file as such, with what unpacks it', async () => {
  writeFileSync(at('city.osm.xml.gz'), gzipSync('<osm/>'));
  writeFileSync(at('houses.zip'), Buffer.from('504b03040a0000000000', 'hex'));
  await expect(read('city.osm.xml.gz')).rejects.toThrow(InputError);
  await expect(read('city.osm.xml.gz')).rejects.toThrow(/is packed with gzip; unpack it first, e\.g\. with gunzip/);
  await expect(read('houses.zip')).rejects.toThrow(/is packed with ZIP; .*give the file that was in it/);
});

it('names a CityGML building by its own name, not by one of what it holds or refers to', async () => {
  const inside = `<externalReference><externalObject><name>DEBYvAAAAAAS3by3</name></externalObject></externalReference>
    <appearance><app:Appearance><gml:name>rgbTexture</gml:name></app:Appearance></appearance>
    <genericAttribute><gen:StringAttribute><gen:name>GE_LoD2_zOffset</gen:name><gen:value>Auto</gen:value></gen:StringAttribute></genericAttribute>`;
  writeFileSync(at('none.gml'), model(inside));
  writeFileSync(at('own.gml'), model(`${inside}<gml:name>Rathaus</gml:name>`));
  expect(buildings(await read('none.gml'))[0]).not.toHaveProperty('name');
  expect(buildings(await read('own.gml'))[0]).toMatchObject({ name: 'Rathaus' });
});

it.each([
  ['urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH', 'EPSG:25832'],
  ['urn:adv:crs:ETRS89_UTM33*DE_DHHN92_NH', 'EPSG:25833'],
  ['urn:adv:crs:DE_DHDN_3GK2*DE_DHHN92_NH', 'EPSG:31466'],
  ['urn:adv:crs:DE_DHDN_3GK4', 'EPSG:31468'],
  ['urn:ogc:def:crs,crs:EPSG:6.12:25833,crs:EPSG:6.12:5783', 'EPSG:25833'],
])('reads the reference %s as %s', async (name, code) => {
  writeFileSync(at('srs.gml'), model('').replace(/srsName="[^"]*"/, `srsName="${name}"`));
  expect((await read('srs.gml')).datasets[0]?.datum).toBe(code);
});

it.each<[string, string, (text: string) => Buffer]>([
  ['ISO-8859-1', 'Rathaus Köln', (text) => Buffer.from(text, 'latin1')],
  ['GBK', '济宁', (text) => Buffer.from(text.replace('济宁', '\xbc\xc3\xc4\xfe'), 'latin1')],
  ['UTF-8', '济宁 Köln', (text) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16', '济宁 Köln', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16', '济宁, in UTF-8', (text) => Buffer.from(text)],
])('reads XML that says it is in %s: %s', async (encoding, name, bytes) => {
  const text = model(`<gml:name>${name}</gml:name>`);
  writeFileSync(at('encoded.gml'), bytes(`<?xml version="1.0" encoding="${encoding}"?>\n${text}`));
  expect(buildings(await read('encoded.gml'))[0]?.name).toBe(name);
});

it('reads generic attributes of CityGML 3.0, whose name is an element, as those of 2.0', async () => {
  const generic = (name: string, value: string): string =>
    `<genericAttribute><gen:IntAttribute><gen:name>${name}</gen:name><gen:value>${value}</gen:value></gen:IntAttribute></genericAttribute>`;
  writeFileSync(at('three.gml'), model(generic('storeys', '4') + generic('year', '1911')));
  writeFileSync(
    at('two.gml'),
    model(
      '<gen:intAttribute name="storeys"><gen:value>4</gen:value></gen:intAttribute><gen:stringAttribute name="year"><gen:value>1911</gen:value></gen:stringAttribute>',
    ),
  );
  for (const name of ['three.gml', 'two.gml'])
    expect(buildings(await read(name))[0]).toMatchObject({ storeys: 4, year: 1911 });
});

it('raises a building of level 0 by its height: from its footprint, else down from its roof edge', async () => {
  const ring = (z: number): string =>
    `<gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>0 0 ${z} 0 10 ${z} 20 10 ${z} 20 0 ${z} 0 0 ${z}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>`.replaceAll(
      /\b(\d+) (\d+) (?=30|50)/g,
      (_, x, y) => `${388_662 + Number(x)} ${5_818_794 + Number(y)} `,
    );
  const foot = `<bldg:lod0FootPrint>${ring(30)}</bldg:lod0FootPrint>`;
  const edge = `<bldg:lod0RoofEdge>${ring(50)}</bldg:lod0RoofEdge>`;
  const height = '<bldg:measuredHeight uom="m">12</bldg:measuredHeight>';
  const flat = (inside: string): string =>
    model(inside).replace(/<bldg:lod1MultiSurface>.*<\/bldg:lod1MultiSurface>/, '');
  for (const [name, inside, span] of [
    ['foot', height + foot, [30, 42]],
    ['edge', height + edge, [38, 50]],
    ['both', height + foot + edge, [30, 42]],
    ['none', foot, [30, 36]],
  ] as const) {
    writeFileSync(at(`${name}.gml`), flat(inside));
    const source = await read(`${name}.gml`);
    const [building] = buildings(source) as [BuildingFeature];
    expect([name, ...verticalExtent(building)]).toEqual([name, ...span]);
    // A lid and four walls, of 20 by 10 by their height; all outwards, so that their volume is above 0.
    expect((building.surface?.length ?? 0) / 9).toBe(10);
    expect(volumeOf(building.surface ?? [])).toBeCloseTo(200 * (span[1] - span[0]), -1);
    expect(source.assumedHeights()).toBe(name === 'none' ? 1 : 0);
  }
});

/** Cubic metres between the triangles of a surface and its lowest level, where their normals point outwards. */
function volumeOf(surface: ArrayLike<number>): number {
  const [longitude, latitude] = [surface[0] as number, surface[1] as number];
  const low = Math.min(...Array.from(surface).filter((_, i) => i % 3 === 2));
  const point = (i: number): [number, number, number] => [
    ((surface[i] as number) - longitude) * 111_320 * Math.cos((latitude * Math.PI) / 180),
    ((surface[i + 1] as number) - latitude) * 111_250,
    (surface[i + 2] as number) - low,
  ];
  let sum = 0;
  for (let i = 0; i < surface.length; i += 9) {
    const [a, b, c] = [point(i), point(i + 3), point(i + 6)];
    sum += a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return sum / 6;
}

it('keeps the outline below parts that begin above it, and gives way to parts that stand', () => {
  const box = (base: number, top: number, size = 1e-3) => ({ rings: [ring(0, size)], base, top });
  const podium = [box(0, 9)];
  expect(drawnParts(podium, [box(9, 150)])).toEqual([box(0, 9), box(9, 150)]);
  expect(drawnParts(podium, [box(0.5, 9), box(9, 150)])).toEqual([box(0.5, 9), box(9, 150)]);
  expect(drawnParts(podium, [box(0, 9, 5e-4), box(9, 150)])).toEqual([box(0, 9), box(0, 9, 5e-4), box(9, 150)]);
  // As high as its part, which begins above the ground: on stilts.
  expect(drawnParts([box(0, 50)], [box(10, 50)])).toEqual([box(10, 50)]);
});

it('says of GML that is no CityGML how to give it', async () => {
  writeFileSync(
    at('parcels.gml'),
    '<ogr:FeatureCollection xmlns:ogr="o" xmlns:gml="m"><gml:featureMember/></ogr:FeatureCollection>',
  );
  await expect(read('parcels.gml')).rejects.toThrow(/holds no city objects; .*other GML as GeoPackage or GeoJSON/);
});

it('knows the fields of a height by the names that a shapefile leaves of them', () => {
  for (const name of ['building_l', 'building:l', 'building_levels', 'storeysAbo'])
    expect(tallnessOf({ [name]: '5' }, null)).toMatchObject({ top: 15, storeys: 5, assumed: false });
  for (const name of ['building_h', 'building:h', 'measuredHe'])
    expect(tallnessOf({ [name]: 17.5 }, null)).toMatchObject({ top: 17.5, assumed: false });
});
