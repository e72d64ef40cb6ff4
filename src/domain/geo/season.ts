import type { Instant } from '../clock.ts';

/** What the time of the year makes of plants, 0–1 each. */
export interface Season {
  /** Leaves on trees that shed them. */
  readonly leaves: number;
  /** How far those leaves have turned. */
  readonly autumn: number;
  /** Green of lawns; the rest is straw. */
  readonly green: number;
}

const DAY = 86_400_000;
const YEAR = 365.2425;
/** Days that spring comes later, and autumn sooner, for each degree towards the pole (Hopkins' bioclimatic law). */
const DAYS_A_DEGREE = 4;
/** Latitude at which the dates below hold: the middle of the North China Plain. */
const AT_LATITUDE = 35.4;

/** From one day of the year to another, counted from 1 January in the north. */
const LEAF_OUT = [82, 118] as const;
const TURNING = [282, 322] as const;
const LEAF_FALL = [308, 346] as const;
const LAWN_GREEN = [70, 112] as const;
const LAWN_STRAW = [296, 340] as const;

/**
 * The season at `at` and a latitude in degrees. Dates are those of street trees of the North China Plain as a gardener
 * would give them, an illustration and no forecast; nearer than 23.5° to the equator nothing sheds its leaves.
 */
export function seasonAt(at: Instant, latitude: number): Season {
  const away = Math.abs(latitude);
  if (away < 23.5) return { leaves: 1, autumn: 0, green: 1 };
  const late = (away - AT_LATITUDE) * DAYS_A_DEGREE;
  const day = (at / DAY + (latitude < 0 ? YEAR / 2 : 0)) % YEAR;
  const spring = ([from, to]: readonly [number, number]) => ramp(from + late, to + late, day);
  const autumn = ([from, to]: readonly [number, number]) => ramp(from - late, to - late, day);
  return {
    leaves: spring(LEAF_OUT) * (1 - autumn(LEAF_FALL)),
    autumn: autumn(TURNING),
    green: spring(LAWN_GREEN) * (1 - autumn(LAWN_STRAW)),
  };
}

function ramp(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
