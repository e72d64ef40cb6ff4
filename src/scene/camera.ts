import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  EasingFunction,
  Ellipsoid,
  IntersectionTests,
  Matrix4,
  Ray,
  type Scene,
  Transforms,
} from '@cesium/engine';
import type { AssetTable } from '../domain/asset.ts';
import type { CameraView } from '../domain/camera.ts';
import { localFrame, toGeographic } from '../domain/geo/local-frame.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import type { SightRay } from '../scenario/sunlight/facade-hit.ts';
import { firstBelow, type SceneGround } from './ground.ts';

/** Nearest to the ground, and farthest from it, in metres. */
const LOWEST = 1;
const HIGHEST = 60_000;

/** Degrees over the longer side of the picture. */
export const FIELD_OF_VIEW = 50;

/** Comfortable limits: never below the street, never out of the city, short inertia. */
export function limitCamera(scene: Scene): void {
  const controller = scene.screenSpaceCameraController;
  // Cesium keeps the camera as far above the globe: a driver's eye is at 1.2 m.
  controller.minimumZoomDistance = LOWEST;
  controller.maximumZoomDistance = HIGHEST;
  controller.minimumCollisionTerrainHeight = 20_000;
  controller.enableCollisionDetection = true;
  controller.inertiaSpin = 0.82;
  controller.inertiaTranslate = 0.82;
  controller.inertiaZoom = 0.7;
  const { frustum } = scene.camera;
  if ('fov' in frustum) frustum.fov = CesiumMath.toRadians(FIELD_OF_VIEW);
  frustum.near = 0.5;
}

/** The camera as a view; its height counts from the ground below it. */
export function viewOf(scene: Scene, ground: SceneGround): CameraView {
  const { camera } = scene;
  const { longitude, latitude, height } = camera.positionCartographic;
  const degrees = (radians: number, digits: number) => Number(CesiumMath.toDegrees(radians).toFixed(digits));
  const below = ground.heightAt(CesiumMath.toDegrees(longitude), CesiumMath.toDegrees(latitude));
  return [
    degrees(longitude, 7),
    degrees(latitude, 7),
    Number((height - below).toFixed(2)),
    degrees(camera.heading, 2) % 360,
    degrees(camera.pitch, 2),
    degrees(camera.roll, 2) % 360,
  ];
}

function destination([longitude, latitude, height, heading, pitch, roll]: CameraView, ground: SceneGround) {
  const above = Math.min(Math.max(height, LOWEST), HIGHEST);
  return {
    destination: Cartesian3.fromDegrees(longitude, latitude, ground.heightAt(longitude, latitude) + above),
    orientation: {
      heading: CesiumMath.toRadians(heading),
      pitch: CesiumMath.toRadians(pitch),
      roll: CesiumMath.toRadians(roll),
    },
  };
}

export function setView(scene: Scene, view: CameraView, ground: SceneGround): void {
  scene.camera.cancelFlight();
  scene.camera.setView(destination(view, ground));
}

export function flyTo(scene: Scene, view: CameraView, seconds: number, ground: SceneGround): void {
  if (seconds <= 0) setView(scene, view, ground);
  else
    scene.camera.flyTo({
      ...destination(view, ground),
      duration: seconds,
      easingFunction: EasingFunction.QUADRATIC_IN_OUT,
    });
}

/** Longitude, latitude of the ground under a canvas point; null above the horizon. */
export function groundAt(
  scene: Scene,
  x: number,
  y: number,
  ground: SceneGround,
): readonly [longitude: number, latitude: number] | null {
  if (ground.low === ground.high) {
    const point = scene.camera.pickEllipsoid(new Cartesian2(x, y), shell(ground.low));
    return point ? placeOf(point) : null;
  }
  const ray = scene.camera.getPickRay(new Cartesian2(x, y));
  if (!ray) return null;
  // Between the shells of the highest and of the lowest ground, from the eye on.
  const into = IntersectionTests.rayEllipsoid(ray, shell(ground.high + 1));
  const out = IntersectionTests.rayEllipsoid(ray, shell(ground.low - 1));
  if (!into) return null;
  const at = firstBelow(
    (distance) => {
      const point = Ray.getPoint(ray, distance);
      const { height } = Cartographic.fromCartesian(point);
      return height - ground.heightAt(...placeOf(point));
    },
    Math.max(into.start, 0),
    out && out.start > 0 ? out.start : into.stop,
  );
  return at === null ? null : placeOf(Ray.getPoint(ray, at));
}

