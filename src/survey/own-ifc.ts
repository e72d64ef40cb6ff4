import type { FlatMesh, IfcAPI } from 'web-ifc';
import { localFrame, toGeographic } from '../domain/geo/local-frame.ts';
import { OwnDataError, type OwnPlace } from '../domain/own-data.ts';
import type { OwnFile } from './own-file.ts';
import { type GlbPart, writeGlb } from './write-glb.ts';

/** Rooms, openings and annotations, which nobody sees. */
const UNSEEN = ['IFCSPACE', 'IFCOPENINGELEMENT', 'IFCOPENINGSTANDARDCASE', 'IFCANNOTATION', 'IFCGRID'] as const;

interface Growing {
  readonly color: GlbPart['color'];
  readonly positions: number[];
  readonly normals: number[];
  readonly indices: number[];
}

/**
 * An IFC 2x3 or 4 as one model: its middle above the place, its lowest point on the ground, its north to the front. The place is
 * that of its site, where the site has latitude and longitude; true north is not applied.
 *
 * @param wasm address of the reader's program; absent under Node
 * @throws OwnDataError that names file, value and remedy
 */
export async function readOwnIfc(
  name: string,
  bytes: Uint8Array,
  wasm?: string,
): Promise<OwnFile & { readonly place: OwnPlace | null }> {
  const head = new TextDecoder().decode(bytes.subarray(0, 20)).trim();
  if (!head.startsWith('ISO-10303-21'))
    throw new OwnDataError(
      `${name}: "${head}" is no IFC (STEP) file; export it as .ifc.`,
      `${name}：“${head}”不是 IFC（STEP）文件，请导出为 .ifc。`,
    );
  const ifc = await import('web-ifc');
  const api = new ifc.IfcAPI();
  await api.Init(wasm === undefined ? undefined : () => wasm, true);
  api.SetLogLevel(ifc.LogLevel.LOG_LEVEL_OFF);
  let model = -1;
  try {
    model = api.OpenModel(bytes);
    const unseen = new Set<number>(UNSEEN.map((each) => ifc[each] as number));
    const parts = new Map<string, Growing>();
    let count = 0;
    api.StreamAllMeshes(model, (mesh) => {
      if (unseen.has(api.GetLineType(model, mesh.expressID) as number)) return;
      count += 1;
      addMesh(api, model, mesh, parts);
    });
    if (parts.size === 0)
      throw new OwnDataError(
        `${name}: 0 elements have a geometry; export it with its shape.`,
        `${name}：0 个构件带几何，请连同几何一起导出。`,
      );
    const [east, north, low] = middleOf(parts.values());
    const glb = writeGlb([...parts.values()].map((part) => toGltf(part, east, north, low)));
    const [latitude = null, longitude = null] = siteOf(api, model, ifc.IFCSITE);
    const place = latitude === null || longitude === null ? null : around(longitude, latitude, east, north);
    return { content: { kind: 'model', bytes: glb }, count, place };
  } catch (error) {
    if (error instanceof OwnDataError) throw error;
    // The reader stumbles over what is missing.
    throw new OwnDataError(
      `${name}: it cannot be read as IFC (${(error as Error).message}); export it again as IFC 2x3 or IFC 4.`,
      `${name}：无法按 IFC 读取（${(error as Error).message}），请重新导出为 IFC 2x3 或 IFC 4。`,
    );
  } finally {
    if (model >= 0) api.CloseModel(model);
  }
}

function around(longitude: number, latitude: number, east: number, north: number): OwnPlace {
  const [x, y] = toGeographic(localFrame(longitude, latitude), east, north);
  return { longitude: x, latitude: y, height: 0, heading: 0 };
}

