import type { BuildingPart } from '../feature.ts';
import { areaOf } from '../model/ring.ts';

/** Parts replace the outline when they cover at least this share of it. */
const COVER = 0.5;

/** A part that begins higher above the outline's base than this, metres, does not stand there. */
const STEP = 1;
const TOLERANCE = 0.01;

/**
 * What is drawn of a building with parts: the parts alone when they cover most of the outline and reach its height (Simple 3D
 * Buildings), otherwise the outline with them. An outline lower than its parts is kept where few of them stand on its ground:
 * it is the body that a tower or a roof stands on, and they would hang in the air. One as high as its parts gives way: on
 * stilts.
 */
export function drawnParts(outline: readonly BuildingPart[], parts: readonly BuildingPart[]): readonly BuildingPart[] {
  if (parts.length === 0) return outline;
  const covers = (list: readonly BuildingPart[]): boolean => areaOfAll(list) >= COVER * areaOfAll(outline);
  const [lower, upper] = [topOf(outline), topOf(parts)];
  const ground = Math.min(...outline.map(({ base }) => base)) + STEP;
  const hanging = !covers(parts.filter(({ base }) => base <= ground));
  const body = hanging && lower < upper - TOLERANCE;
  return covers(parts) && upper >= lower - TOLERANCE && !body ? parts : [...outline, ...parts];
}

function areaOfAll(parts: readonly BuildingPart[]): number {
  return parts.reduce((sum, { rings }) => sum + areaOf(rings), 0);
}

function topOf(parts: readonly BuildingPart[]): number {
  return Math.max(...parts.map(({ top }) => top));
}
