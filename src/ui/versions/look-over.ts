import { slotOf } from '../../domain/asset.ts';
import type { CameraView } from '../../domain/camera.ts';
import { distance } from '../../domain/geo/local-frame.ts';
import type { TwinPort } from '../../state/port.ts';
import { overlook, viewOf } from '../look-at.ts';

type LonLat = readonly [longitude: number, latitude: number];

/** Outlines assets and flies to where all of them are in view; `places` stand for those that the city on screen lacks. */
export function flyTo(port: TwinPort, ids: readonly string[], places: readonly LonLat[] = []): void {
  port.run('asset.highlight', ids);
  const view = overlookAll(port, ids, places);
  if (view) port.run('camera.set', view);
}

/** A view over all of some assets and places; null when none is known. */
export function overlookAll(port: TwinPort, ids: readonly string[], places: readonly LonLat[] = []): CameraView | null {
  const known: readonly LonLat[] = [...ids.flatMap((id) => positionsOf(port, id)), ...places];
  const [first] = known;
  if (!first) return ids[0] === undefined ? null : overlook(port, ids[0]);
  if (known.length === 1 && ids[0] !== undefined && places.length === 0) return overlook(port, ids[0]);
  const middle = (axis: 0 | 1) =>
    (Math.min(...known.map((each) => each[axis])) + Math.max(...known.map((each) => each[axis]))) / 2;
  const centre: LonLat = [middle(0), middle(1)];
  const reach = Math.max(...known.map((each) => distance(centre, each)));
  // A field of view of 60° shows what lies within half its distance to the sides.
  return viewOf(centre, Math.max(LEAST_METRES, 2.6 * reach));
}

/** Nearer than this one pole fills the screen and its street is gone, metres. */
const LEAST_METRES = 140;

/** One position, or none where the city on screen lacks the asset. */
function positionsOf(port: TwinPort, id: string): LonLat[] {
  for (const { assets } of port.fleet().values()) {
    const slot = slotOf(assets, id);
    if (slot !== undefined) return [[assets.positions[3 * slot] ?? 0, assets.positions[3 * slot + 1] ?? 0]];
  }
  return [];
}
