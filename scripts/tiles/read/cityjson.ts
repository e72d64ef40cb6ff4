import type { GroundClass, StructureFeature } from '../feature.ts';
import { inputError } from '../input-error.ts';
import { checkLonLat, type Projection, projectionOf } from '../project/projection.ts';
import { GROUND_HEIGHT } from '../stacking.ts';
import { buildingUse, nameOf, tallnessOf, yearOf } from './building-attributes.ts';
import { type Corner, triangulateFaces } from './cityjson-faces.ts';
import type { Collector, ReadOptions } from './collector.ts';

interface Geometry {
  readonly type: string;
  readonly lod?: string | number;
  readonly boundaries: unknown;
  readonly template?: number;
}

interface CityObject {
  readonly type: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly geometry?: readonly Geometry[];
  readonly parents?: readonly string[];
  readonly children?: readonly string[];
}

interface CityJson {
  readonly version?: unknown;
  readonly transform?: { readonly scale: readonly number[]; readonly translate: readonly number[] };
  readonly metadata?: { readonly referenceSystem?: string; readonly crs?: { readonly epsg?: number } };
  readonly CityObjects?: Readonly<Record<string, CityObject>>;
  readonly vertices?: readonly (readonly number[])[];
}

/** Types drawn as uneven ground, and as built works; all others are counted as left out. */
const GROUND: Readonly<Record<string, GroundClass>> = {
  Road: 'carriageway',
  Square: 'plaza',
  Railway: 'rail',
  LandUse: 'block',
  PlantCover: 'lawn',
  WaterBody: 'water',
  TransportSquare: 'plaza',
};
const WORKS: Readonly<Record<string, { readonly class: StructureFeature['class']; readonly color: string }>> = {
  Bridge: { class: 'bridge', color: '#b9b4a8' },
  GenericCityObject: { class: 'wall', color: '#c9c2b4' },
  '+GenericCityObject': { class: 'wall', color: '#c9c2b4' },
  OtherConstruction: { class: 'wall', color: '#c9c2b4' },
};

/**
 * Reads a CityJSON 1.0–2.0: buildings with their parts as triangulated surfaces of the highest LoD, ground types as
 * uneven surfaces, bridges and other works as structures. Heights of the vertical datum are used as they are. Answers
 * the projection it was read with.
 */
export function readCityJson(document: unknown, file: string, options: ReadOptions, into: Collector): Projection {
  const model = document as CityJson;
  if (!/^[12]\.\d/.test(String(model.version)))
    throw inputError(file, null, `is CityJSON ${String(model.version)}`, 'upgrade it to 1.0–2.0, e.g. with cjio');
  const { CityObjects: objects, vertices } = model;
  if (!objects || !Array.isArray(vertices))
    throw inputError(file, null, 'is a CityJSON without CityObjects or vertices', 'export it again, whole');
  const reference = model.metadata?.referenceSystem ?? model.metadata?.crs?.epsg;
  const crs = options.crs ?? (reference === undefined ? null : String(reference));
  if (crs === null)
    throw inputError(
      file,
      null,
      'has no metadata.referenceSystem',
      'name its coordinate system with --crs, e.g. --crs EPSG:7415',
    );
  const projection = projectionOf(crs, file);
  const corners = cornersOf(model, vertices, file, projection);
  for (const [id, object] of Object.entries(objects)) {
    const base = baseType(object.type);
    if (
      base === 'Building' &&
      !(object.parents ?? []).some((parent) => baseType(objects[parent]?.type ?? '') === 'Building')
    )
      addBuilding(id, object, objects, corners, file, options, into);
    else if (base in GROUND || base in WORKS) addOther(id, base, object, corners, file, into);
    else if (!BUILDING_TYPES.test(base)) into.skips.add(`${base} is not drawn`, id);
  }
  return projection;
}

const BUILDING_TYPES = /^Building/;

/** `BridgePart` and the like draw with their whole. */
function baseType(type: string): string {
  return /^Bridge/.test(type) ? 'Bridge' : type;
}

