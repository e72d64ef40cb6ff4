import { bd09ToWgs84, gcj02ToWgs84 } from '../domain/geo/datum.ts';
import {
  type OwnContent,
  OwnDataError,
  type OwnDatum,
  type OwnFeature,
  type OwnGeometry,
  ownKindOf,
} from '../domain/own-data.ts';
import { readCsv } from './read/csv.ts';
import { decodeText } from './read/encoding.ts';

export interface OwnFile {
  readonly content: OwnContent;
  /** Features, or models. */
  readonly count: number;
}

/** Points and lines of one file that a browser still draws as things apart. */
const MOST_FEATURES = 50_000;

const TO_WGS84: Readonly<Record<OwnDatum, (longitude: number, latitude: number) => readonly [number, number]>> = {
  'WGS-84': (longitude, latitude) => [longitude, latitude],
  'GCJ-02': gcj02ToWgs84,
  'BD-09': bd09ToWgs84,
};

/** Reads a file that a person brought, any but IFC. Throws OwnDataError that names file, value and remedy. */
export function readOwnFile(name: string, bytes: Uint8Array, datum: OwnDatum): OwnFile {
  const kind = ownKindOf(name);
  switch (kind) {
    case 'geojson':
      return features(name, geoJson(name, decodeText(bytes).text, datum));
    case 'csv':
      return features(name, csvPoints(name, bytes, datum));
    case 'kml': {
      const { text } = decodeText(bytes);
      if (!/<kml[\s>]/.test(text)) throw wrong(name, text.slice(0, 20), 'is no KML', '不是 KML');
      return { content: { kind, text }, count: text.match(/<Placemark[\s/>]/g)?.length ?? 0 };
    }
    case 'czml': {
      const packets = parsed(name, decodeText(bytes).text);
      const first = Array.isArray(packets) ? (packets[0] as { id?: unknown } | undefined) : undefined;
      if (!Array.isArray(packets) || first?.id !== 'document')
        throw wrong(
          name,
          JSON.stringify(first ?? null).slice(0, 40),
          'is no document packet of CZML',
          '不是 CZML 的 document 包',
        );
      return { content: { kind, packets }, count: packets.length - 1 };
    }
    case 'model':
      return { content: { kind, bytes: model(name, bytes) }, count: 1 };
    default:
      throw wrong(name, kind, 'is not read here', '不在此读取');
  }
}

function features(name: string, list: readonly OwnFeature[]): OwnFile {
  if (list.length === 0)
    throw wrong(name, '0', 'features: it holds nothing to be drawn', '个要素，文件中没有可显示的内容');
  if (list.length > MOST_FEATURES)
    throw new OwnDataError(
      `${name}: ${list.length} features; at most ${MOST_FEATURES} are drawn, build tiles of it by "npm run tiles".`,
      `${name}：${list.length} 个要素，最多显示 ${MOST_FEATURES} 个，请用 npm run tiles 生成瓦片。`,
    );
  return { content: { kind: 'features', features: list }, count: list.length };
}

function wrong(name: string, value: string, en: string, zh: string): OwnDataError {
  return new OwnDataError(
    `${name}: "${value}" ${en}; export it again or choose another file.`,
    `${name}：“${value}”${zh}，请重新导出或另选文件。`,
  );
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong(name, text.slice(0, 20), 'is no JSON', '不是 JSON');
  }
}

function geoJson(name: string, text: string, datum: OwnDatum): readonly OwnFeature[] {
  const root = parsed(name, text) as { readonly type?: unknown; readonly features?: unknown };
  const list = root?.type === 'FeatureCollection' ? root.features : [root];
  if (!Array.isArray(list)) throw wrong(name, String(root?.type), 'has no list of features', '没有要素列表');
  const to = TO_WGS84[datum];
  return list.flatMap((each, index) => {
    const feature = each as { type?: unknown; geometry?: unknown; properties?: unknown; id?: unknown } | null;
    const bare = feature?.type !== 'Feature';
    const geometry = bare ? feature : feature.geometry;
    if (geometry === null || geometry === undefined) return [];
    const { properties, id } = bare ? { properties: null, id: undefined } : feature;
    return [
      {
        type: 'Feature' as const,
        ...(typeof id === 'string' || typeof id === 'number' ? { id } : {}),
        properties: (typeof properties === 'object' && properties !== null ? properties : {}) as Record<
          string,
          unknown
        >,
        geometry: placed(geometry, `${name} #${index + 1}`, to),
      },
    ];
  });
}

