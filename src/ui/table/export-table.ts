import { assetAt } from '../../domain/asset.ts';
import type { FleetLayer } from '../../domain/fleet.ts';
import { levelOfRank } from '../../domain/level.ts';
import { PROVENANCE_WORDS } from '../../domain/provenance.ts';
import type { Columns } from '../../domain/query/columns.ts';
import { type Field, fieldNamed } from '../../domain/query/fields.ts';
import type { Language } from '../../domain/words.ts';
import { cellValue, provenanceOf } from './cell-text.ts';
import { T } from './table-words.ts';

/** Rows of a layer to be handed out: only `fields` leave, with the time and quality of what was observed. */
export interface TableExtract {
  readonly layer: FleetLayer;
  readonly columns: Columns;
  readonly fields: readonly Field[];
  readonly rows: Uint32Array;
  /** Moment of the values, ms. */
  readonly at: number;
  /** CQL2 text that the rows were asked by. */
  readonly filter: string | null;
  /** 密级, and who took it when. */
  readonly marking: string;
}

type Value = string | number | boolean | null;

/** Observed fields with the moment and the quality of each value behind it. */
function extended(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => [
    field,
    ...(field.from === 'observed'
      ? ['time', 'quality'].flatMap((kind) => fieldNamed(fields, `${field.key}_${kind}`) ?? [])
      : []),
  ]);
}

function plainValue(columns: Columns, field: Field, slot: number): Value {
  const value = cellValue(columns, field, slot);
  if (value === null) return null;
  if (field.type === 'level') return levelOfRank(Number(value));
  return field.type === 'moment' ? new Date(Number(value)).toISOString() : value;
}

/**
 * CSV (RFC 4180) behind a byte order mark, by which office programs know it for UTF-8. The head of a column is its title, its
 * key, its unit and where its values come from; the last column is the marking, so that each row keeps it. A text that such a program would run as a formula is led by an apostrophe.
 */
export function tableCsv({ layer, columns, fields, rows, marking }: TableExtract, language: Language): string {
  const all = extended(fields);
  const head = (field: Field) => {
    const unit = field.unit ? ` (${field.unit})` : '';
    return `${field.title[language]} ${field.key}${unit} [${PROVENANCE_WORDS[provenanceOf(field, layer)][language]}]`;
  };
  const { positions, provenance } = layer.assets;
  const where = PROVENANCE_WORDS[provenance][language];
  const places = [T.longitude, T.latitude].map((words) => words[language]);
  const lines = [line([...all.map(head), ...places.map((place) => `${place} (°) [${where}]`), T.marking[language]])];
  for (const slot of rows)
    lines.push(
      line([
        ...all.map((field) => plainValue(columns, field, slot)),
        degrees(positions[3 * slot]!),
        degrees(positions[3 * slot + 1]!),
        marking,
      ]),
    );
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** GeoJSON (RFC 7946) with units, provenance and the question as further members. */
export function tableGeojson({ layer, columns, fields, rows, at, filter, marking }: TableExtract): string {
  const all = extended(fields);
  const { definition, assets, source } = layer;
  const features = Array.from(rows, (slot) => {
    const { id, position, shape } = assetAt(assets, slot);
    return JSON.stringify({
      type: 'Feature',
      id,
      geometry: geometryOf(definition.geometry, position, shape),
      properties: Object.fromEntries(all.map((field) => [field.key, plainValue(columns, field, slot)])),
    });
  });
  const members = {
    type: 'FeatureCollection',
    title: definition.title,
    layer: definition.id,
    marking,
    at: new Date(at).toISOString(),
    filter,
    provenance: assets.provenance,
    source,
    units: Object.fromEntries(fields.flatMap(({ key, unit }) => (unit ? [[key, unit]] : []))),
  };
  return `${JSON.stringify(members).slice(0, -1)},"features":[\n${features.join(',\n')}\n]}\n`;
}

function geometryOf(
  kind: FleetLayer['definition']['geometry'],
  [longitude, latitude]: readonly number[],
  shape: readonly (readonly [number, number])[] | undefined,
): object {
  const place = (points: readonly (readonly [number, number])[]) => points.map(([x, y]) => [degrees(x), degrees(y)]);
  if (!shape || shape.length < 2) return { type: 'Point', coordinates: [degrees(longitude!), degrees(latitude!)] };
  if (kind === 'polygon' && shape.length >= 3 && shape[0])
    return { type: 'Polygon', coordinates: [place([...shape, shape[0]])] };
  return { type: 'LineString', coordinates: place(shape) };
}

/** Seven decimals of a degree are a centimetre. */
function degrees(value: number): number {
  return Number(value.toFixed(7));
}

function line(values: readonly Value[]): string {
  return values.map(csvCell).join(',');
}

function csvCell(value: Value): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
