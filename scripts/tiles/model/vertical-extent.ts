import type { BuildingFeature } from '../feature.ts';

/** Lowest underside and highest top of a building, metres. */
export function verticalExtent(building: BuildingFeature): [base: number, top: number] {
  if (building.surface) {
    let [base, top] = [Infinity, -Infinity];
    for (let i = 2; i < building.surface.length; i += 3) {
      base = Math.min(base, building.surface[i] as number);
      top = Math.max(top, building.surface[i] as number);
    }
    return [base, top];
  }
  return [Math.min(...building.parts.map((part) => part.base)), Math.max(...building.parts.map((part) => part.top))];
}