/** The line of sight through a canvas point: from the camera above the ground below it, east, north, up there. */
export function rayAt(scene: Scene, x: number, y: number, ground: SceneGround): SightRay | null {
  const ray = scene.camera.getPickRay(new Cartesian2(x, y));
  if (!ray) return null;
  const [longitude, latitude, height] = viewOf(scene, ground);
  const toLocal = Matrix4.inverseTransformation(Transforms.eastNorthUpToFixedFrame(ray.origin), new Matrix4());
  const direction = Matrix4.multiplyByPointAsVector(toLocal, ray.direction, new Cartesian3());
  return { from: [longitude, latitude, height], direction: [direction.x, direction.y, direction.z] };
}

/** The ellipsoid, so many metres larger. */
function shell(metres: number): Ellipsoid {
  const { x, y, z } = Ellipsoid.WGS84.radii;
  return metres === 0 ? Ellipsoid.WGS84 : new Ellipsoid(x + metres, y + metres, z + metres);
}

function placeOf(point: Cartesian3): readonly [longitude: number, latitude: number] {
  const { longitude, latitude } = Cartographic.fromCartesian(point);
  return [CesiumMath.toDegrees(longitude), CesiumMath.toDegrees(latitude)];
}

/** A view of an asset that shows the whole of it: from the side that it faces, a little above. */
export function frameOf(
  layer: LayerDefinition,
  table: AssetTable,
  slot: number,
  { heightAt }: SceneGround,
): CameraView {
  const number = (key: string, otherwise: number) => {
    const value = table.columns[key]?.[slot];
    return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
  };
  const [longitude, latitude, base] = [0, 1, 2].map((i) => table.positions[3 * slot + i]!) as [number, number, number];
  const shape = table.shapes?.[slot];
  const frame = localFrame(longitude, latitude);
  const reach = (shape ?? []).reduce((far, [lon, lat]) => {
    const [x, y] = [(lon - longitude) * frame.metresPerDegree[0], (lat - latitude) * frame.metresPerDegree[1]];
    return Math.max(far, Math.hypot(x, y));
  }, 0);
  const size =
    layer.geometry === 'bridge'
      ? number('length', Math.max(2 * reach, 180)) * 0.5
      : layer.geometry === 'point'
        ? Math.max(number('height', 6) + number('bottom', 0), number('width', 0), 4)
        : Math.max(reach, 30);
  const distance = size * (layer.geometry === 'point' ? 2.5 : layer.geometry === 'bridge' ? 1.9 : 2.2);
  const pitch = layer.geometry === 'point' ? -14 : layer.geometry === 'bridge' ? -24 : -38;
  const aim = layer.geometry === 'point' ? base + size * 0.5 : base;
  const heading = ((table.headings[slot] ?? 0) + (layer.geometry === 'point' ? 155 : 60)) % 360;
  const [horizontal, rise] = [
    distance * Math.cos((pitch * Math.PI) / 180),
    -distance * Math.sin((pitch * Math.PI) / 180),
  ];
  const [sin, cos] = [Math.sin((heading * Math.PI) / 180), Math.cos((heading * Math.PI) / 180)];
  const [lon, lat] = toGeographic(frame, -sin * horizontal, -cos * horizontal);
  const higher = heightAt(longitude, latitude) - heightAt(lon, lat);
  return [lon, lat, Math.max(aim + rise + higher, LOWEST), heading, pitch, 0];
}

/** Tells at each call whether the camera stands or looks otherwise than at the call before. */
export function cameraMoves({ camera }: Scene): () => boolean {
  const [place, direction, up] = [new Cartesian3(), new Cartesian3(), new Cartesian3()];
  return () => {
    const { positionWC, directionWC, upWC } = camera;
    const stays =
      Cartesian3.equals(place, positionWC) && Cartesian3.equals(direction, directionWC) && Cartesian3.equals(up, upWC);
    if (stays) return false;
    Cartesian3.clone(positionWC, place);
    Cartesian3.clone(directionWC, direction);
    Cartesian3.clone(upWC, up);
    return true;
  };
}
