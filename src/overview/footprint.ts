import type { CameraView } from '../domain/camera.ts';
import { type LocalFrame, localFrame, toGeographic } from '../domain/geo/local-frame.ts';

/** What a camera sees of the ground. */
export interface Footprint {
  /** Corners on the ground, longitude and latitude, near left first, counter-clockwise seen from above. */
  readonly ring: readonly (readonly [longitude: number, latitude: number])[];
  /** The ground point in the middle of the picture, or the farthest one shown when the middle is sky. */
  readonly target: readonly [longitude: number, latitude: number];
  /** Metres from below the camera to the target. */
  readonly reach: number;
}

/** Ground farther than this many camera heights (and at least 1.5 km) is left out: it is haze, and would fill the map. */
const FAR_HEIGHTS = 6;
const FAR_LEAST = 1500;

/**
 * Ground seen by `view` on the plane of height 0. `fieldOfView` is the angle in degrees over the longer side of a picture
 * of `aspect` width to height. A camera in or under the ground is taken as standing 2 m above it.
 */
export function footprintOf(view: CameraView, fieldOfView = 60, aspect = 16 / 9): Footprint {
  const [longitude, latitude] = view;
  const height = Math.max(2, view[2]);
  const frame = localFrame(longitude, latitude);
  const far = Math.max(FAR_LEAST, FAR_HEIGHTS * height);
  const half = Math.tan((fieldOfView * Math.PI) / 360);
  const [right, up] = aspect >= 1 ? [half, half / aspect] : [half * aspect, half];
  const land = (x: number, y: number): { at: readonly [number, number]; distance: number } =>
    ground(frame, view, height, far, x, y);
  const ring = [land(-right, -up), land(right, -up), land(right, up), land(-right, up)].map((each) => each.at);
  const middle = land(0, 0);
  return { ring, target: middle.at, reach: middle.distance };
}

/** Where the ray through the picture at (x, y), in tangents right and up of its middle, meets the ground within `far`. */
function ground(
  frame: LocalFrame,
  [, , , headingDegrees, pitchDegrees, rollDegrees]: CameraView,
  height: number,
  far: number,
  x: number,
  y: number,
): { at: readonly [number, number]; distance: number } {
  const [heading, pitch, roll] = [headingDegrees, pitchDegrees, rollDegrees].map((each) => (each * Math.PI) / 180) as [
    number,
    number,
    number,
  ];
  // Roll turns the picture, pitch lifts it, heading swings it clockwise from north.
  const [a, b] = [x * Math.cos(roll) + y * Math.sin(roll), -x * Math.sin(roll) + y * Math.cos(roll)];
  const forward = Math.cos(pitch) - b * Math.sin(pitch);
  const rise = Math.sin(pitch) + b * Math.cos(pitch);
  const east = forward * Math.sin(heading) + a * Math.cos(heading);
  const north = forward * Math.cos(heading) - a * Math.sin(heading);
  const flat = Math.hypot(east, north);
  const t = rise < 0 ? height / -rise : Number.POSITIVE_INFINITY;
  const distance = Math.min(flat * t, far);
  const [ux, uy] = flat > 1e-9 ? [east / flat, north / flat] : [0, 0];
  return { at: toGeographic(frame, ux * distance, uy * distance), distance };
}

/** The same camera moved so that its target lies at `target`. */
export function steered(view: CameraView, target: readonly [longitude: number, latitude: number]): CameraView {
  const { target: old } = footprintOf(view);
  return [view[0] + target[0] - old[0], view[1] + target[1] - old[1], view[2], view[3], view[4], view[5]];
}
