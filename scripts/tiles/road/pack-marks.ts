import type { Ribbon } from '../feature.ts';
import type { PropertyDescriptions } from '../tile/property-table.ts';
import type { CentreLine, LaneUse, RoadMarks } from './road-marks.ts';

/** Order of the numbers, which `ground-road.glsl.ts` reads. */
const CENTRES: readonly CentreLine[] = ['none', 'dashed', 'double', 'median'];
const USES: readonly LaneUse[] = [
  'none',
  'through',
  'left',
  'right',
  'through-left',
  'through-right',
  'left-right',
  'all',
];

/** Most lanes a direction, and most lanes a direction that carry arrows. */
export const MOST_LANES = 7;
const ARROW_LANES = 4;

/** Property columns of a ribbon; each holds several whole numbers, exact in float32 up to 2²⁴. */
export interface PackedMarks {
  readonly road: number;
  readonly span: number;
  readonly lane: number;
  readonly uses: number;
}

export const MARK_DESCRIPTIONS: PropertyDescriptions = {
  road: 'Bits from the lowest: 3 lanes forward, 3 lanes back, 2 centre (none, dashed, double, median), 1 stop line at the end, 1 at the start, 1 reserved, 10 decimetres from the parting line to the cycle surface. Of water: 1 between lit banks.',
  span: 'Decimetres: 10 bits of width, 14 bits of length along.',
  lane: '10 bits of decimetres from the right edge to the parting line, 6 bits of decimetres of half a median, 7 bits of 5 cm of lane width.',
  uses: `Three bits a lane, four lanes forward from the middle outwards, then four back: ${USES.join(', ')}.`,
};

/** A ribbon's marks and size as columns; all 0 without a ribbon. */
export function packMarks(ribbon: Ribbon | null): PackedMarks {
  if (!ribbon) return { road: 0, span: 0, lane: 0, uses: 0 };
  const width = field((ribbon.across.at(-1) ?? 0) * 10, 10);
  const length = field((ribbon.along.at(-1) ?? 0) * 10, 14);
  const span = width + 1024 * length;
  const { marks } = ribbon;
  return marks ? { span, ...packed(marks) } : { road: ribbon.lit ? 1 : 0, span, lane: 0, uses: 0 };
}

function packed(marks: RoadMarks): Omit<PackedMarks, 'span'> {
  return {
    road:
      field(marks.forward, 3) +
      8 * field(marks.back, 3) +
      64 * CENTRES.indexOf(marks.centre) +
      256 * Number(marks.stopAtEnd) +
      512 * Number(marks.stopAtStart) +
      2048 * field(marks.cycleFrom * 10, 10),
    lane: field(marks.parting * 10, 10) + 1024 * field(marks.inner * 10, 6) + 65_536 * field(marks.laneWidth * 20, 7),
    uses: usesOf(marks.forwardUses) + 4096 * usesOf(marks.backUses),
  };
}

function usesOf(uses: readonly LaneUse[]): number {
  return uses.slice(0, ARROW_LANES).reduce((sum, use, i) => sum + USES.indexOf(use) * 8 ** i, 0);
}

/** A whole number that `bits` can hold; what is out of range is brought to its end. */
function field(value: number, bits: number): number {
  return Number.isFinite(value) ? Math.min(2 ** bits - 1, Math.max(0, Math.round(value))) : 0;
}