/** Adds a mesh in metres east, north, up. */
function addMesh(api: IfcAPI, model: number, mesh: FlatMesh, parts: Map<string, Growing>): void {
  for (let index = 0; index < mesh.geometries.size(); index++) {
    const { geometryExpressID, flatTransformation: m, color } = mesh.geometries.get(index);
    const geometry = api.GetGeometry(model, geometryExpressID);
    // Six numbers a vertex, place and normal, y up: the model's own axes are x, -z, y.
    const vertices = api.GetVertexArray(geometry.GetVertexData(), geometry.GetVertexDataSize());
    const indices = api.GetIndexArray(geometry.GetIndexData(), geometry.GetIndexDataSize());
    const key = [color.x, color.y, color.z, color.w].map((each) => each.toFixed(2)).join(' ');
    const part = parts.get(key) ?? {
      color: [color.x, color.y, color.z, Math.max(color.w, 0.2)] as const,
      positions: [],
      normals: [],
      indices: [],
    };
    parts.set(key, part);
    const first = part.positions.length / 3;
    const row = (r: number, x: number, y: number, z: number, w: number) =>
      m[r]! * x + m[4 + r]! * y + m[8 + r]! * z + m[12 + r]! * w;
    for (let v = 0; v < vertices.length; v += 6) {
      const [x, y, z] = [vertices[v]!, vertices[v + 1]!, vertices[v + 2]!];
      const [nx, ny, nz] = [vertices[v + 3]!, vertices[v + 4]!, vertices[v + 5]!];
      part.positions.push(row(0, x, y, z, 1), -row(2, x, y, z, 1), row(1, x, y, z, 1));
      part.normals.push(row(0, nx, ny, nz, 0), -row(2, nx, ny, nz, 0), row(1, nx, ny, nz, 0));
    }
    for (const each of indices) part.indices.push(first + each);
    geometry.delete();
  }
}

/** Middle east and north, and the lowest point. */
function middleOf(parts: Iterable<Growing>): readonly [east: number, north: number, low: number] {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const { positions } of parts)
    for (let i = 0; i < positions.length; i++) {
      low[i % 3] = Math.min(low[i % 3]!, positions[i]!);
      if (i % 3 < 2) high[i % 3] = Math.max(high[i % 3]!, positions[i]!);
    }
  return [(low[0]! + high[0]!) / 2, (low[1]! + high[1]!) / 2, low[2]!];
}

/** East, north, up as glTF's axes with north to the front: −x, y up, z. */
function toGltf({ color, positions, normals, indices }: Growing, east: number, north: number, low: number): GlbPart {
  const turned = (from: readonly number[], x0: number, y0: number, z0: number) => {
    const to = new Float32Array(from.length);
    for (let i = 0; i < from.length; i += 3) {
      to[i] = -(from[i]! - x0);
      to[i + 1] = from[i + 2]! - z0;
      to[i + 2] = from[i + 1]! - y0;
    }
    return to;
  };
  return {
    color,
    positions: turned(positions, east, north, low),
    normals: turned(normals, 0, 0, 0),
    indices: Uint32Array.from(indices),
  };
}

/** Latitude and longitude of the site, degrees; null where it has none. IfcCompoundPlaneAngleMeasure: degrees, minutes, seconds, millionths. */
function siteOf(api: IfcAPI, model: number, type: number): readonly (number | null)[] {
  const ids = api.GetLineIDsWithType(model, type);
  const site = ids.size() > 0 ? (api.GetLine(model, ids.get(0)) as Record<string, unknown>) : {};
  return ['RefLatitude', 'RefLongitude'].map((key) => {
    const list = site[key] as
      | readonly ({ readonly value?: number } | number)[]
      | { readonly value?: unknown }
      | null
      | undefined;
    const numbers = (
      Array.isArray(list) ? list : ((list as { value?: unknown } | null)?.value ?? [])
    ) as readonly unknown[];
    const [degrees, minutes = 0, seconds = 0, millionths = 0] = numbers.map((each) =>
      Number(typeof each === 'object' && each !== null ? (each as { value?: unknown }).value : each),
    );
    return degrees === undefined || (degrees === 0 && minutes === 0)
      ? null
      : degrees + minutes / 60 + (seconds + millionths / 1e6) / 3600;
  });
}
