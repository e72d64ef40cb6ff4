import type { GroundClass, StructureFeature, TreeDraft } from '../feature.ts';
import { inputError } from '../input-error.ts';
import { GROUND_HEIGHT } from '../stacking.ts';
import { buildingUse, nameOf, tallnessOf, yearOf } from './building-attributes.ts';
import { type ModelGeometry, triangulateFaces } from './cityjson-faces.ts';
import type { Collector, ReadOptions } from './collector.ts';
import { isFootprint, raisedFootprint } from './raised-footprint.ts';

/** An object of a CityJSON or CityGML model, its geometry read when asked for. */
export interface ModelObject {
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly parents: readonly string[];
  readonly children: readonly string[];
  geometries(): readonly ModelGeometry[];
}

/** Types drawn as uneven ground, and as built works; all others are counted as left out. */
const GROUND: Readonly<Record<string, GroundClass>> = {
  Road: 'carriageway',
  Square: 'plaza',
  Railway: 'rail',
  LandUse: 'block',
  PlantCover: 'lawn',
  WaterBody: 'water',
  OndersteunendWaterdeel: 'bank',
  TransportSquare: 'plaza',
  Waterway: 'water',
  Track: 'footway',
};
const WORKS: Readonly<Record<string, { readonly class: StructureFeature['class']; readonly color: string }>> = {
  Bridge: { class: 'bridge', color: '#b9b4a8' },
  GenericCityObject: { class: 'wall', color: '#c9c2b4' },
  '+GenericCityObject': { class: 'wall', color: '#c9c2b4' },
  OtherConstruction: { class: 'wall', color: '#c9c2b4' },
  CityFurniture: { class: 'wall', color: '#9a9d9f' },
};
/** Surfaces of a road that stand alone, by their function: words of CityGML in English and of IMGeo in Dutch, codes of both versions. */
const SURFACES: readonly (readonly [RegExp, GroundClass])[] = [
  [/^(2|4)$|foot|pedestrian|sidewalk|voetpad|voetgangers/i, 'footway'],
  [/^3$|cycle|fiets/i, 'cycleway'],
  [/^1020$|green|verge|berm|groen/i, 'lawn'],
  [/island|eiland/i, 'island'],
  [/^5$|square|plein/i, 'plaza'],
];
const BUILDING_TYPES = /^Building/;
/** Faces that nobody sees: the footprint under a building and what only closes a volume. */
const UNSEEN = /^(GroundSurface|ClosureSurface|Interior|CeilingSurface|FloorSurface)/;

/** Draws the objects of one model: buildings with their parts, ground, works and trees; tells `into` what is not drawn. */
export function addObjects(
  objects: Readonly<Record<string, ModelObject>>,
  file: string,
  options: ReadOptions,
  into: Collector,
): void {
  for (const [id, object] of Object.entries(objects)) {
    const base = baseType(object.type);
    const inside = object.parents.some((parent) => BUILDING_TYPES.test(objects[parent]?.type ?? ''));
    // Some files have buildings only as parts without a whole.
    if (!inside && (base === 'Building' || base === 'BuildingPart'))
      addBuilding(id, object, objects, file, options, into);
    else if (groundOf(base, object) || base in WORKS) addOther(id, base, object, options, into);
    else if (base === 'SolitaryVegetationObject') addTree(id, object, options, into);
    else if (!inside || !BUILDING_TYPES.test(base)) into.skips.add(`${base} is not drawn`, id);
  }
}

function groundOf(type: string, { attributes }: ModelObject): GroundClass | undefined {
  if (!/^(Auxiliary)?TrafficArea$/.test(type)) return GROUND[type];
  const found = SURFACES.find(([pattern]) => pattern.test(String(attributes.function ?? '')));
  return found?.[1] ?? (type === 'TrafficArea' ? 'carriageway' : 'block');
}

/** `BridgePart` and the like draw with their whole. */
function baseType(type: string): string {
  return /^Bridge/.test(type) ? 'Bridge' : type;
}

