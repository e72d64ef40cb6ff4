import {
  type OwnContent,
  OwnDataError,
  type OwnDatum,
  type OwnFeature,
  type OwnGeometry,
  ownKindOf,
  unreadable,
} from '../domain/own-data.ts';
import { type ToWgs84, toWgs84 } from './own-datum.ts';
import { ownGltf } from './own-gltf.ts';
import { czmlHere, kmlHere } from './own-linked.ts';
import type { Pair } from './raw-table.ts';
import { readCsv } from './read/csv.ts';
import { decodeText } from './read/encoding.ts';

export interface OwnFile {
  readonly content: OwnContent;
  /** Features, or models. */
  readonly count: number;
  /** Pictures, overlays and links that lie elsewhere and are therefore not shown. */
  readonly leftOut?: number;
}

export interface OwnFileOptions {
  readonly datum: OwnDatum;
  /** Files brought together with it, by name: the buffers and pictures of a .gltf. */
  readonly beside?: ReadonlyMap<string, Uint8Array>;
  /** Longitude and latitude of the city, by which the order of projected coordinates is told. */
  readonly near?: readonly [longitude: number, latitude: number];
}

/** Points and lines of one file that a browser still draws as things apart. */
const MOST_FEATURES = 50_000;

/** Reads a file that a person brought, any but IFC. Throws OwnDataError that names file, value and remedy. */
export function readOwnFile(name: string, bytes: Uint8Array, options: OwnFileOptions): OwnFile {
  const kind = ownKindOf(name);
  switch (kind) {
    case 'geojson':
      return features(name, geoJson(name, decodeText(bytes).text, options));
    case 'csv':
      return features(name, csvPoints(name, bytes, options));
    case 'kml': {
      const { text, count, leftOut } = kmlHere(name, decodeText(bytes).text);
      return { content: { kind, text }, count, leftOut };
    }
    case 'czml': {
      const packets = parsed(name, decodeText(bytes).text);
      const first = Array.isArray(packets) ? (packets[0] as { id?: unknown } | undefined) : undefined;
      if (!Array.isArray(packets) || first?.id !== 'document')
        throw unreadable(
          name,
          JSON.stringify(first ?? null).slice(0, 40),
          'is no document packet of CZML',
          '不是 CZML 的 document 包',
        );
      const here = czmlHere(packets);
      return { content: { kind, packets: here.packets }, count: packets.length - 1, leftOut: here.leftOut };
    }
    case 'model':
      return { content: { kind, bytes: ownGltf(name, bytes, options.beside ?? new Map()) }, count: 1 };
    default:
      throw unreadable(name, kind, 'is not read here', '不在此读取');
  }
}

function features(name: string, list: readonly OwnFeature[]): OwnFile {
  if (list.length === 0)
    throw unreadable(name, '0', 'features: it holds nothing to be drawn', '个要素，文件中没有可显示的内容');
  if (list.length > MOST_FEATURES)
    throw new OwnDataError(
      `${name}: ${list.length} features; at most ${MOST_FEATURES} are drawn, build tiles of it by "npm run tiles".`,
      `${name}：${list.length} 个要素，最多显示 ${MOST_FEATURES} 个，请用 npm run tiles 生成瓦片。`,
    );
  return { content: { kind: 'features', features: list }, count: list.length };
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(name, text.slice(0, 20), 'is no JSON', '不是 JSON');
  }
}

