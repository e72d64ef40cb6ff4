import type { Classification } from './provenance.ts';
import type { Words } from './words.ts';

/**
 * The system of a file's coordinates, by any name that `geo/named-crs.ts` knows. WGS-84 and CGCS2000 differ by centimetres and are
 * taken as one.
 */
export type OwnDatum = string;

/** Datums of degrees. */
export const OWN_DATUMS: readonly OwnDatum[] = ['WGS-84', 'GCJ-02', 'BD-09'];

/** CGCS2000 3-degree Gauss-Krüger zones about a longitude, the nearest first: EPSG 4534 is that of 75°E. */
export function zonesAbout(longitude: number): readonly { readonly datum: OwnDatum; readonly meridian: number }[] {
  const nearest = Math.round(longitude / 3);
  return [nearest, nearest - 1, nearest + 1]
    .filter((zone) => zone >= 25 && zone <= 45)
    .map((zone) => ({ datum: `EPSG:${4534 + zone - 25}`, meridian: 3 * zone }));
}

export type OwnKind = 'geojson' | 'csv' | 'kml' | 'czml' | 'model' | 'ifc' | 'tiles';

/** Where a model stands: degrees, metres above ground, and where its front (+Z of glTF, north of IFC) looks, degrees clockwise from north. */
export interface OwnPlace {
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number;
  readonly heading: number;
}

/** Who gave something to all who are signed in, when, and its 密级; `demo` is a person of the demonstration. */
export interface SharedFrom {
  readonly classification: Classification;
  readonly by: { readonly user: string; readonly name: string; readonly at: number; readonly demo: boolean };
}

/** Something that a person brought, as the list shows it. */
export interface OwnItem {
  readonly id: string;
  readonly name: string;
  readonly kind: OwnKind;
  /** Features, or models. */
  readonly count: number;
  readonly visible: boolean;
  readonly datum: OwnDatum;
  /** Null for what has places of its own. */
  readonly place: OwnPlace | null;
  /** Id under which colleagues have it too; absent: on this machine alone. */
  readonly shared?: string;
  /** The colleague whom it comes from; absent: brought here. */
  readonly from?: SharedFrom;
}

export interface OwnFeature {
  readonly type: 'Feature';
  readonly id?: string | number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: OwnGeometry;
}

export type OwnGeometry =
  | { readonly type: 'GeometryCollection'; readonly geometries: readonly OwnGeometry[] }
  | { readonly type: string; readonly coordinates: unknown };

/** What a file holds, ready to be drawn; everything in WGS-84. */
export type OwnContent =
  | { readonly kind: 'features'; readonly features: readonly OwnFeature[] }
  | { readonly kind: 'kml'; readonly text: string }
  | { readonly kind: 'czml'; readonly packets: readonly unknown[] }
  | { readonly kind: 'model'; readonly bytes: Uint8Array }
  | { readonly kind: 'tiles'; readonly url: string };

/** A file that cannot be used: thing, value, and remedy in both languages. */
export class OwnDataError extends RangeError {
  override readonly name = 'OwnDataError';
  readonly words: Words;

  constructor(en: string, zh: string) {
    super(en);
    this.words = { zh, en };
  }
}

/** A file, or a value in it, that is not what its ending says. */
export function unreadable(name: string, value: string, en: string, zh: string): OwnDataError {
  return new OwnDataError(
    `${name}: "${value}" ${en}; export it again or choose another file.`,
    `${name}：“${value}”${zh}，请重新导出或另选文件。`,
  );
}

/** Endings of what a .gltf names beside it. */
const BESIDE = /\.(bin|png|jpe?g|webp|ktx2)$/i;

/** Whether a file is read with the .gltf that names it, and not by itself. */
export function isBesideModel(name: string): boolean {
  return BESIDE.test(name);
}

const ENDINGS: Readonly<Record<string, OwnKind>> = {
  geojson: 'geojson',
  json: 'geojson',
  kml: 'kml',
  czml: 'czml',
  csv: 'csv',
  txt: 'csv',
  glb: 'model',
  gltf: 'model',
  ifc: 'ifc',
};

/** Endings that a chooser offers. */
export const OWN_ENDINGS: readonly string[] = Object.keys(ENDINGS).map((ending) => `.${ending}`);

/** The kind of a file by its ending. Throws OwnDataError on any other. */
export function ownKindOf(name: string): OwnKind {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const kind = ENDINGS[ending];
  if (kind) return kind;
  if (isBesideModel(name))
    throw new OwnDataError(
      `${name}: it is read only with the .gltf that names it; drop both together.`,
      `${name}：只能与引用它的 .gltf 一起读入，请一起拖入。`,
    );
  const packed = ending === 'kmz' || ending === 'zip';
  throw new OwnDataError(
    `${name}: ".${ending}" is not read here; ${packed ? 'unpack it first' : `give one of ${OWN_ENDINGS.join(' ')}`}.`,
    `${name}：不支持“.${ending}”，${packed ? '请先解压' : `可用 ${OWN_ENDINGS.join(' ')}`}。`,
  );
}
