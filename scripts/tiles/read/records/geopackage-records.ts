import { inputError } from '../../input-error.ts';
import { isDefinition } from '../../project/definitions.ts';
import type { ReadOptions } from '../collector.ts';
import type { RawFeature } from '../geojson-feature.ts';
import { batched, columnsTellParts, type RecordStream } from '../record-stream.ts';
import { openSqlite, type Row, type SqliteFile } from '../sqlite.ts';
import { readWkb } from '../wkb.ts';

/** Bytes of the envelope in a GeoPackage geometry by its indicator (OGC 12-128r18, 2.1.3). */
const ENVELOPES = [0, 32, 48, 48, 64];

/** The feature tables of a GeoPackage, each a layer with its own coordinate system. Close the answer when all is read. */
export function geoPackageRecords(file: string, options: ReadOptions): { streams: RecordStream[]; close: () => void } {
  const sqlite = openSqlite(file);
  const layers = sqlite.all(
    `SELECT g.table_name AS name, g.column_name AS geometry, s.organization AS organization,
       s.organization_coordsys_id AS code, s.definition AS definition
     FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id ORDER BY g.table_name`,
  );
  const wanted = layers.filter(({ name }) => options.only?.includes(String(name)) ?? true);
  if (wanted.length === 0) {
    sqlite.close();
    throw inputError(
      file,
      null,
      options.only ? `has no layer ${options.only.join(', ')}` : 'has no layer of features',
      layers.length > 0 ? `name one with --only: ${layers.map(({ name }) => name).join(', ')}` : 'export it again',
    );
  }
  const streams = wanted.map((layer): RecordStream => {
    const columns = sqlite.all(`SELECT name, pk FROM pragma_table_info(${literal(String(layer.name))})`);
    return {
      format: 'GeoPackage',
      layer: String(layer.name),
      crs: crsOf(layer),
      mayHaveParts: columnsTellParts(columns.map(({ name }) => String(name))),
      batches: batched(records(sqlite, layer, columns)),
    };
  });
  return { streams, close: () => sqlite.close() };
}

function* records(sqlite: SqliteFile, layer: Row, columns: readonly Row[]): Generator<RawFeature> {
  const key = columns.find(({ pk }) => Number(pk) > 0)?.name;
  const geometryColumn = String(layer.geometry);
  for (const row of sqlite.iterate(`SELECT * FROM ${quoted(String(layer.name))}`)) {
    const { [geometryColumn]: blob, ...properties } = row;
    // The key of the table is the record's id where it has none of its own.
    const own = properties.id !== undefined || properties.osm_id !== undefined || key === undefined;
    const id = own ? undefined : Number(row[String(key)]);
    const geometry = blob instanceof Uint8Array ? geometryOf(blob) : null;
    yield { type: 'Feature', ...(id === undefined ? {} : { id }), properties, geometry };
  }
}

/** What cannot be read is told as the type of the geometry, so that it is left out by its own reason. */
function geometryOf(blob: Uint8Array): NonNullable<RawFeature['geometry']> | null {
  const flags = blob[3] ?? 0;
  if ((flags & 0b1_0000) !== 0) return null;
  try {
    if (blob[0] !== 0x47 || blob[1] !== 0x50) throw new RangeError('no GeoPackage geometry');
    return readWkb(blob.subarray(8 + (ENVELOPES[(flags >> 1) & 7] ?? 0)));
  } catch {
    return { type: 'that cannot be read', coordinates: null };
  }
}

/** A register's code, else the definition: codes of an organization of its own say nothing. */
function crsOf({ organization, code, definition }: Row): string | null {
  const text = typeof definition === 'string' && isDefinition(definition) ? definition : null;
  // -1 and 0: a plane or a globe of no name.
  if (typeof code !== 'number' || code <= 0) return text;
  const registered = /^epsg$/i.test(String(organization ?? 'EPSG'));
  return registered || text === null ? `${organization ?? 'EPSG'}:${code}` : text;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
