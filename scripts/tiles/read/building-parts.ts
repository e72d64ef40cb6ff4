import type { BuildingPart } from '../feature.ts';
import { areaOf } from '../model/ring.ts';

/** Parts replace the outline when they cover at least this share of it. */
const COVER = 0.5;

/**
 * What is drawn of a building with parts: the parts alone when they cover most of the outline and reach its height
 * (Simple 3D Buildings), otherwise the outline with them.
 */
export function drawnParts(outline: readonly BuildingPart[], parts: readonly BuildingPart[]): readonly BuildingPart[] {
  if (parts.length === 0) return outline;
  const area = (list: readonly BuildingPart[]): number => list.reduce((sum, part) => sum + areaOf(part.rings), 0);
  const top = (list: readonly BuildingPart[]): number => Math.max(...list.map((part) => part.top));
  const replaced = area(parts) >= COVER * area(outline) && top(parts) >= top(outline) - 0.01;
  return replaced ? parts : [...outline, ...parts];
}
