import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  defined,
  type Scene,
  SceneTransforms,
} from '@cesium/engine';
import type { Place } from '../domain/geo/measure.ts';
import { groundAt } from './camera.ts';
import type { DepthPicking } from './depth-picking.ts';
import type { SceneGround } from './ground.ts';
import type { LinkedViews } from './linked-views.ts';

/** What of a depth lies below the ground is rounding, metres; deeper it is what is buried, and seen. */
const ROUNDING = 0.3;

/**
 * The surface seen under a point of the canvas: roof, wall, deck or ground, metres above the ground below; null in the sky.
 * From the depth of the picture, so as exact as a pixel; where there is none, the ground.
 */
export function placeAt(
  scene: Scene,
  views: LinkedViews,
  ground: SceneGround,
  depth: DepthPicking,
  canvasX: number,
  canvasY: number,
): Place | null {
  const { x, y } = views.at(canvasX, canvasY);
  depth.ensure();
  const below = groundAt(scene, x, y, ground);
  // Two views share one depth, that of the one drawn last.
  const seen = views.parted || !scene.pickPositionSupported ? undefined : scene.pickPosition(new Cartesian2(x, y));
  if (defined(seen)) {
    const { longitude, latitude, height } = Cartographic.fromCartesian(seen);
    const [lon, lat] = [CesiumMath.toDegrees(longitude), CesiumMath.toDegrees(latitude)];
    const above = height - ground.heightAt(lon, lat);
    if (Math.abs(above) <= ROUNDING && below) return [...below, 0];
    return [lon, lat, Number(above.toFixed(3))];
  }
  return below && [...below, 0];
}

/** Where places are on the canvas, CSS pixels; null for those behind the camera. Side by side: in the view of `beside`, else the right. */
export function screenOf(
  scene: Scene,
  views: LinkedViews,
  ground: SceneGround,
  places: readonly Place[],
  beside = Number.POSITIVE_INFINITY,
): (readonly [x: number, y: number] | null)[] {
  const { clientWidth } = scene.canvas;
  const point = new Cartesian2();
  const world = new Cartesian3();
  return places.map(([longitude, latitude, height]) => {
    Cartesian3.fromDegrees(longitude, latitude, ground.heightAt(longitude, latitude) + height, undefined, world);
    if (!defined(SceneTransforms.worldToWindowCoordinates(scene, world, point))) return null;
    if (!views.parted) return [point.x, point.y];
    return [(point.x + (beside < clientWidth / 2 ? 0 : clientWidth)) / 2, point.y];
  });
}
