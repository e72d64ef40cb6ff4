import type { ColumnMapping } from './columns.ts';
import type { SurveyProblem } from './problem.ts';
import type { SurveyFormat } from './raw-table.ts';
import type { SurveyRecord } from './record.ts';

/** How one table was understood. */
export interface SurveySheet {
  readonly name: string;
  readonly role: 'things' | 'mounts' | 'ignored';
  readonly columns: readonly string[];
  readonly mapping: ColumnMapping;
  readonly rows: number;
  readonly placement: { readonly crs: string; readonly swapped: boolean; readonly share: number } | null;
}

/** A survey as understood: everything in it, and everything wrong with it. */
export interface SurveyTable {
  readonly format: SurveyFormat;
  readonly encoding: string | null;
  readonly sheets: readonly SurveySheet[];
  readonly records: readonly SurveyRecord[];
  readonly problems: readonly SurveyProblem[];
}
