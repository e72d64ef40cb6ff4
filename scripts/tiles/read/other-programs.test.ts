import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { InputError } from '../input-error.ts';
import { tallnessOf } from './building-attributes.ts';
import { at, buildings, keepInputs, read } from './test-inputs.ts';

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
