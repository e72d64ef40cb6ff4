import type { Assumption } from '../../wire/scenario-document.ts';
import { define, endsOf } from '../assumption.ts';

const GB = 'GB 50180-2018 表 4.0.9，条文待核';

/** Every number that sunlight hours rest on. A document's assumption of the same key takes its place. */
const TABLE = [
  define('majorColdFrom', '大寒日有效日照始', '大寒 window from', 8, 'h', [8, 9], GB, 'M'),
  define('majorColdTo', '大寒日有效日照止', '大寒 window to', 16, 'h', [15, 16], GB, 'M'),
  define('winterSolsticeFrom', '冬至日有效日照始', '冬至 window from', 9, 'h', [8, 9], GB, 'M'),
  define('winterSolsticeTo', '冬至日有效日照止', '冬至 window to', 15, 'h', [15, 16], GB, 'M'),
  define(
    'shortestSunlight',
    '计入累计的最短连续日照',
    'Shortest interval that counts',
    5,
    'min',
    [0, 30],
    'GB/T 50947-2014，条文待核',
    'M',
  ),
] as const;

type SunlightKey = (typeof TABLE)[number]['key'];
export type SunlightInputs = Readonly<Record<SunlightKey, number>>;

/** The table as rows of a document. */
export const SUNLIGHT_ASSUMPTIONS: readonly Assumption[] = TABLE.map((each) => ({ ...each, range: [...each.range] }));

/** The values of a document in the middle of their ranges: hours of true solar time, and minutes. */
export function sunlightInputs(assumptions: readonly Assumption[] = []): SunlightInputs {
  return endsOf(TABLE, assumptions).mid;
}