function geoJson(name: string, text: string, { datum, near }: OwnFileOptions): readonly OwnFeature[] {
  const root = parsed(name, text) as { readonly type?: unknown; readonly features?: unknown; readonly crs?: unknown };
  const list = root?.type === 'FeatureCollection' ? root.features : [root];
  if (!Array.isArray(list)) throw unreadable(name, String(root?.type), 'has no list of features', '没有要素列表');
  const shapes = list.flatMap((each, index) => {
    const feature = each as { type?: unknown; geometry?: unknown; properties?: unknown; id?: unknown } | null;
    const bare = feature?.type !== 'Feature';
    const geometry = bare ? feature : feature.geometry;
    return geometry === null || geometry === undefined
      ? []
      : [{ geometry, where: `${name} #${index + 1}`, ...(bare ? {} : feature) }];
  });
  const pairs: Pair[] = [];
  for (const { geometry, where } of shapes)
    placed(geometry, where, (x, y) => {
      pairs.push([Number(x), Number(y)]);
      return [0, 0];
    });
  const to = toWgs84(name, (datum === 'WGS-84' ? statedCrs(root) : null) ?? datum, pairs, near);
  return shapes.map(({ geometry, where, ...feature }) => {
    const { properties, id } = feature as { properties?: unknown; id?: unknown };
    return {
      type: 'Feature' as const,
      ...(typeof id === 'string' || typeof id === 'number' ? { id } : {}),
      properties: (typeof properties === 'object' && properties !== null ? properties : {}) as Record<string, unknown>,
      geometry: placed(geometry, where, to),
    };
  });
}

/** The system that a file of before RFC 7946 names, as QGIS writes it. */
function statedCrs({ crs }: { readonly crs?: unknown }): string | null {
  const name = (crs as { readonly properties?: { readonly name?: unknown } } | null | undefined)?.properties?.name;
  return typeof name === 'string' ? name : null;
}

const DEPTH: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

function placed(input: unknown, where: string, to: ToWgs84): OwnGeometry {
  const { type, coordinates, geometries } = (input ?? {}) as {
    type?: unknown;
    coordinates?: unknown;
    geometries?: unknown;
  };
  if (type === 'GeometryCollection' && Array.isArray(geometries))
    return { type, geometries: geometries.map((each) => placed(each, where, to)) };
  const depth = DEPTH[String(type)];
  if (depth === undefined) throw unreadable(where, String(type), 'is no geometry of GeoJSON', '不是 GeoJSON 几何类型');
  return { type: String(type), coordinates: moved(coordinates, depth, where, to) };
}

function moved(input: unknown, depth: number, where: string, to: ToWgs84): unknown {
  if (depth > 0 && Array.isArray(input)) return input.map((each) => moved(each, depth - 1, where, to));
  const [longitude, latitude, ...rest] = Array.isArray(input) ? input : [];
  return [...to(longitude, latitude, where), ...rest];
}

const LONGITUDE = /^(lon|lng|long|longitude|x|east|easting|经度|东坐标|横坐标)(\b|_|$)/i;
const LATITUDE = /^(lat|latitude|y|north|northing|纬度|北坐标|纵坐标)(\b|_|$)/i;
const HEIGHT = /^(height|alt|altitude|z|高度?)(\b|_|$)/i;

function csvPoints(name: string, bytes: Uint8Array, { datum, near }: OwnFileOptions): readonly OwnFeature[] {
  const [table] = readCsv(bytes, name).tables;
  const columns = table?.columns ?? [];
  const [x, y, z] = [LONGITUDE, LATITUDE, HEIGHT].map((pattern) =>
    columns.findIndex((each) => pattern.test(each.trim())),
  );
  if (!table || x === undefined || y === undefined || x < 0 || y < 0)
    throw new OwnDataError(
      `${name}: its columns are ${columns.join(', ') || 'none'}; name two of them longitude and latitude, or east and north.`,
      `${name}：列为 ${columns.join('、') || '空'}，请将两列命名为“经度”“纬度”，或“东坐标”“北坐标”。`,
    );
  const rows = table.rows.map(({ row, cells }) => {
    const number = (index: number) => (String(cells[index] ?? '').trim() === '' ? undefined : Number(cells[index]));
    return {
      row,
      cells,
      pair: [number(x), number(y)] as const,
      height: z === undefined || z < 0 ? undefined : number(z),
    };
  });
  const to = toWgs84(
    name,
    datum,
    rows.map(({ pair: [first, second] }): Pair => [first ?? Number.NaN, second ?? Number.NaN]),
    near,
  );
  return rows.map(({ row, cells, pair, height }) => {
    const place = to(pair[0], pair[1], `${name}:${row}`);
    return {
      type: 'Feature',
      properties: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null])),
      geometry: { type: 'Point', coordinates: Number.isFinite(height) ? [...place, height] : [...place] },
    };
  });
}