function cornersOf(
  model: CityJson,
  vertices: readonly (readonly number[])[],
  file: string,
  projection: Projection,
): Corner[] {
  const [scale, translate] = [model.transform?.scale ?? [1, 1, 1], model.transform?.translate ?? [0, 0, 0]];
  return vertices.map((vertex, i) => {
    const [x, y, z] = [0, 1, 2].map(
      (axis) => (vertex[axis] ?? Number.NaN) * (scale[axis] ?? 1) + (translate[axis] ?? 0),
    ) as [number, number, number];
    if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(z))
      throw inputError(file, `vertex ${i}`, 'is not three numbers', 'repair or export the file again');
    const [longitude, latitude] = projection.toLonLat(x, y);
    checkLonLat(file, `vertex ${i}`, longitude, latitude, projection.name);
    return { x, y, z, longitude, latitude };
  });
}

function addBuilding(
  id: string,
  object: CityObject,
  objects: Readonly<Record<string, CityObject>>,
  corners: readonly Corner[],
  file: string,
  options: ReadOptions,
  into: Collector,
): void {
  const attributes = object.attributes ?? {};
  const members = [object];
  let parts = 0;
  for (const child of object.children ?? []) {
    const part = objects[child];
    if (!part)
      throw inputError(file, `object "${id}"`, `names a child "${child}" that is not there`, 'repair the file');
    if (part.type === 'BuildingPart') parts++;
    if (/^Building(Part|Installation)$/.test(part.type)) members.push(part);
  }
  if (parts > 0) into.count('buildingPart', parts);
  const surface = new Float64Array(members.flatMap((member) => surfaceOf(member, corners, file, id)));
  if (surface.length === 0) {
    into.skips.add('building without a geometry', id);
    return;
  }
  const own = options.id === null ? undefined : attributes[options.id];
  const name = nameOf(attributes);
  into.features.push({
    kind: 'building',
    id: typeof own === 'string' || typeof own === 'number' ? String(own) : id,
    ...(name ? { name } : {}),
    use: buildingUse(attributes),
    storeys: tallnessOf(attributes, options.height).storeys,
    year: yearOf(attributes),
    parts: [],
    surface,
  });
}

function addOther(
  id: string,
  type: string,
  object: CityObject,
  corners: readonly Corner[],
  file: string,
  into: Collector,
): void {
  const surface = surfaceOf(object, corners, file, id);
  if (surface.length === 0) {
    if (!object.parents?.length) into.skips.add(`${type} without a geometry`, id);
    return;
  }
  into.count(type.charAt(0).toLowerCase() + type.slice(1));
  const triangles = new Float64Array(surface);
  const ground = GROUND[type];
  if (ground) {
    // Given ground lies where it was measured; the stack only keeps classes at one height apart.
    for (let i = 2; i < triangles.length; i += 3) triangles[i] = (triangles[i] as number) + GROUND_HEIGHT[ground];
    into.features.push({ kind: 'area', id, class: ground, rings: [], height: 0, surface: triangles });
    return;
  }
  const work = WORKS[type];
  if (work) into.features.push({ kind: 'structure', id, class: work.class, triangles, color: work.color });
}

/** Nine numbers a triangle of the object's geometry of the highest LoD. */
function surfaceOf(object: CityObject, corners: readonly Corner[], file: string, id: string): number[] {
  const drawable = (object.geometry ?? []).filter((geometry) => DEPTH[geometry.type] !== undefined);
  const best = drawable.toSorted(
    (a, b) => Number.parseFloat(String(b.lod ?? 0)) - Number.parseFloat(String(a.lod ?? 0)),
  )[0];
  if (!best) return [];
  return triangulateFaces(facesOf(best.boundaries, DEPTH[best.type] as number), corners, (index) => {
    throw inputError(
      file,
      `object "${id}"`,
      `names vertex ${index}, the file has ${corners.length}`,
      'repair the file',
    );
  });
}

/** Levels of arrays above a face: a face is a list of rings. */
const DEPTH: Readonly<Record<string, number>> = {
  MultiSurface: 1,
  CompositeSurface: 1,
  Solid: 2,
  MultiSolid: 3,
  CompositeSolid: 3,
};

function facesOf(boundaries: unknown, depth: number): number[][][] {
  return depth === 1
    ? (boundaries as number[][][])
    : (boundaries as unknown[]).flatMap((inner) => facesOf(inner, depth - 1));
}
