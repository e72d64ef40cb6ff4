import Flatbush from 'flatbush';
import { insideRing } from '../../src/domain/geo/inside-ring.ts';
import { layerOf } from '../../src/domain/layers/table.ts';
import type { AreaFeature, AssetDraft, GroundClass, TreeDraft } from './feature.ts';

/** What something may stand on: neither paint, nor plants, nor the narrow faces of kerbs and rails. */
const CARRIES: ReadonlySet<GroundClass> = new Set<GroundClass>([
  'block',
  'bank',
  'footway',
  'lawn',
  'plaza',
  'greenway',
  'cycleway',
  'carriageway',
  'bus-bay',
  'island',
  'quay',
  'rail',
]);
/** What has a height of its own, metres, hangs or stands on something else. */
const OWN_HEIGHT = 0.01;

/** Metres above ground of the uppermost surface at a place; 0 where none is drawn. */
export type Surface = (longitude: number, latitude: number) => number;

/** The surface of the ground that is drawn: a kerb above the road on footways and islands, on the road elsewhere. */
export function surfaceOf(areas: readonly AreaFeature[]): Surface {
  const carrying = areas.filter((area) => CARRIES.has(area.class) && !area.surface && (area.rings[0]?.length ?? 0) > 2);
  if (carrying.length === 0) return () => 0;
  const index = new Flatbush(carrying.length);
  for (const { rings } of carrying) {
    let [west, south, east, north] = [180, 90, -180, -90];
    for (const [x, y] of rings[0] ?? []) {
      [west, east] = [Math.min(west, x), Math.max(east, x)];
      [south, north] = [Math.min(south, y), Math.max(north, y)];
    }
    index.add(west, south, east, north);
  }
  index.finish();
  return (longitude, latitude) => {
    const at = [longitude, latitude] as const;
    let top = 0;
    for (const i of index.search(longitude, latitude, longitude, latitude)) {
      const { rings, height, ribbon } = carrying[i] as AreaFeature;
      const level = Math.max(...(ribbon?.heights ?? [height]));
      if (level > top && insideRing(at, rings[0] ?? []) && !rings.slice(1).some((hole) => insideRing(at, hole)))
        top = level;
    }
    return top;
  };
}

/**
 * The assets with their feet on the surface below them. What has a ring (standing water) takes the lowest surface in it; what has
 * a height of its own, and lines, keep it.
 */
export function standingAssets(assets: readonly AssetDraft[], surface: Surface): AssetDraft[] {
  return assets.map((asset) => {
    const [longitude, latitude, height] = asset.position;
    const { geometry } = layerOf(asset.layer);
    if (Math.abs(height) >= OWN_HEIGHT || (geometry !== 'point' && geometry !== 'polygon')) return asset;
    const levels = [[longitude, latitude] as const, ...(geometry === 'polygon' ? (asset.shape ?? []) : [])]
      .map(([x, y]) => surface(x, y))
      .filter((level) => level > 0);
    return { ...asset, position: [longitude, latitude, levels.length > 0 ? Math.min(...levels) : 0] };
  });
}

/** The same of trees. */
export function standingTrees(trees: readonly TreeDraft[], surface: Surface): TreeDraft[] {
  return trees.map((tree) => {
    const [longitude, latitude, height] = tree.position;
    return Math.abs(height) < OWN_HEIGHT
      ? { ...tree, position: [longitude, latitude, surface(longitude, latitude)] }
      : tree;
  });
}
