import { inputError } from '../input-error.ts';
import { checkLonLat, type Projection, projectionOf } from '../project/projection.ts';
import { arcPlaces } from './arcs.ts';
import { addObjects, type ModelObject } from './city-model.ts';
import type { Corner, ModelFace, ModelGeometry } from './cityjson-faces.ts';
import type { Collector, ReadOptions } from './collector.ts';
import { crsOf, type GmlCrs } from './gml-crs.ts';
import { addPlaces, numbersOf, places, same, tupleWidth } from './gml-rings.ts';
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
/** Objects of their own where a CityModel has them as members; inside a road its surfaces, in other GML other things. */
const OBJECTS_ALONE = /^(TrafficArea|AuxiliaryTrafficArea|Waterdeel|OndersteunendWaterdeel|OnbegroeidTerreindeel)$/;
const MEMBERS = /^(cityObjectMember|featureMember|featureMembers|cityObjectMembers)$/;
/** Names that CityGML, the Dutch IMGeo (an extension of it) and CityJSON have for the same thing. */
const TYPES: Readonly<Record<string, string>> = {
  TransportationComplex: 'Road',
  GenericOccupiedSpace: 'GenericCityObject',
  TunnelPart: 'Tunnel',
  Waterdeel: 'WaterBody',
  OnbegroeidTerreindeel: 'LandUse',
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
const ROOF_EDGE = 'RoofEdge';
const POLYGON = /^(Polygon|PolygonPatch|Triangle|Rectangle)$/;
/** No place on Earth is as high, metres: heights that are norths, from positions of two numbers read as of three. */
const HIGHEST = 12_000;

interface Draft {
  readonly id: string;
  readonly type: string;
  readonly attributes: Record<string, unknown>;
  readonly parents: string[];
  readonly children: string[];
  readonly faces: Map<string, { readonly own: ModelFace[]; readonly bounding: ModelFace[] }>;
  readonly corners: Corner[];
  /** Elements on the path down to its own. */
  readonly depth: number;
}

/**
 * Reads a CityGML 1.0–3.0 member by member: buildings with their parts, bridges, roads and other ground, furniture and
 * vegetation, from their polygons of the level of detail asked for, implicit geometry in its place. Answers the projection it was read with.
 */
export async function readCityGml(file: string, options: ReadOptions, into: Collector): Promise<Projection> {
  let crs: GmlCrs | null = options.crs === null ? null : { reference: options.crs };
  let projection: Projection | undefined;
  let northFirst = false;
  const path: string[] = [];
  const owners: Draft[] = [];
  let objects: Record<string, ModelObject> = {};
  /** What the elements open now say of the numbers of a position, and what the file says at its head. */
  const dimensions: (number | undefined)[] = [];
  let usual = 3;
  let text = '';
  let polygon: { rings: number[][]; lod: string; semantic: string | undefined } | null = null;
  let ring: number[] | null = null;
  let genericName = '';
  let memberCount = 0;
  let implicit: ImplicitDraft | null = null;
  const shapes = new Map<string, readonly ShapePolygon[]>();

  const named = (srs: string): void => {
    if (!projection) crs ??= crsOf(srs);
  };
  const project = (): Projection => {
    if (!projection) {
      if (crs === null)
        throw inputError(file, null, 'names no coordinate system', 'name it with --crs, e.g. --crs EPSG:25832');
      projection = projectionOf(crs.reference, file);
      // ISO 19107: a geographic system named by its EPSG code has latitude first.
      northFirst = projection.geographic && !/CRS84/i.test(crs.reference);
    }
    return projection;
  };
  const place = (owner: Draft, numbers: readonly number[]): number[] => {
    const { toLonLat, name } = project();
    const indices: number[] = [];
    const record = `object "${owner.id}"`;
    // The last point of a ring repeats the first.
    const closed = numbers.length > 3 && same(numbers, 0, numbers, numbers.length - 3);
    for (let i = 0; i + 3 <= numbers.length - (closed ? 3 : 0); i += 3) {
      const [a, b, z] = [numbers[i], numbers[i + 1], numbers[i + 2]] as [number, number, number];
      const [east, north] = northFirst ? [b, a] : [a, b];
      if (![a, b, z].every(Number.isFinite))
        throw inputError(file, record, 'has a coordinate that is not a number', 'repair the file');
      if (Math.abs(z) > HIGHEST)
        throw inputError(file, record, `lies ${z} m high`, 'write srsDimension, 2 or 3, where its positions are');
      const [longitude, latitude] = toLonLat(east, north);
      checkLonLat(file, record, longitude, latitude, name);
      checkWithin(file, record, [longitude, latitude], crs as GmlCrs);
      // Faces are turned and cut in metres; degrees would make every wall a sliver.
      const [x, y] = projection?.geographic
        ? [longitude * 111_320 * Math.cos((latitude * Math.PI) / 180), latitude * 110_574]
        : [east, north];
      indices.push(owner.corners.push({ x, y, z, longitude, latitude }) - 1);
    }
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
    // A roof edge bounds nothing: it stands beside the footprint of the same level.
    (face.semantic && face.semantic !== ROOF_EDGE ? level.bounding : level.own).push(face);
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
        rings: rings.map((each) => place(owner, standing(each, draft))),
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
      const wide = Number(attributes.srsDimension ?? attributes.dimension) || undefined;
      dimensions.push(wide ?? dimensions.at(-1));
      if (name === 'Envelope' && wide !== undefined && owners.length === 0) usual = wide;
      const member = path.length === 2 && path[0] === 'CityModel' && MEMBERS.test(path[1] as string);
      const object = OBJECTS.test(name) || (member && OBJECTS_ALONE.test(name));
      if (object && path.some((each) => MEMBERS.test(each))) {
        memberCount++;
        const parent = owners.at(-1);
        const id = idOf(attributes) ?? `${name}-${memberCount}`;
        const draft = newDraft(id, TYPES[name] ?? name, parent?.id, path.length + 1);
        parent?.children.push(draft.id);
        owners.push(draft);
      } else if (member && name !== 'Appearance') into.skips.add(`${name} is not drawn`, idOf(attributes) ?? name);
      else if (GENERIC.test(name)) genericName = attributes.name ?? '';
      else if (POLYGON.test(name) && owners.length > 0)
        polygon = {
          rings: [],
          lod: lodOf(path),
          semantic: path.includes('lod0RoofEdge')
            ? ROOF_EDGE
            : path.findLast((each) => SEMANTIC.test(each) && !NOT_SEMANTIC.test(each)),
        };
      else if (name === 'LinearRing' || name === 'Ring') ring = [];
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
      const told = dimensions.pop();
      if (name === 'posList' || name === 'pos' || name === 'coordinates') {
        const numbers = numbersOf(text);
        const width = name === 'pos' ? numbers.length : name === 'coordinates' ? tupleWidth(text) : told;
        const all = places(numbers, width, usual);
        if (ring) addPlaces(ring, /^Arc(String)?$/.test(path.at(-1) ?? '') ? arcPlaces(all) : all);
        if (implicit && path.includes('referencePoint')) implicit.point = all;
      } else if (name === 'lowerCorner' && owners.length === 0 && told === undefined)
        usual = numbersOf(text).length === 2 ? 2 : 3;
      else if (implicit && name === 'transformationMatrix') implicit.matrix = numbersOf(text);
      else if (implicit && name === 'libraryObject') implicit.library = text.trim();
      else if (implicit && owner && name === 'ImplicitGeometry') {
        stand(owner, implicit);
        implicit = null;
      } else if ((name === 'LinearRing' || name === 'Ring') && ring && polygon && owner) {
        polygon.rings.push(ring);
        ring = null;
      } else if (POLYGON.test(name) && polygon && owner) {
        const { rings, lod, semantic } = polygon;
        const face = semantic ? { semantic } : {};
        if (implicit) implicit.polygons.push({ rings, ...face });
        else addFace(owner, lod, { rings: rings.map((numbers) => place(owner, numbers)), ...face });
        polygon = null;
      } else if (path.length + 1 === owner?.depth) {
        owners.pop();
        objects[owner.id] = modelObject(owner);
      } else if (name === 'name' && GENERIC.test(path.at(-1) ?? '')) genericName = text.trim();
      else if (owner && text.trim() !== '' && (ATTRIBUTES.test(name) || name === options.height || name === options.id))
        keep(owner, name, text.trim(), path, genericName);
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

function newDraft(id: string, type: string, parent: string | undefined, depth: number): Draft {
  return {
    id,
    type,
    attributes: {},
    parents: parent === undefined ? [] : [parent],
    children: [],
    faces: new Map(),
    corners: [],
    depth,
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
  const within = path.slice(owner.depth);
  const generic = GENERIC.test(within.at(-1) ?? '');
  let key = name;
  if (name === 'value' && within.join() === 'height,Height') key = 'measuredHeight';
  else if (name === 'value' && generic && within.length <= 2) key = genericName;
  else if (name === 'value' || within.length > 0) return;
  if (key !== '' && owner.attributes[key] === undefined) owner.attributes[key] = text;
}

/** Throws InputError where a bare name, as of the Swiss system, is given to a file that lies elsewhere. */
function checkWithin(file: string, record: string, [x, y]: readonly [number, number], { reference, within }: GmlCrs) {
  if (!within || (x > within[0] && y > within[1] && x < within[2] && y < within[3])) return;
  throw inputError(file, record, `does not lie where ${reference} is used, which the file names`, 'name its --crs');
}

function lodOf(path: readonly string[]): string {
  const named = path.findLast((each) => /^lod\d/.test(each));
  return named === undefined ? '0' : named.charAt(3);
}

function idOf(attributes: Attributes): string | undefined {
  return attributes['gml:id'] ?? attributes.id;
}
