import type { Path } from '../domain/asset.ts';
import type { MountKind } from '../domain/mount.ts';
import type { PoleClass } from '../domain/pole-class.ts';
import type { CabinetUse, LineUse } from './recognise.ts';

/** 核实状态: seen on site and confirmed, not yet, or confirmed to be in doubt. */
export type Verification = 'verified' | 'unverified' | 'doubtful';

/** A device on a pole as surveyed; null is what the survey does not tell. */
export interface SurveyMount {
  /** Null for a device that is none of the known kinds; `written` says what it is. */
  readonly kind: MountKind | null;
  readonly written: string;
  /** Metres above ground. */
  readonly height: number | null;
  /** Height layer 1–4, as written or by height. */
  readonly layer: 1 | 2 | 3 | 4 | null;
  /** Degrees clockwise from north that it faces. */
  readonly azimuth: number | null;
  readonly kilograms: number | null;
  /** Frontal area, m². */
  readonly windArea: number | null;
  readonly watts: number | null;
  /** Cores that it needs; true: it needs fibre, how many cores is not said. */
  readonly fibre: number | boolean | null;
}

interface Surveyed {
  readonly table: string;
  /** Row in the table, as in `SurveyProblem`. */
  readonly row: number;
  /** As written; null when the survey gives none. */
  readonly id: string | null;
  /** Kind as written: class, layer or block. */
  readonly written: string;
  readonly name: string | null;
  readonly road: string | null;
  readonly district: string | null;
  readonly subdistrict: string | null;
  readonly code: string | null;
  /** Null: 不明. */
  readonly owner: string | null;
  readonly maintainer: string | null;
  /** 探测日期, `YYYY-MM-DD`. */
  readonly surveyedOn: string | null;
  /** Standard error in the plane, metres. */
  readonly accuracy: number | null;
  readonly photo: string | null;
  readonly verification: Verification | null;
  readonly note: string | null;
  /** What other columns say, by their header. */
  readonly other: Readonly<Record<string, string>>;
}

interface Placed extends Surveyed {
  /** WGS-84 ≈ CGCS2000 degrees; null when the survey gives no place that can be used. */
  readonly position: readonly [longitude: number, latitude: number] | null;
  /** Metres above ground. */
  readonly height: number | null;
  /** Degrees clockwise from north. */
  readonly heading: number | null;
}

export interface SurveyPole extends Placed {
  readonly kind: 'pole';
  /** Null when the survey's word for it is not known. */
  readonly class: PoleClass | null;
  /** Lines that call at a bus stop; null when the survey does not say. */
  readonly busLines: readonly string[] | null;
  readonly mounts: readonly SurveyMount[];
}

export interface SurveyCabinet extends Placed {
  readonly kind: 'cabinet';
  readonly use: CabinetUse;
}

export interface SurveyLine extends Surveyed {
  readonly kind: 'line';
  /** Null when the survey does not say. */
  readonly placement: 'overhead' | 'underground' | null;
  readonly use: LineUse;
  /** WGS-84 ≈ CGCS2000 degrees; null when the survey gives no course that can be used. */
  readonly path: Path | null;
  /** Cover of an underground line, metres. */
  readonly depth: number | null;
}

export type SurveyRecord = SurveyPole | SurveyCabinet | SurveyLine;
