import { type SurveyProblem, UnreadableFile } from '../problem.ts';
import type { Cell, Pair, RawRow, RawShape, RawSurvey } from '../raw-table.ts';
import { decodeText } from './encoding.ts';

/** Reads points and lines of a FeatureCollection, a single Feature or one Feature a line (RFC 7946, 8142). */
export function readGeoJson(bytes: Uint8Array, name: string): RawSurvey {
  const { text, encoding } = decodeText(bytes);
  const { features, crs } = featuresOf(text, name);
  const columns: string[] = [];
  const places = new Map<string, number>();
  const problems: SurveyProblem[] = [];
  const rows: RawRow[] = [];
  features.forEach((feature, index) => {
    const { properties, geometry, id } = record(feature);
    const values: Record<string, unknown> = { ...(id === undefined ? {} : { id }), ...record(properties) };
    const cells: Cell[] = [];
    for (const [key, value] of Object.entries(values)) {
      let place = places.get(key);
      if (place === undefined) {
        place = columns.length;
        places.set(key, place);
        columns.push(key);
      }
      cells[place] = cellOf(value);
    }
    const shape = shapeOf(geometry);
    if (typeof shape === 'string')
      problems.push({
        kind: 'broken-record',
        severity: 'error',
        table: name,
        row: index + 1,
        column: 'geometry',
        value: shape,
        reason: { zh: '几何不是有效的点或线', en: 'the geometry is no sound point or line' },
        remedy: { zh: '杆件用 Point，线路用 LineString', en: 'draw poles as Point and lines as LineString' },
      });
    rows.push({ row: index + 1, cells, shape: typeof shape === 'string' ? null : shape });
  });
  const width = columns.length;
  const table = {
    name,
    columns,
    rows: rows.map((row) => ({ ...row, cells: Array.from({ length: width }, (_, i) => row.cells[i] ?? null) })),
    crs,
  };
  return { format: 'geojson', encoding, tables: [table], problems };
}

function featuresOf(text: string, name: string): { features: readonly unknown[]; crs: string | null } {
  try {
    const document = record(JSON.parse(text));
    const named = record(record(document.crs).properties).name;
    const crs = typeof named === 'string' ? named : null;
    if (Array.isArray(document.features)) return { features: document.features, crs };
    if (document.type === 'Feature') return { features: [document], crs };
  } catch (error) {
    const lines = text
      .replaceAll('\u001e', '\n')
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '');
    try {
      return { features: lines.map((line) => JSON.parse(line) as unknown), crs: null };
    } catch {
      throw new UnreadableFile(
        name,
        { zh: '不是有效的 JSON', en: `is not JSON (${(error as Error).message})` },
        { zh: '请重新导出 GeoJSON', en: 'export the GeoJSON again' },
      );
    }
  }
  throw new UnreadableFile(
    name,
    { zh: 'JSON 中没有 features', en: 'is JSON without "features"' },
    { zh: '请导出为 GeoJSON FeatureCollection', en: 'export it as a GeoJSON FeatureCollection' },
  );
}

/** The shape, null for none, or the name of a geometry that is neither point nor line. */
function shapeOf(geometry: unknown): RawShape | string | null {
  if (geometry === null || geometry === undefined) return null;
  const { type, coordinates } = record(geometry);
  switch (type) {
    case 'Point':
      return pointOf(coordinates) ?? 'Point';
    case 'MultiPoint':
      return pointOf(Array.isArray(coordinates) ? coordinates[0] : null) ?? 'MultiPoint';
    case 'LineString':
      return lineOf(coordinates) ?? 'LineString';
    case 'MultiLineString': {
      const lines = (Array.isArray(coordinates) ? coordinates : []).map(lineOf).filter((line) => line !== null);
      return lines.sort((a, b) => b.path.length - a.path.length)[0] ?? 'MultiLineString';
    }
    default:
      return String(type);
  }
}

function pointOf(coordinates: unknown): RawShape | null {
  const at = pairOf(coordinates);
  return at ? { kind: 'point', at } : null;
}

function lineOf(coordinates: unknown): Extract<RawShape, { kind: 'line' }> | null {
  const path = (Array.isArray(coordinates) ? coordinates : []).map(pairOf);
  return path.length > 1 && path.every((pair) => pair !== null) ? { kind: 'line', path: path as Pair[] } : null;
}

function pairOf(value: unknown): Pair | null {
  const [x, y] = Array.isArray(value) ? (value as unknown[]) : [];
  return typeof x === 'number' && typeof y === 'number' && Number.isFinite(x + y) ? [x, y] : null;
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
