import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FlatMesh, IfcAPI } from 'web-ifc';
import { inputError } from '../input-error.ts';
import { checkLonLat } from '../project/projection.ts';
import type { Collector, ReadOptions } from './collector.ts';
import { type Georeference, georeferenceOf } from './ifc-georeference.ts';

type WebIfc = typeof import('web-ifc');

/** The file is held twice, here and in the library's 4 GB, with all that it says as geometry. */
const MOST_BYTES = 1e9;
const GREY = '#c9c5bd';
/** Types that carry no material of their own or that nobody sees: rooms, openings, annotations. */
const UNSEEN = [
  'IFCSPACE',
  'IFCOPENINGELEMENT',
  'IFCOPENINGSTANDARDCASE',
  'IFCANNOTATION',
  'IFCGRID',
  'IFCVIRTUALELEMENT',
] as const;

interface Work {
  readonly triangles: number[];
  readonly colors: string[];
}

/**
 * Reads an IFC 2x3, 4 or 4.3: every building as one work in the colours of its parts, placed by its map conversion or
 * rigid operation, else by the latitude and longitude of its site, else at `--origin`, which comes before both. Answers what it was placed by.
 */
export async function readIfc(file: string, options: ReadOptions, into: Collector): Promise<{ readonly name: string }> {
  // The package's module for Node is CommonJS; its own `import` entry is for browsers.
  const ifc = createRequire(import.meta.url)('web-ifc') as WebIfc;
  const api = new ifc.IfcAPI();
  await api.Init();
  api.SetLogLevel(ifc.LogLevel.LOG_LEVEL_OFF);
  if (statSync(file).size > MOST_BYTES)
    throw inputError(file, null, 'is larger than 1 GB, which is read whole', 'export it by building or by discipline');
  const bytes = readFileSync(file);
  if (!/^\s*ISO-10303-21/.test(bytes.toString('latin1', 0, 200)))
    throw inputError(file, null, 'is no IFC (STEP) file', 'export it as .ifc');
  if (!/END-ISO-10303-21;\s*$/.test(bytes.toString('latin1', Math.max(0, bytes.length - 200))))
    throw inputError(file, null, 'ends in the middle', 'fetch it again, whole, or export it again');
  const model = api.OpenModel(bytes);
  try {
    const place = georeferenceOf(api, ifc, model, file, options);
    const owners = ownersOf(api, ifc, model);
    const unseen = new Set<number>(UNSEEN.map((name) => ifc[name] as number));
    const works = new Map<number, Work>();
    api.StreamAllMeshes(model, (mesh) => {
      const type = api.GetLineType(model, mesh.expressID) as number;
      if (unseen.has(type)) return;
      const owner = owners(mesh.expressID);
      const work = works.get(owner) ?? { triangles: [], colors: [] };
      works.set(owner, work);
      addMesh(api, model, mesh, place, file, work);
    });
    for (const [owner, { triangles, colors }] of works) {
      if (triangles.length === 0) continue;
      const line = owner === 0 ? null : api.GetLine(model, owner);
      const type = owner === 0 ? 0 : (api.GetLineType(model, owner) as number);
      const building = type === ifc.IFCBUILDING;
      const name = nameOf(line);
      into.count(building ? 'ifcBuilding' : owner === 0 ? 'ifcSurroundings' : 'ifcFacility');
      into.features.push({
        kind: 'structure',
        id: String(line?.GlobalId?.value ?? `${file.replace(/^.*[/\\]/, '')}-surroundings`),
        class: type === ifc.IFCBRIDGE ? 'bridge' : 'landmark',
        triangles: Float64Array.from(triangles),
        color: colors,
        ...(name === undefined ? {} : { name }),
        ...(building ? { building: true as const } : {}),
      });
    }
    if (works.size === 0) into.skips.add('IFC without a geometry', file);
    return { name: place.name };
  } finally {
    api.CloseModel(model);
  }
}

/** The long name of a building, else its short one, which is often a number. */
function nameOf(line: Record<string, { readonly value?: unknown } | null> | null): string | undefined {
  const names = [line?.['LongName']?.value, line?.['Name']?.value];
  return names.find((each): each is string => typeof each === 'string' && each.trim() !== '')?.trim();
}

function addMesh(api: IfcAPI, model: number, mesh: FlatMesh, place: Georeference, file: string, work: Work): void {
  for (let g = 0; g < mesh.geometries.size(); g++) {
    const { geometryExpressID, flatTransformation: m, color } = mesh.geometries.get(g);
    const geometry = api.GetGeometry(model, geometryExpressID);
    // Six numbers a vertex: place and normal.
    const vertices = api.GetVertexArray(geometry.GetVertexData(), geometry.GetVertexDataSize());
    const indices = api.GetIndexArray(geometry.GetIndexData(), geometry.GetIndexDataSize());
    const paint = color.w > 0.02 ? hex([color.x, color.y, color.z]) : GREY;
    const along = (row: number, x: number, y: number, z: number): number =>
      (m[row] as number) * x + (m[4 + row] as number) * y + (m[8 + row] as number) * z + (m[12 + row] as number);
    for (let i = 0; i < indices.length; i++) {
      const at = 6 * (indices[i] as number);
      const [x, y, z] = [vertices[at], vertices[at + 1], vertices[at + 2]] as [number, number, number];
      // The library turns everything y up; the model's own axes are x, -z, y.
      const [longitude, latitude, height] = place.toGeographic(
        along(0, x, y, z),
        -along(2, x, y, z),
        along(1, x, y, z),
      );
      checkLonLat(file, `element ${mesh.expressID}`, longitude, latitude, place.name);
      work.triangles.push(longitude, latitude, height);
    }
    for (let t = 0; t + 2 < indices.length; t += 3) work.colors.push(paint);
    geometry.delete();
  }
}

/** The building, bridge or other facility that an element belongs to by containment and aggregation; 0: none. */
function ownersOf(api: IfcAPI, ifc: WebIfc, model: number): (element: number) => number {
  const above = new Map<number, number>();
  const each = (type: number, read: (line: Record<string, unknown>) => void): void => {
    for (const id of api.GetLineIDsWithType(model, type)) read(api.GetLine(model, id) as Record<string, unknown>);
  };
  type Ref = { readonly value: number };
  each(ifc.IFCRELCONTAINEDINSPATIALSTRUCTURE, (line) => {
    for (const { value } of line['RelatedElements'] as Ref[])
      above.set(value, (line['RelatingStructure'] as Ref).value);
  });
  each(ifc.IFCRELAGGREGATES, (line) => {
    for (const { value } of line['RelatedObjects'] as Ref[]) above.set(value, (line['RelatingObject'] as Ref).value);
  });
  const facilities = new Set<number>([ifc.IFCBUILDING, ifc.IFCBRIDGE, ifc.IFCROAD, ifc.IFCRAILWAY, ifc.IFCFACILITY]);
  return (element) => {
    const seen = new Set<number>();
    for (let at: number | undefined = element; at !== undefined && !seen.has(at); at = above.get(at)) {
      if (facilities.has(api.GetLineType(model, at) as number)) return at;
      seen.add(at);
    }
    return 0;
  };
}

function hex(color: readonly number[]): string {
  const byte = (value: number): string =>
    Math.round(255 * Math.min(1, Math.max(0, value)))
      .toString(16)
      .padStart(2, '0');
  return `#${color.map(byte).join('')}`;
}
