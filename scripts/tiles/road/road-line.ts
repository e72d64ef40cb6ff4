import type { Path } from '../../../src/domain/asset.ts';
import type { GroundClass } from '../feature.ts';
import type { LaneUse } from './road-marks.ts';

/** A road, path or railway as a file gives it: a line and what is known of its cross-section. */
export interface RoadLine {
  readonly id: string;
  readonly kind: GroundClass;
  readonly axis: Path;
  /** One name a point of the axis; lines that share a name meet there. */
  readonly nodes: readonly string[];
  readonly width: number;
  /** Lanes along the line and against it; null where the file does not count them. */
  readonly lanes: { readonly forward: number; readonly back: number } | null;
  readonly forwardUses: readonly LaneUse[];
  readonly backUses: readonly LaneUse[];
  /** Nodes at which a zebra crosses. */
  readonly zebras: ReadonlySet<string>;
  readonly sidewalk: { readonly left: boolean; readonly right: boolean };
}

export type Fields = Readonly<Record<string, unknown>>;

/** What is wrong with the lane or width fields of a road that is drawn all the same; null where they are sound or absent. */
export function fieldProblem(fields: Fields, lanes: number | null, width: number | null): string | null {
  if (isGiven(fields.lanes) && !(lanes !== null && lanes >= 1 && lanes <= 14 && Number.isInteger(lanes)))
    return 'lane count that is none: road drawn without paint';
  if (isGiven(fields.width) && !(width !== null && width >= 1 && width <= 100))
    return 'road width that is none: usual width taken';
  return null;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Lanes of each direction from a total, `oneway` and `lanes:forward` / `lanes:backward`; null without a usable total. */
export function lanesOf(fields: Fields, total: number | null): RoadLine['lanes'] {
  const whole = (value: unknown): number | null => {
    const n = Number(value);
    return isGiven(value) && Number.isInteger(n) && n >= 0 && n <= 7 ? n : null;
  };
  const [forward, back] = [whole(fields['lanes:forward']), whole(fields['lanes:backward'])];
  if (total === null || !Number.isInteger(total) || total < 1 || total > 14)
    return forward !== null && back !== null && forward + back > 0 ? { forward, back } : null;
  if (fields.oneway === '-1') return { forward: 0, back: Math.min(7, total) };
  if (fields.oneway === 'yes' || fields.oneway === true || fields.oneway === '1' || fields.junction === 'roundabout')
    return { forward: Math.min(7, total), back: 0 };
  if (forward !== null && forward <= total) return { forward, back: Math.min(7, total - forward) };
  if (back !== null && back <= total) return { forward: Math.min(7, total - back), back };
  return { forward: Math.min(7, Math.ceil(total / 2)), back: Math.min(7, Math.floor(total / 2)) };
}

/** Arrows of an OSM `turn:lanes` list, from the middle outwards where traffic keeps right. */
export function usesOf(list: unknown): LaneUse[] {
  if (typeof list !== 'string') return [];
  return list.split('|').map((lane): LaneUse => {
    const words = lane.split(';');
    const [left, through, right] = [
      words.some((word) => /left|reverse/.test(word) && !word.startsWith('merge')),
      words.includes('through'),
      words.some((word) => word.includes('right') && !word.startsWith('merge')),
    ];
    if (left && right) return through ? 'all' : 'left-right';
    if (through) return left ? 'through-left' : right ? 'through-right' : 'through';
    return left ? 'left' : right ? 'right' : 'none';
  });
}
