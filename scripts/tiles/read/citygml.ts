import { inputError } from '../input-error.ts';
import { checkLonLat, type Projection, projectionOf } from '../project/projection.ts';
import { addObjects, type ModelFace, type ModelGeometry, type ModelObject } from './city-model.ts';
import type { Corner } from './cityjson-faces.ts';
import type { Collector, ReadOptions } from './collector.ts';
import { type Attributes, readXml } from './xml-stream.ts';

/** Elements that are objects of their own; all else inside a member belongs to the nearest one around it. */
const OBJECTS =
  /^(Building|BuildingPart|BuildingInstallation|BuildingConstructiveElement|Bridge|BridgePart|BridgeInstallation|BridgeConstructionElement|BridgeConstructiveElement|Road|Railway|Square|Track|Waterway|TransportationComplex|LandUse|PlantCover|SolitaryVegetationObject|WaterBody|CityFurniture|GenericCityObject|GenericOccupiedSpace|OtherConstruction|Tunnel|TunnelPart|ReliefFeature|TINRelief)$/;
const MEMBERS = /^(cityObjectMember|featureMember|featureMembers|cityObjectMembers)$/;
/** Names that CityGML and CityJSON have for the same thing. */
const TYPES: Readonly<Record<string, string>> = {
  TransportationComplex: 'Road',
  GenericOccupiedSpace: 'GenericCityObject',
  TunnelPart: 'Tunnel',
};
const SEMANTIC = /(Surface|Door|Window|FillingSurface)$/;
const NOT_SEMANTIC =
  /^(MultiSurface|CompositeSurface|lod\d?MultiSurface|TriangulatedSurface|PolyhedralSurface|Surface)$/;
/** Attributes whose text is read; generic ones have a name of their own. */
const ATTRIBUTES =
  /^(measuredHeight|storeysAboveGround|function|usage|class|name|yearOfConstruction|dateOfConstruction|roofType|height|species|crownDiameter|value)$/;
/** National references that name no EPSG code. */
const NATIONAL: readonly (readonly [RegExp, string])[] = [
  [/ETRS89[_/]UTM3?(\d{1,2})/i, 'EPSG:258'],
  [/DHDN.*GK3/i, 'EPSG:31467'],
];

interface Draft {
  readonly id: string;
  readonly type: string;
  readonly attributes: Record<string, unknown>;
  readonly parents: string[];
  readonly children: string[];
  readonly faces: Map<string, { readonly own: ModelFace[]; readonly bounding: ModelFace[] }>;
  readonly corners: Corner[];
}

/**
 * Reads a CityGML 1.0–3.0 member by member: buildings with their parts, bridges, roads and other ground, furniture and
 * vegetation, from their polygons of the level of detail asked for. Answers the projection it was read with.
 */
