import type { BuildingFeature } from '../feature.ts';

/** Lowest underside and highest top of a building, metres. */
export function verticalExtent({ surface, parts }: BuildingFeature): [base: number, top: number] {
  let [base, top] = [Infinity, -Infinity];
  if (surface) {
    for (let i = 2; i < surface.length; i += 3) {
      base = Math.min(base, surface[i] as number);
      top = Math.max(top, surface[i] as number);
    }
    return [base, top];
  }
  for (const part of parts) {
    base = Math.min(base, part.base);
    top = Math.max(top, part.top);
  }
  return [base, top];
}
