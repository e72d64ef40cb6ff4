import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Dataset } from '../../../src/wire/catalog.ts';
import { inputError } from '../input-error.ts';
import type { Projection } from '../project/projection.ts';
import { readCityJson, readCityJsonSequence } from './cityjson.ts';
import type { Collector, ReadOptions } from './collector.ts';
import { jsonKind } from './json-kind.ts';
import { openAt } from './open-at.ts';
import { readRecords } from './read-records.ts';
import type { RecordStream } from './record-stream.ts';
import { geoJsonRecords, lineRecords, part } from './records/geojson-records.ts';
import type { TileArchive } from './records/tile-archive.ts';
import { wideEncoding } from './text-encoding.ts';

const HEAD = 64 * 1024;
/** A string cannot be longer in V8; a JSON document that is no stream of features is read as one. */
const LONGEST_DOCUMENT = 500_000_000;

/** The remedy where a file's kind is not known. */
const ENDINGS =
  'files are known by their content (GeoJSON, CityJSON, Overpass) or by .shp .fgb .gpkg .mbtiles .pmtiles .pbf .osm .gml .xml .ifc .csv';

interface Read {
  readonly origin: string;
  readonly datum: string;
  readonly licence?: string;
}

/** Reads one file of any kind there is a reader for into `into`. Throws InputError on what it cannot use. */
export async function readFile(input: string, options: ReadOptions, into: Collector): Promise<Dataset> {
  if (statSync(input).size === 0) throw inputError(input, null, 'is empty', 'fetch or export it again');
  checkUnpacked(input);
  const name = basename(input);
  const { origin, datum, licence = '见来源 / see source' } = await readByKind(input, options, into);
  return {
    id: name,
    title: { zh: name, en: name },
    provenance: 'published',
    classification: 'public',
    origin,
    licence,
    datum,
    sha256: await hashOf(input),
  };
}

/** First bytes of packed files, and what unpacks them. */
const PACKED: readonly (readonly [bytes: string, name: string, remedy: string])[] = [
  ['1f8b', 'gzip', 'gunzip'],
  ['504b0304', 'ZIP', 'unzip, and give the file that was in it'],
  ['425a68', 'bzip2', 'bunzip2'],
  ['fd377a585a00', 'xz', 'unxz'],
  ['28b52ffd', 'Zstandard', 'unzstd'],
  ['377abcaf271c', '7-Zip', '7z x, and give the file that was in it'],
];

function checkUnpacked(file: string): void {
  const read = openAt(file);
  try {
    const head = read.bytes(0, Math.min(6, statSync(file).size)).toString('hex');
    const packed = PACKED.find(([bytes]) => head.startsWith(bytes));
    if (packed) throw inputError(file, null, `is packed with ${packed[1]}`, `unpack it first, e.g. with ${packed[2]}`);
  } finally {
    read.close();
  }
}

/** The readers are loaded when they are needed: their libraries would double the time that the program takes to start. */
async function readByKind(input: string, options: ReadOptions, into: Collector): Promise<Read> {
  const read = async (stream: RecordStream): Promise<Read> => ({
    origin: stream.format,
    datum: (await readRecords(stream, input, options, into)).name,
  });
  switch (extname(input).toLowerCase()) {
    case '.pbf':
      return readOpenStreetMap(input, 'pbf', options, into);
    case '.osm':
      return readOpenStreetMap(input, 'xml', options, into);
    case '.shp':
      return read(await (await import('./records/shapefile-records.ts')).shapefileRecords(input, options));
    case '.fgb':
      return read((await import('./records/flatgeobuf-records.ts')).flatGeobufRecords(input));
    case '.gpkg': {
      const { geoPackageRecords } = await import('./records/geopackage-records.ts');
      const { streams, close } = geoPackageRecords(input, options);
      try {
        const reads: Read[] = [];
        for (const stream of streams) reads.push(await read(stream));
        return { origin: 'GeoPackage', datum: [...new Set(reads.map(({ datum }) => datum))].join(', ') };
      } finally {
        close();
      }
    }
    case '.mbtiles':
      return readArchive((await import('./records/tile-archive.ts')).openMbTiles(input), input, options, read);
    case '.pmtiles':
      return readArchive(await (await import('./records/tile-archive.ts')).openPmTiles(input), input, options, read);
    case '.csv':
    case '.tsv':
    case '.txt':
      if (options.layer === undefined)
        throw inputError(input, null, 'is a table of points', 'say what they are with --layer, e.g. --layer lamp');
      return read(await (await import('./records/csv-records.ts')).csvRecords(input, options));
    case '.ifc':
      return { origin: 'IFC', datum: (await (await import('./ifc.ts')).readIfc(input, options, into)).name };
    case '.gml':
    case '.xml':
      return readXmlFile(input, options, into);
    default:
      return readJson(input, options, into, read);
  }
}

