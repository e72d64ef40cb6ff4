import { slotOf } from '../domain/asset.ts';
import type { CameraView } from '../domain/camera.ts';
import { localFrame, toGeographic } from '../domain/geo/local-frame.ts';
import type { TwinPort } from '../state/port.ts';

/** A camera south of a ground point, `metres` away, looking down at it by 35°. */
export function viewOf(position: readonly [longitude: number, latitude: number], metres: number): CameraView {
  const pitch = 35;
  const away = metres * Math.cos((pitch * Math.PI) / 180);
  const [longitude, latitude] = toGeographic(localFrame(position[0], position[1]), 0, -away);
  return [longitude, latitude, metres * Math.sin((pitch * Math.PI) / 180), 0, -pitch, 0];
}

/** Metres from which a wall shows a point asset: near enough to find it, far enough to know the place. */
const WALL_METRES = 260;

/** A view that shows an asset and where in the city it stands; null when it is unknown. */
export function overlook(port: TwinPort, id: string): CameraView | null {
  for (const { assets, definition } of port.fleet().values()) {
    const slot = slotOf(assets, id);
    if (slot === undefined) continue;
    if (definition.geometry !== 'point') return port.frameAsset(id);
    return viewOf([assets.positions[3 * slot] ?? 0, assets.positions[3 * slot + 1] ?? 0], WALL_METRES);
  }
  return null;
}

/** Flies to a ground point. */
export function lookAtPoint(port: TwinPort, position: readonly [number, number], metres: number): void {
  port.run('camera.set', viewOf(position, metres));
}

/** Selects an asset and flies to where it is seen well. Unknown ids do nothing. */
export function lookAtAsset(port: TwinPort, id: string): void {
  try {
    port.run('asset.select', id);
  } catch {
    return;
  }
  const view = port.frameAsset(id);
  if (view) port.run('camera.set', view);
}