const DEPTH: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

function placed(input: unknown, where: string, to: (x: number, y: number) => readonly [number, number]): OwnGeometry {
  const { type, coordinates, geometries } = input as { type?: unknown; coordinates?: unknown; geometries?: unknown };
  if (type === 'GeometryCollection' && Array.isArray(geometries))
    return { type, geometries: geometries.map((each) => placed(each, where, to)) };
  const depth = DEPTH[String(type)];
  if (depth === undefined) throw wrong(where, String(type), 'is no geometry of GeoJSON', '不是 GeoJSON 几何类型');
  return { type: String(type), coordinates: moved(coordinates, depth, where, to) };
}

function moved(
  input: unknown,
  depth: number,
  where: string,
  to: (x: number, y: number) => readonly [number, number],
): unknown {
  if (depth > 0 && Array.isArray(input)) return input.map((each) => moved(each, depth - 1, where, to));
  const [longitude, latitude, ...rest] = Array.isArray(input) ? input : [];
  return [...to(...degrees(longitude, latitude, where)), ...rest];
}

/** Throws OwnDataError where two numbers are no degrees. */
function degrees(longitude: unknown, latitude: unknown, where: string): readonly [number, number] {
  if (
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90
  )
    return [longitude, latitude];
  const value = JSON.stringify([longitude ?? null, latitude ?? null]);
  throw new OwnDataError(
    `${where}: ${value} is no longitude and latitude in degrees; convert it from its map projection first.`,
    `${where}：${value} 不是经纬度（度），请先由投影坐标转换。`,
  );
}

const LONGITUDE = /^(lon|lng|long|longitude|x|经度)(\b|_|$)/i;
const LATITUDE = /^(lat|latitude|y|纬度)(\b|_|$)/i;
const HEIGHT = /^(height|alt|altitude|z|高度?)(\b|_|$)/i;

function csvPoints(name: string, bytes: Uint8Array, datum: OwnDatum): readonly OwnFeature[] {
  const [table] = readCsv(bytes, name).tables;
  const columns = table?.columns ?? [];
  const [x, y, z] = [LONGITUDE, LATITUDE, HEIGHT].map((pattern) =>
    columns.findIndex((each) => pattern.test(each.trim())),
  );
  if (!table || x === undefined || y === undefined || x < 0 || y < 0)
    throw new OwnDataError(
      `${name}: its columns are ${columns.join(', ') || 'none'}; name two of them longitude and latitude.`,
      `${name}：列为 ${columns.join('、') || '空'}，请将两列命名为“经度”“纬度”。`,
    );
  return table.rows.map(({ row, cells }) => {
    const number = (index: number) => (String(cells[index] ?? '').trim() === '' ? undefined : Number(cells[index]));
    const place = TO_WGS84[datum](...degrees(number(x), number(y), `${name}:${row}`));
    const height = z === undefined || z < 0 ? undefined : number(z);
    return {
      type: 'Feature',
      properties: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null])),
      geometry: { type: 'Point', coordinates: Number.isFinite(height) ? [...place, height] : [...place] },
    };
  });
}

/** Self-contained glTF 2.0. Throws OwnDataError on what names other files. */
function model(name: string, bytes: Uint8Array): Uint8Array {
  const magic = new TextDecoder().decode(bytes.subarray(0, 4));
  if (magic === 'glTF') {
    const version = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
    if (version !== 2) throw wrong(name, `glTF ${version}`, 'is not version 2', '不是 2.0 版');
    return bytes;
  }
  const json = parsed(name, new TextDecoder().decode(bytes)) as {
    asset?: { version?: unknown };
    buffers?: readonly { uri?: string }[];
    images?: readonly { uri?: string }[];
  };
  if (json?.asset?.version !== '2.0')
    throw wrong(name, String(json?.asset?.version), 'is not glTF 2.0', '不是 glTF 2.0');
  const outside = [...(json.buffers ?? []), ...(json.images ?? [])].find(({ uri }) => uri && !uri.startsWith('data:'));
  if (outside)
    throw new OwnDataError(
      `${name}: "${outside.uri}" lies in another file; save it as one .glb.`,
      `${name}：“${outside.uri}”在另一个文件中，请另存为单个 .glb。`,
    );
  return bytes;
}
