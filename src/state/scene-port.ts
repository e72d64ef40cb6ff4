import type { CameraView } from '../domain/camera.ts';
import type { GroundHeight } from '../domain/geo/height-field.ts';
import type { Place } from '../domain/geo/measure.ts';
import type { Footing } from '../domain/walk.ts';

/** What tools on the map ask of the scene. */
export interface ScenePort extends Footing {
  /** The surface seen under a point of the canvas, CSS pixels: roof, wall or ground; null in the sky. */
  placeAt(x: number, y: number): Place | null;
  /**
   * Where places are on the canvas, CSS pixels; null for what is behind the camera. Side by side: in the view that holds `beside`,
   * or in the right one.
   */
  screenOf(places: readonly Place[], beside?: number): readonly (readonly [x: number, y: number] | null)[];
  /** Runs after each drawn frame. Returns its own undo. */
  onFrame(listener: () => void): () => void;
  /** Puts the camera somewhere at once. */
  jump(view: CameraView): void;
  /** Metres of the ground above the ellipsoid. */
  readonly groundHeight: GroundHeight;
}
