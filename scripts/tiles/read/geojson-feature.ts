/** A geometry of GeoJSON; one of type GeometryCollection has others in it. */
export interface RawGeometry {
  readonly type: string;
  readonly coordinates?: unknown;
  readonly geometries?: unknown;
}

/** A feature of a GeoJSON file before anything of it is believed. */
export interface RawFeature {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly properties?: Readonly<Record<string, unknown>> | null;
  readonly geometry?: RawGeometry | null;
}
