import { inputError } from '../input-error.ts';
import { checkLonLat, type Projection, projectionOf } from '../project/projection.ts';
import { addObjects, type ModelObject } from './city-model.ts';
import type { Corner, ModelFace, ModelGeometry } from './cityjson-faces.ts';
import type { Collector, ReadOptions } from './collector.ts';
import { jsonElements } from './json-elements.ts';

/** Values that stand for faces, nested as the boundaries are; null where a face has none. */
type FaceValues = number | null | readonly FaceValues[];

interface Geometry {
  readonly type: string;
  readonly lod?: string | number;
  readonly boundaries: unknown;
  readonly template?: number;
  readonly transformationMatrix?: readonly number[];
  readonly semantics?: { readonly surfaces?: readonly { readonly type?: string }[]; readonly values?: FaceValues };
  readonly material?: Readonly<Record<string, { readonly value?: number; readonly values?: FaceValues }>>;
}

interface CityObject {
  readonly type: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly geometry?: readonly Geometry[];
  readonly parents?: readonly string[];
  readonly children?: readonly string[];
}

type Vertices = readonly (readonly number[])[];

interface CityJson {
  readonly version?: unknown;
  readonly transform?: { readonly scale: readonly number[]; readonly translate: readonly number[] };
  readonly metadata?: { readonly referenceSystem?: string; readonly crs?: { readonly epsg?: number } };
  readonly appearance?: { readonly materials?: readonly { readonly diffuseColor?: readonly number[] }[] };
  readonly 'geometry-templates'?: {
    readonly templates?: readonly Geometry[];
    readonly 'vertices-templates'?: Vertices;
  };
  readonly CityObjects?: Readonly<Record<string, CityObject>>;
  readonly vertices?: Vertices;
}

/**
 * Reads a CityJSON 1.0–2.0: buildings with their parts as triangulated surfaces of the level of detail asked for, ground
 * types as uneven surfaces, bridges and other works as structures, trees as trees. Heights of the vertical datum are used
 * as they are. Answers the projection it was read with.
 */
export function readCityJson(document: unknown, file: string, options: ReadOptions, into: Collector): Projection {
  const model = document as CityJson;
  const projection = projectionFor(model, file, options);
  if (!model.CityObjects || !Array.isArray(model.vertices))
    throw inputError(file, null, 'is a CityJSON without CityObjects or vertices', 'export it again, whole');
  addModel(model, file, projection, options, into);
  return projection;
}

/**
 * Reads a CityJSON text sequence: the model's frame on the first line, then a CityJSONFeature a line, one at a time. A line
 * may bring a transform of its own; a later CityJSON, where sequences were joined, is the frame of what follows it.
 */
export async function readCityJsonSequence(file: string, options: ReadOptions, into: Collector): Promise<Projection> {
  let frame: CityJson | undefined;
  let projection: Projection | undefined;
  let line = 0;
  for await (const { objects, cutOff } of jsonElements(file, null)) {
    for (const bytes of objects) {
      line++;
      let value: CityJson & { readonly type?: unknown; readonly id?: unknown };
      try {
        value = JSON.parse(bytes.toString('utf8')) as typeof value;
      } catch {
        into.skips.add('record is not JSON', `line ${line}`);
        continue;
      }
      if (!frame || !projection || value.type === 'CityJSON') {
        projection = projectionFor(value, file, options);
        frame = value;
        if (Object.keys(value.CityObjects ?? {}).length > 0) addModel(value, file, projection, options, into);
      } else addModel({ ...frame, ...value }, file, projection, options, into);
    }
    if (cutOff)
      throw inputError(
        file,
        null,
        `ends in the middle, after line ${line}`,
        'fetch it again, whole, or export it again',
      );
  }
  if (!projection) throw inputError(file, null, 'holds no CityJSON', 'export it again, whole');
  return projection;
}

const ONE = { scale: [1, 1, 1], translate: [0, 0, 0] };

function projectionFor(model: CityJson, file: string, options: ReadOptions): Projection {
  if (!/^[12]\.\d/.test(String(model.version)))
    throw inputError(file, null, `is CityJSON ${String(model.version)}`, 'upgrade it to 1.0–2.0, e.g. with cjio');
  const reference = model.metadata?.referenceSystem ?? model.metadata?.crs?.epsg;
  const crs = options.crs ?? (reference === undefined ? null : String(reference));
  if (crs === null)
    throw inputError(
      file,
      null,
      'has no metadata.referenceSystem',
      'name its coordinate system with --crs, e.g. --crs EPSG:7415',
    );
  return projectionOf(crs, file);
}

