import Flatbush from 'flatbush';
import { insideRing } from '../../../src/domain/geo/inside-ring.ts';
import type { AssetDraft, BuildingFeature } from '../feature.ts';
import type { Ground } from './ground.ts';

/** What begins higher than this, metres, may stand on a roof or hang on a wall. */
const OFF_GROUND = 2;
/** Panels hang this far from a wall, degrees: about 1.5 m. */
const REACH = 1.5e-5;

/**
 * The assets with those that stand on a roof or hang on a wall moved along with their building: it has its base at the lowest
 * ground under it, they would otherwise follow the ground right below them. `lifted` are the buildings as they were lifted.
 */
export function hungAssets(
  assets: readonly AssetDraft[],
  buildings: readonly BuildingFeature[],
  lifted: readonly BuildingFeature[],
  ground: Ground,
): AssetDraft[] {
  const standing = buildings.flatMap((building, i) => {
    const ring = building.parts[0]?.rings[0];
    const rise = (lifted[i]?.parts[0]?.base ?? 0) - (building.parts[0]?.base ?? 0);
    return ring ? [{ ring, rise }] : [];
  });
  if (standing.length === 0) return [...assets];
  const index = new Flatbush(standing.length);
  for (const { ring } of standing) {
    const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
    index.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
  }
  index.finish();
  return assets.map((asset) => {
    const [x, y, height] = asset.position;
    if (!(height > OFF_GROUND) || asset.shape) return asset;
    const near = index.search(x - REACH, y - REACH, x + REACH, y + REACH).map((i) => standing[i]!);
    const home = near.find(({ ring }) => insideRing([x, y], ring)) ?? near[0];
    if (!home) return asset;
    const moved = home.rise - ground.heightAt(x, y);
    const { bottom } = asset.attributes;
    return {
      ...asset,
      position: [x, y, Math.round((height + moved) * 100) / 100],
      attributes: {
        ...asset.attributes,
        ...(typeof bottom === 'number' ? { bottom: Math.round((bottom + moved) * 100) / 100 } : {}),
      },
    };
  });
}