function addBuilding(
  id: string,
  object: ModelObject,
  objects: Readonly<Record<string, ModelObject>>,
  file: string,
  options: ReadOptions,
  into: Collector,
): void {
  const { attributes } = object;
  const members = [object];
  let parts = 0;
  for (const child of object.children) {
    const part = objects[child];
    if (!part)
      throw inputError(file, `object "${id}"`, `names a child "${child}" that is not there`, 'repair the file');
    if (part.type === 'BuildingPart') parts++;
    if (/^Building(Part|Installation)$/.test(part.type)) members.push(part);
  }
  if (parts > 0) into.count('buildingPart', parts);
  const surface = new Float64Array(members.flatMap((member) => buildingSurface(member, attributes, options, into)));
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

/** The faces of a building or a part; of one that is only a footprint or a roof edge, the walls and roof of its height. */
function buildingSurface(
  member: ModelObject,
  whole: ModelObject['attributes'],
  options: ReadOptions,
  into: Collector,
): number[] {
  const best = chosen(member.geometries(), options.lod);
  if (!best || !isFootprint(best)) return surfaceOf(member, options).triangles;
  const { top, assumed } = tallnessOf({ ...whole, ...member.attributes }, options.height);
  if (assumed) into.assumeHeight();
  return raisedFootprint(best, top);
}

function addOther(id: string, type: string, object: ModelObject, options: ReadOptions, into: Collector): void {
  const surface = surfaceOf(object, options);
  if (surface.triangles.length === 0) {
    if (object.parents.length === 0) into.skips.add(`${type} without a geometry`, id);
    return;
  }
  into.count(type.charAt(0).toLowerCase() + type.slice(1));
  const triangles = new Float64Array(surface.triangles);
  const best = chosen(object.geometries(), options.lod);
  // A deck that lies flat is all that a map has of a bridge: it is drawn as what it carries.
  const ground = groundOf(type, object) ?? (type === 'Bridge' && best && isFootprint(best) ? 'carriageway' : undefined);
  if (ground) {
    // Given ground lies where it was measured; the stack only keeps classes at one height apart.
    for (let i = 2; i < triangles.length; i += 3) triangles[i] = (triangles[i] as number) + GROUND_HEIGHT[ground];
    into.features.push({ kind: 'area', id, class: ground, rings: [], height: 0, surface: triangles });
    return;
  }
  const work = WORKS[type];
  if (!work) return;
  const color = surface.colors.some((each) => each !== undefined)
    ? surface.colors.map((each) => each ?? work.color)
    : work.color;
  into.features.push({ kind: 'structure', id, class: work.class, triangles, color });
}

/** A tree of the product's own kind, as high and wide as the given one. */
function addTree(id: string, object: ModelObject, options: ReadOptions, into: Collector): void {
  const { triangles } = surfaceOf(object, options);
  const attributes = object.attributes;
  if (triangles.length === 0) {
    into.skips.add('SolitaryVegetationObject without a geometry', id);
    return;
  }
  const extent = (axis: number): [number, number] => {
    let [low, high] = [Infinity, -Infinity];
    for (let i = axis; i < triangles.length; i += 3) {
      low = Math.min(low, triangles[i] as number);
      high = Math.max(high, triangles[i] as number);
    }
    return [low, high];
  };
  const [[west, east], [south, north], [bottom, top]] = [extent(0), extent(1), extent(2)];
  const height = Number(attributes.height) || top - bottom;
  if (!(height > 0.5 && height < 100)) {
    into.skips.add('SolitaryVegetationObject without a height', id);
    return;
  }
  const across = (north - south) * 111_320;
  into.count('solitaryVegetationObject');
  const species: TreeDraft['species'] = /conifer|needle|pin|spruce|fir/i.test(
    `${attributes.species ?? ''} ${attributes.class ?? ''}`,
  )
    ? 'conifer'
    : 'broadleaf';
  into.trees.push({
    position: [(west + east) / 2, (south + north) / 2, bottom],
    height,
    crown: Number(attributes.crownDiameter) || Math.min(Math.max(across, height * 0.3), height * 1.5),
    species,
  });
}

/** Nine numbers a triangle of the object's geometry of the level asked for, and the colour of each triangle's material. */
function surfaceOf(object: ModelObject, options: ReadOptions): { triangles: number[]; colors: (string | undefined)[] } {
  const best = chosen(object.geometries(), options.lod);
  const triangles: number[] = [];
  const colors: (string | undefined)[] = [];
  if (!best) return { triangles, colors };
  const seen = best.faces.filter(({ semantic }) => !UNSEEN.test(semantic ?? ''));
  for (const { rings, color } of seen.length > 0 ? seen : best.faces) {
    const own = triangulateFaces([rings], best.corners, (index) => {
      throw new RangeError(`corner ${index} is missing`);
    });
    for (const value of own) triangles.push(value);
    for (let t = 0; t < own.length; t += 9) colors.push(color);
  }
  return { triangles, colors };
}

/** The geometry of level `lod`, else the nearest below it, else the lowest; the highest where nothing is asked. */
function chosen(geometries: readonly ModelGeometry[], lod: string | undefined): ModelGeometry | undefined {
  const level = (geometry: ModelGeometry): number => Number.parseFloat(geometry.lod) || 0;
  const ordered = geometries.filter(({ faces }) => faces.length > 0).toSorted((a, b) => level(b) - level(a));
  if (lod === undefined) return ordered[0];
  // `2` stands for 2.0 up to 2.3.
  const most = lod.includes('.') ? Number(lod) : Number(lod) + 0.99;
  return ordered.find((each) => level(each) <= most) ?? ordered.at(-1);
}
