import type { Mount, MountKind } from '../mount.ts';
import { luminaire } from './luminaire.ts';
import type { Carrier, Site } from './mount-site.ts';
import { banner, charger, equipmentBay, helpPoint, infoScreen } from './reach-device.ts';
import { bulletCamera, domeCamera, loudspeaker, microCell, weatherStation, wifiRadio } from './sensing-device.ts';
import { guideSign, namePlate, trafficSign } from './sign.ts';
import { pedestrianSignal, vehicleSignal } from './signal-head.ts';
import type { Draft } from './solid.ts';

/** Height from which a mount hangs over the carriageway on an arm instead of on the shaft (domain.md §4.4 R7). */
const OVERHEAD = 4.9;

/** Whether `mount` hangs on a horizontal arm over the carriageway. */
export function isOverhead(mount: Mount): boolean {
  switch (mount.kind) {
    case 'vehicle-signal':
    case 'guide-sign':
    case 'enforcement-camera':
      return mount.height >= OVERHEAD;
    default:
      return false;
  }
}

/** Metres over the arm that the body of an overhead mount needs. */
export function overheadWidth(mount: Mount): number {
  return mount.kind === 'guide-sign' ? 2.6 : mount.kind === 'vehicle-signal' ? 1.5 : 0.8;
}

/** Radius in metres of the arm that carries overhead mounts, where they hang. */
const ARM_RADIUS = 0.07;

/**
 * The body of a mount on the shaft, or of an overhead one on its arm, in its own frame: the origin on the axis of the
 * shaft (or arm) at the mount's height, +y the way it faces. Sizes: GB 14887 (300 mm heads), GB 5768.2 (signs), else
 * usual products.
 */
export function addBody(draft: Draft, mount: Mount, carrier: Carrier): void {
  const r = isOverhead(mount) ? ARM_RADIUS : carrier.radius(mount.height);
  const fine = carrier.fineness === 2;
  BODIES[mount.kind]({ draft, mount, carrier, r, fine, round: (sides) => sides * carrier.fineness });
}

const BODIES: Readonly<Record<MountKind, (site: Site) => void>> = {
  luminaire,
  'vehicle-signal': vehicleSignal,
  'pedestrian-signal': pedestrianSignal,
  sign: trafficSign,
  'guide-sign': guideSign,
  'name-plate': namePlate,
  camera: domeCamera,
  'enforcement-camera': bulletCamera,
  'micro-cell': microCell,
  wifi: wifiRadio,
  weather: weatherStation,
  speaker: loudspeaker,
  screen: infoScreen,
  'help-point': helpPoint,
  charger,
  flag: banner,
  cabinet: equipmentBay,
};