export async function readCityGml(file: string, options: ReadOptions, into: Collector): Promise<Projection> {
  let reference: string | null = options.crs;
  let projection: Projection | undefined;
  let northFirst = false;
  const path: string[] = [];
  const owners: Draft[] = [];
  let objects: Record<string, ModelObject> = {};
  let dimension = 3;
  let text = '';
  let polygon: { rings: number[][]; lod: string; semantic: string | undefined } | null = null;
  let ring: number[] | null = null;
  let genericName = '';
  let [memberCount, implicit] = [0, 0];

  const named = (srs: string): void => {
    if (projection) return;
    reference ??= crsOf(srs);
  };
  const project = (): Projection => {
    if (!projection) {
      if (reference === null)
        throw inputError(file, null, 'names no coordinate system', 'name it with --crs, e.g. --crs EPSG:25832');
      projection = projectionOf(reference, file);
      // ISO 19107: a geographic system named by its EPSG code has latitude first.
      northFirst = projection.geographic && !/CRS84/i.test(reference);
    }
    return projection;
  };
  const place = (owner: Draft, numbers: readonly number[]): number[] => {
    const { toLonLat, name } = project();
    const indices: number[] = [];
    for (let i = 0; i + dimension <= numbers.length; i += dimension) {
      const [a, b, z] = [numbers[i], numbers[i + 1], dimension > 2 ? numbers[i + 2] : 0] as [number, number, number];
      const [east, north] = northFirst ? [b, a] : [a, b];
      if (![a, b, z].every(Number.isFinite))
        throw inputError(file, `object "${owner.id}"`, 'has a coordinate that is not a number', 'repair the file');
      const [longitude, latitude] = toLonLat(east, north);
      checkLonLat(file, `object "${owner.id}"`, longitude, latitude, name);
      // Faces are turned and cut in metres; degrees would make every wall a sliver.
      const [x, y] = projection?.geographic
        ? [longitude * 111_320 * Math.cos((latitude * Math.PI) / 180), latitude * 110_574]
        : [east, north];
      indices.push(owner.corners.push({ x, y, z, longitude, latitude }) - 1);
    }
    // The last point of a ring repeats the first.
    if (indices.length > 1) indices.pop();
    return indices;
  };
  const finish = (): void => {
    addObjects(objects, file, options, into);
    objects = {};
  };

  await readXml(file, {
    open(name, attributes) {
      text = '';
      if (attributes.srsName !== undefined) named(attributes.srsName);
      const wide = attributes.srsDimension ?? attributes.dimension;
      if (wide !== undefined) dimension = Number(wide) || 3;
      if (OBJECTS.test(name) && path.some((each) => MEMBERS.test(each))) {
        memberCount++;
        const parent = owners.at(-1);
        const draft = newDraft(idOf(attributes) ?? `${name}-${memberCount}`, TYPES[name] ?? name, parent?.id);
        parent?.children.push(draft.id);
        owners.push(draft);
      } else if (/^(stringAttribute|intAttribute|doubleAttribute|measureAttribute)$/.test(name))
        genericName = attributes.name ?? '';
      else if (/^(Polygon|PolygonPatch|Triangle)$/.test(name) && owners.length > 0)
        polygon = {
          rings: [],
          lod: lodOf(path),
          semantic: path.findLast((each) => SEMANTIC.test(each) && !NOT_SEMANTIC.test(each)),
        };
      else if (name === 'LinearRing') ring = [];
      else if (name === 'ImplicitGeometry') implicit++;
      path.push(name);
    },
    text(piece) {
      text += piece;
    },
    close(name) {
      path.pop();
      const owner = owners.at(-1);
      if (name === 'posList' || name === 'pos' || name === 'coordinates') ring?.push(...numbersOf(text));
      else if (name === 'LinearRing' && ring && polygon && owner) {
        polygon.rings.push(ring);
        ring = null;
      } else if (/^(Polygon|PolygonPatch|Triangle)$/.test(name) && polygon && owner) {
        const rings = polygon.rings.map((numbers) => place(owner, numbers));
        const level = owner.faces.get(polygon.lod) ?? { own: [], bounding: [] };
        owner.faces.set(polygon.lod, level);
        const face = { rings, ...(polygon.semantic ? { semantic: polygon.semantic } : {}) };
        (polygon.semantic ? level.bounding : level.own).push(face);
        polygon = null;
      } else if (owner && OBJECTS.test(name)) {
        owners.pop();
        objects[owner.id] = modelObject(owner);
      } else if (owner && ATTRIBUTES.test(name) && text.trim() !== '')
        keep(owner, name === 'value' && genericName !== '' ? genericName : name, text.trim(), path);
      else if (/Attribute$/.test(name)) genericName = '';
      if (MEMBERS.test(name) || (owners.length === 0 && MEMBERS.test(path.at(-1) ?? ''))) finish();
      text = '';
    },
  });
  if (memberCount === 0)
    throw inputError(file, null, 'holds no city objects', 'give CityGML 1.0–3.0, or OSM XML as .osm');
  if (implicit > 0) into.skips.add('implicit geometry is not drawn', `${implicit} times`);
  return project();
}

function newDraft(id: string, type: string, parent: string | undefined): Draft {
  return {
    id,
    type,
    attributes: {},
    parents: parent === undefined ? [] : [parent],
    children: [],
    faces: new Map(),
    corners: [],
  };
}

function modelObject({ type, attributes, parents, children, faces, corners }: Draft): ModelObject {
  return {
    type,
    attributes,
    parents,
    children,
    // A solid repeats by reference what its bounding surfaces hold; where they are there, they tell more.
    geometries: () =>
      [...faces].map(
        ([lod, { own, bounding }]): ModelGeometry => ({ lod, faces: bounding.length > 0 ? bounding : own, corners }),
      ),
  };
}

/** Keeps a direct attribute of the object, not one of what is inside it. */
function keep(owner: Draft, name: string, text: string, path: readonly string[]): void {
  const own = path.findLastIndex((each) => OBJECTS.test(each));
  // CityGML 3.0 wraps its height: height > Height > value.
  const key = name === 'value' && path.includes('Height') ? 'measuredHeight' : name;
  if (path.length - own > 4 || owner.attributes[key] !== undefined) return;
  owner.attributes[key] = text;
}

function lodOf(path: readonly string[]): string {
  const named = path.findLast((each) => /^lod\d/.test(each));
  return named === undefined ? '0' : named.charAt(3);
}

function idOf(attributes: Attributes): string | undefined {
  return attributes['gml:id'] ?? attributes.id;
}

function numbersOf(text: string): number[] {
  return text
    .trim()
    .split(/[\s,]+/)
    .map(Number);
}

/** The horizontal system of a srsName: an EPSG code anywhere in it, or a national name. */
function crsOf(srs: string): string {
  const code = /EPSG(?:::|\/0\/|:[\d.]*:|[:#/])(\d{4,6})/i.exec(srs)?.[1];
  if (code !== undefined) return `EPSG:${code}`;
  for (const [pattern, system] of NATIONAL) {
    const match = pattern.exec(srs);
    if (match) return match[1] === undefined ? system : `${system}${match[1]}`;
  }
  return srs;
}
