import { inputError } from '../input-error.ts';
import { checkLonLat, type Projection, projectionOf } from '../project/projection.ts';
import { addObjects, type ModelObject } from './city-model.ts';
import type { Corner, ModelFace, ModelGeometry } from './cityjson-faces.ts';
import type { Collector, ReadOptions } from './collector.ts';
import {
  type ImplicitDraft,
  implicitTrouble,
  newImplicit,
  type ShapePolygon,
  shapePlaces,
} from './implicit-geometry.ts';
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
/** What holds the shape of an implicit geometry, in CityGML 1.0 and 2.0, and in 3.0. */
const SHAPE = /^relative(GML)?Geometry$/;
const METRES_A_DEGREE = 111_195;
/** Attributes whose text is read; generic ones have a name of their own. */
const ATTRIBUTES =
  /^(measuredHeight|storeysAboveGround|function|usage|class|name|yearOfConstruction|dateOfConstruction|roofType|height|species|crownDiameter|value)$/;
/** A generic attribute: its name is an XML attribute in CityGML 1.0 and 2.0, an element before its value in 3.0. */
const GENERIC = /^(string|int|double|measure|date|code|uri)Attribute$/i;
/** German references (GeoInfoDok), which name no EPSG code: `urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH`, `DE_DHDN_3GK3`. */
const NATIONAL: readonly (readonly [RegExp, (zone: number) => number])[] = [
  [/ETRS89[_/]UTM(\d{2})/i, (zone) => 25_800 + zone],
  [/DHDN_\dGK(\d)/i, (zone) => 31_464 + zone],
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
 * vegetation, from their polygons of the level of detail asked for, implicit geometry in its place. Answers the projection it was read with.
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
  let memberCount = 0;
  let implicit: ImplicitDraft | null = null;
  const shapes = new Map<string, readonly ShapePolygon[]>();

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
  const place = (owner: Draft, numbers: readonly number[], width = dimension): number[] => {
    const { toLonLat, name } = project();
    const indices: number[] = [];
    for (let i = 0; i + width <= numbers.length; i += width) {
      const [a, b, z] = [numbers[i], numbers[i + 1], width > 2 ? numbers[i + 2] : 0] as [number, number, number];
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
  /** A ring of a shape in the coordinates of the file. */
  const standing = (ring: readonly number[], { matrix, point }: ImplicitDraft): number[] => {
    const [a, b, z] = point as [number, number, number];
    const { geographic } = project();
    const latitude = northFirst ? a : b;
    const [perEast, perNorth] = geographic
      ? [1 / (METRES_A_DEGREE * Math.cos((latitude * Math.PI) / 180)), 1 / METRES_A_DEGREE]
      : [1, 1];
    return shapePlaces(ring, matrix).flatMap(([x, y, up]) =>
      northFirst ? [a + y * perNorth, b + x * perEast, z + up] : [a + x * perEast, b + y * perNorth, z + up],
    );
  };
  const addFace = (owner: Draft, lod: string, face: ModelFace): void => {
    const level = owner.faces.get(lod) ?? { own: [], bounding: [] };
    owner.faces.set(lod, level);
    (face.semantic ? level.bounding : level.own).push(face);
  };
  const stand = (owner: Draft, draft: ImplicitDraft): void => {
    if (draft.id !== undefined) shapes.set(draft.id, [...draft.polygons]);
    if (draft.href !== undefined) draft.polygons.push(...(shapes.get(draft.href) ?? []));
    const trouble = implicitTrouble(draft);
    if (trouble !== null) {
      into.skips.add(trouble, draft.library ?? owner.id);
      return;
    }
    for (const { rings, semantic } of draft.polygons)
      addFace(owner, draft.lod, {
        rings: rings.map((each) => place(owner, standing(each, draft), 3)),
        ...(semantic ? { semantic } : {}),
      });
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
      } else if (GENERIC.test(name)) genericName = attributes.name ?? '';
      else if (/^(Polygon|PolygonPatch|Triangle)$/.test(name) && owners.length > 0)
        polygon = {
          rings: [],
          lod: lodOf(path),
          semantic: path.includes('lod0RoofEdge')
            ? 'RoofEdge'
            : path.findLast((each) => SEMANTIC.test(each) && !NOT_SEMANTIC.test(each)),
        };
      else if (name === 'LinearRing') ring = [];
      else if (name === 'ImplicitGeometry' && owners.length > 0) implicit = newImplicit(lodOf(path));
      else if (implicit && SHAPE.test(name)) implicit.href = attributes['xlink:href']?.replace(/^#/, '');
      // The geometry in it, or what that is made of: others may mean either.
      else if (implicit && SHAPE.test(path.at(-1) ?? '')) implicit.id = idOf(attributes);
      path.push(name);
    },
    text(piece) {
      text += piece;
    },
    close(name) {
      path.pop();
      const owner = owners.at(-1);
      if (name === 'posList' || name === 'pos' || name === 'coordinates') {
        ring?.push(...numbersOf(text));
        if (implicit && path.includes('referencePoint')) implicit.point = numbersOf(text);
      } else if (implicit && name === 'transformationMatrix') implicit.matrix = numbersOf(text);
      else if (implicit && name === 'libraryObject') implicit.library = text.trim();
      else if (implicit && owner && name === 'ImplicitGeometry') {
        stand(owner, implicit);
        implicit = null;
      } else if (name === 'LinearRing' && ring && polygon && owner) {
        polygon.rings.push(ring);
        ring = null;
      } else if (/^(Polygon|PolygonPatch|Triangle)$/.test(name) && polygon && owner) {
        const { rings, lod, semantic } = polygon;
        const face = semantic ? { semantic } : {};
        if (implicit) implicit.polygons.push({ rings, ...face });
        else addFace(owner, lod, { rings: rings.map((numbers) => place(owner, numbers)), ...face });
        polygon = null;
      } else if (owner && OBJECTS.test(name)) {
        owners.pop();
        objects[owner.id] = modelObject(owner);
      } else if (name === 'name' && GENERIC.test(path.at(-1) ?? '')) genericName = text.trim();
      else if (owner && ATTRIBUTES.test(name) && text.trim() !== '') keep(owner, name, text.trim(), path, genericName);
      else if (GENERIC.test(name)) genericName = '';
      if (MEMBERS.test(name) || (owners.length === 0 && MEMBERS.test(path.at(-1) ?? ''))) finish();
      text = '';
    },
  });
  if (memberCount === 0)
    throw inputError(
      file,
      null,
      'holds no city objects',
      'give CityGML 1.0–3.0 or OSM XML; other GML as GeoPackage or GeoJSON, e.g. by ogr2ogr',
    );
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

/**
 * Keeps an attribute of the object itself, no name or function of what is inside it: its own elements, generic ones by their
 * name, and the height of CityGML 3.0, which is wrapped (height > Height > value).
 */
function keep(owner: Draft, name: string, text: string, path: readonly string[], genericName: string): void {
  const within = path.slice(path.findLastIndex((each) => OBJECTS.test(each)) + 1);
  const generic = GENERIC.test(within.at(-1) ?? '');
  let key = name;
  if (name === 'value' && within.join() === 'height,Height') key = 'measuredHeight';
  else if (name === 'value' && generic && within.length <= 2) key = genericName;
  else if (name === 'value' || within.length > 0) return;
  if (key !== '' && owner.attributes[key] === undefined) owner.attributes[key] = text;
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
  for (const [pattern, codeOf] of NATIONAL) {
    const zone = pattern.exec(srs)?.[1];
    if (zone !== undefined) return `EPSG:${codeOf(Number(zone))}`;
  }
  return srs;
}