function addModel(model: CityJson, file: string, projection: Projection, options: ReadOptions, into: Collector): void {
  const place = ([x = Number.NaN, y = Number.NaN, z = Number.NaN]: readonly number[], record: string): Corner => {
    if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(z))
      throw inputError(file, record, 'is not three numbers', 'repair or export the file again');
    const [longitude, latitude] = projection.toLonLat(x, y);
    checkLonLat(file, record, longitude, latitude, projection.name);
    return { x, y, z, longitude, latitude };
  };
  const { scale, translate } = model.transform ?? ONE;
  const real = (vertex: readonly number[]): number[] =>
    [0, 1, 2].map((axis) => (vertex[axis] ?? Number.NaN) * (scale[axis] ?? 1) + (translate[axis] ?? 0));
  const corners = (model.vertices ?? []).map((vertex, i) => place(real(vertex), `vertex ${i}`));
  const objects = Object.entries(model.CityObjects ?? {}).map(([id, object]): [string, ModelObject] => [
    id,
    {
      type: object.type,
      attributes: object.attributes ?? {},
      parents: object.parents ?? [],
      children: object.children ?? [],
      geometries: () => (object.geometry ?? []).flatMap((geometry) => readGeometry(geometry, id)),
    },
  ]);

  function readGeometry(geometry: Geometry, id: string): ModelGeometry[] {
    const template = model['geometry-templates']?.templates?.[geometry.template ?? -1];
    if (geometry.type !== 'GeometryInstance') return drawable(geometry, id, corners);
    const anchor = corners[(geometry.boundaries as readonly number[] | undefined)?.[0] ?? -1];
    if (!template || !anchor) {
      into.skips.add('instance of a template that is not there', id);
      return [];
    }
    const m = geometry.transformationMatrix ?? [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
    const at = (row: number, [x = 0, y = 0, z = 0]: readonly number[]): number =>
      (m[4 * row] ?? 0) * x + (m[4 * row + 1] ?? 0) * y + (m[4 * row + 2] ?? 0) * z + (m[4 * row + 3] ?? 0);
    const placed = (model['geometry-templates']?.['vertices-templates'] ?? []).map((vertex) =>
      place([anchor.x + at(0, vertex), anchor.y + at(1, vertex), anchor.z + at(2, vertex)], `object "${id}"`),
    );
    return drawable(template, id, placed);
  }

  function drawable(geometry: Geometry, id: string, all: readonly Corner[]): ModelGeometry[] {
    const depth = DEPTH[geometry.type];
    if (depth === undefined) return [];
    const material = Object.values(geometry.material ?? {})[0];
    const faces: ModelFace[] = [];
    const walk = (
      inner: unknown,
      level: number,
      semantics: FaceValues | undefined,
      materials: FaceValues | undefined,
    ): void => {
      (inner as unknown[]).forEach((each, i) => {
        const [semantic, paint] = [nested(semantics, i), nested(materials, i)];
        if (level > 1) {
          walk(each, level - 1, semantic, paint);
          return;
        }
        const rings = each as number[][];
        for (const ring of rings)
          for (const index of ring)
            if (!all[index])
              throw inputError(
                file,
                `object "${id}"`,
                `names vertex ${index}, the file has ${all.length}`,
                'repair the file',
              );
        const type = typeof semantic === 'number' ? geometry.semantics?.surfaces?.[semantic]?.type : undefined;
        const color = colorOf(model, typeof paint === 'number' ? paint : material?.value);
        faces.push({ rings, ...(type ? { semantic: type } : {}), ...(color ? { color } : {}) });
      });
    };
    walk(geometry.boundaries, depth, geometry.semantics?.values, material?.values);
    return [{ lod: String(geometry.lod ?? 0), faces, corners: all }];
  }

  addObjects(Object.fromEntries(objects), file, options, into);
}

function nested(values: FaceValues | undefined, i: number): FaceValues | undefined {
  return typeof values === 'object' && values !== null ? values[i] : undefined;
}

function colorOf(model: CityJson, material: number | undefined): string | undefined {
  const color = material === undefined ? undefined : model.appearance?.materials?.[material]?.diffuseColor;
  if (!color || color.length < 3) return undefined;
  const byte = (value: number): string =>
    Math.round(255 * Math.min(1, Math.max(0, value)))
      .toString(16)
      .padStart(2, '0');
  return `#${color.slice(0, 3).map(byte).join('')}`;
}

/** Levels of arrays above a face: a face is a list of rings. */
const DEPTH: Readonly<Record<string, number>> = {
  MultiSurface: 1,
  CompositeSurface: 1,
  Solid: 2,
  MultiSolid: 3,
  CompositeSolid: 3,
};
