import type { AssetTable, Path } from '../../domain/asset.ts';
import type { Provenance } from '../../domain/provenance.ts';
import type { Words } from '../../domain/words.ts';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import type { Surroundings } from '../rules/surroundings.ts';
import type { StartDate } from '../staging/schedule.ts';
import type { PlanPolicies } from './policies.ts';

/** What a road is planned from. The same tables and project give the same plan. */
export interface PlanInput {
  /** At least layers `lamp` and `pole`, with columns `road`, `district`, `height`, `mounts` and, for poles, `class`. */
  readonly tables: ReadonlyMap<string, AssetTable>;
  readonly project: PoleProject;
  /** Day 0; absent: the first 1 March after now, whichever year that is. */
  readonly start?: StartDate;
  /** Editable limits and durations; what is left out keeps its default. */
  readonly policies?: Partial<PlanPolicies>;
  /** What the validator judges plans by, beside the poles. */
  readonly surroundings?: Surroundings;
}

/** The road whose poles are merged, as facts of the city and not of the plan. */
export interface PoleProject {
  /** Scenario id; default `guanghe-poles`. */
  readonly id?: string;
  readonly title: Words;
  /** Value of the `road` attribute of the poles that count, e.g. 洸河路. */
  readonly road: string;
  /** 道路等级; absent: a main road. */
  readonly roadClass?: NonNullable<ScenarioDocument['project']['roadClass']>;
  /** Road axis, from west to east. */
  readonly axis: Path;
  /** Length of the axis inside the extent, metres. */
  readonly lengthMetres: number;
  /** Ring that the figures count within; poles of `road` outside it are left alone. */
  readonly extent: Path;
  readonly extentNote: Words;
  /** Signalled crossings on the axis, in any order. */
  readonly junctions: readonly { readonly name: string; readonly position: readonly [number, number] }[];
  readonly provenance: Provenance;
  /** Roads of the city that traffic may take instead. */
  readonly network?: NonNullable<ScenarioDocument['project']['network']>;
  /** Doors and gates along the road that works must leave open. */
  readonly accesses?: NonNullable<ScenarioDocument['project']['accesses']>;
}
