import type { SurveyProblem } from './problem.ts';

export type Cell = string | number | boolean | null;

/** A pair as the file writes it, in the file's own system and order. */
export type Pair = readonly [first: number, second: number];

/** Geometry of a record in the file's own coordinates. */
export type RawShape =
  | { readonly kind: 'point'; readonly at: Pair }
  | { readonly kind: 'line'; readonly path: readonly Pair[] };

export interface RawRow {
  /** As the source counts: sheet row, line of text, record number from 1. */
  readonly row: number;
  /** As many as the table has columns. */
  readonly cells: readonly Cell[];
  readonly shape: RawShape | null;
}

/** One sheet, shapefile or drawing before anything is understood of it. */
export interface RawTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly RawRow[];
  /** Coordinate system as the file states it: a code, or the WKT of a .prj; null when it states none. */
  readonly crs: string | null;
}

export type SurveyFormat = 'xlsx' | 'csv' | 'dbf' | 'shapefile' | 'geojson' | 'dxf';

/** What a file holds, read without understanding. */
export interface RawSurvey {
  readonly format: SurveyFormat;
  /** Encoding that the text was read with; null where the format fixes it. */
  readonly encoding: string | null;
  readonly tables: readonly RawTable[];
  readonly problems: readonly SurveyProblem[];
}

/** A row of a sheet or text file before the header row is known. */
export interface GridRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}