async function readOpenStreetMap(
  input: string,
  format: 'pbf' | 'xml' | 'json',
  options: ReadOptions,
  into: Collector,
): Promise<Read> {
  await (await import('./osm.ts')).readOsm(input, format, options, into);
  return { origin: 'OpenStreetMap', datum: 'EPSG:4326', licence: 'ODbL, © OpenStreetMap contributors' };
}

async function readArchive(
  archive: TileArchive,
  input: string,
  options: ReadOptions,
  read: (stream: RecordStream) => Promise<Read>,
): Promise<Read> {
  try {
    const { vectorTileRecords } = await import('./records/vector-tile-records.ts');
    return await read(vectorTileRecords(archive, input, options));
  } finally {
    await archive.close();
  }
}

async function readXmlFile(input: string, options: ReadOptions, into: Collector): Promise<Read> {
  const head = part(input, 0, HEAD);
  if (/<osm[\s>]/.test(head)) return readOpenStreetMap(input, 'xml', options, into);
  return { origin: 'CityGML', datum: (await (await import('./citygml.ts')).readCityGml(input, options, into)).name };
}

async function readJson(
  input: string,
  options: ReadOptions,
  into: Collector,
  read: (stream: RecordStream) => Promise<Read>,
): Promise<Read> {
  const cityJson = async (projection: Promise<Projection> | Projection): Promise<Read> => ({
    origin: 'CityJSON',
    datum: (await projection).name,
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a JSON text sequence begins each record with RS.
  const head = part(input, 0, HEAD).replaceAll(/[\uFEFF\u001e]/g, '');
  if (/"geometryType"\s*:\s*"esri/.test(head))
    throw inputError(input, null, 'is Esri JSON', 'ask its service for f=geojson, or convert it, e.g. by ogr2ogr');
  const kind = jsonKind(head);
  if (kind === 'FeatureCollection') return read(await geoJsonRecords(input, into.skips));
  if (kind === 'lines') return read(await lineRecords(input, into.skips));
  if (kind === 'elements') return readOpenStreetMap(input, 'json', options, into);
  if (kind === 'sequence') return cityJson(readCityJsonSequence(input, options, into));
  if (statSync(input).size > LONGEST_DOCUMENT)
    throw inputError(
      input,
      null,
      'is one JSON document of more than 500 MB',
      'save it as newline-delimited GeoJSON or as a CityJSON sequence',
    );
  checkJson(input, head);
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(input, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw inputError(input, null, `is not JSON (${(error as Error).message})`, 'give GeoJSON, CityJSON or .osm.pbf');
  }
  const type = (document as { type?: unknown } | null)?.type;
  if (type === 'CityJSON') return cityJson(readCityJson(document, input, options, into));
  if (type === 'FeatureCollection')
    throw inputError(input, null, 'is a GeoJSON without "features"', 'save it as a FeatureCollection');
  const what = Array.isArray(document)
    ? 'a JSON array'
    : type === undefined
      ? 'JSON without a "type"'
      : `JSON of type "${String(type)}"`;
  throw inputError(
    input,
    null,
    `is ${what}, neither a GeoJSON FeatureCollection nor CityJSON`,
    'convert it to GeoJSON, one Feature a building',
  );
}

/** Says of what is no JSON what it is, where its beginning tells. */
function checkJson(input: string, head: string): void {
  const read = openAt(input);
  const wide = wideEncoding(read.bytes(0, 2));
  read.close();
  if (wide) throw inputError(input, null, 'is written in UTF-16', 'save it in UTF-8');
  const [, root] = /^\s*<(?:\?[^>]*>|!--[\s\S]*?-->|\s)*<?([\w:.-]+)/.exec(head) ?? [];
  if (root !== undefined)
    throw inputError(input, null, `is XML of <${root}>`, `give it as GeoJSON, e.g. by ogr2ogr; ${ENDINGS}`);
  if (!/^\s*[[{"\d]/.test(head)) throw inputError(input, null, 'is of a kind that is not read', ENDINGS);
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
