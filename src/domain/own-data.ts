import type { Words } from './words.ts';

/** Datums that a file's longitudes and latitudes may be in. WGS-84 and CGCS2000 differ by centimetres and are taken as one. */
export const OWN_DATUMS = ['WGS-84', 'GCJ-02', 'BD-09'] as const;
export type OwnDatum = (typeof OWN_DATUMS)[number];

export type OwnKind = 'geojson' | 'csv' | 'kml' | 'czml' | 'model' | 'ifc' | 'tiles';

/** Where a model stands: degrees, metres above ground, and where its front (+Z of glTF, north of IFC) looks, degrees clockwise from north. */
export interface OwnPlace {
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number;
  readonly heading: number;
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
  const packed = ending === 'kmz' || ending === 'zip';
  throw new OwnDataError(
    `${name}: ".${ending}" is not read here; ${packed ? 'unpack it first' : `give one of ${OWN_ENDINGS.join(' ')}`}.`,
    `${name}：不支持“.${ending}”，${packed ? '请先解压' : `可用 ${OWN_ENDINGS.join(' ')}`}。`,
  );
}
