import { PIN_LAYER } from '../domain/review/review.ts';
import type { TwinPort } from '../state/port.ts';

/** Whether the next press on the scene says where a comment is pinned. */
export function isAiming(port: TwinPort): boolean {
  const { pinning } = port.store.getState().review;
  return pinning !== null && pinning.at === null;
}

/** Pins what is being written to the asset under a point of the scene, CSS pixels, or to the ground there. */
export async function pinAt(port: TwinPort, x: number, y: number): Promise<void> {
  const hit = await port.pick(x, y);
  const { pinning } = port.store.getState().review;
  if (!pinning) return;
  if (hit && hit.layer !== PIN_LAYER) return port.run('review.pin', { for: pinning.for, object: hit.id });
  const ground = port.groundAt(x, y);
  if (ground) port.run('review.pin', { for: pinning.for, at: { place: [...ground, 0], object: null } });
}
