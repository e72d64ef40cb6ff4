import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  EasingFunction,
  Ellipsoid,
  type Scene,
} from '@cesium/engine';
import type { AssetTable } from '../domain/asset.ts';
import type { CameraView } from '../domain/camera.ts';
import { localFrame, toGeographic } from '../domain/geo/local-frame.ts';
import type { LayerDefinition } from '../domain/layer.ts';

/** Nearest to the ground, and farthest from it, in metres. */
const LOWEST = 2;
const HIGHEST = 60_000;

/** Comfortable limits: never below the street, never out of the city, short inertia. */
export function limitCamera(scene: Scene): void {
  const controller = scene.screenSpaceCameraController;
  controller.minimumZoomDistance = 4;
  controller.maximumZoomDistance = HIGHEST;
  controller.minimumCollisionTerrainHeight = 20_000;
  controller.enableCollisionDetection = true;
  controller.inertiaSpin = 0.82;
  controller.inertiaTranslate = 0.82;
  controller.inertiaZoom = 0.7;
  const { frustum } = scene.camera;
  if ('fov' in frustum) frustum.fov = CesiumMath.toRadians(50);
  frustum.near = 0.5;
}

export function viewOf(scene: Scene): CameraView {
  const { camera } = scene;
  const { longitude, latitude, height } = camera.positionCartographic;
  const degrees = (radians: number, digits: number) => Number(CesiumMath.toDegrees(radians).toFixed(digits));
  return [
    degrees(longitude, 7),
    degrees(latitude, 7),
    Number(height.toFixed(2)),
    degrees(camera.heading, 2) % 360,
    degrees(camera.pitch, 2),
    degrees(camera.roll, 2) % 360,
  ];
}

function destination([longitude, latitude, height, heading, pitch, roll]: CameraView) {
  return {
    destination: Cartesian3.fromDegrees(longitude, latitude, Math.min(Math.max(height, LOWEST), HIGHEST)),
    orientation: {
      heading: CesiumMath.toRadians(heading),
      pitch: CesiumMath.toRadians(pitch),
      roll: CesiumMath.toRadians(roll),
    },
  };
}

export function setView(scene: Scene, view: CameraView): void {
  scene.camera.cancelFlight();
  scene.camera.setView(destination(view));
}

export function flyTo(scene: Scene, view: CameraView, seconds: number): void {
  if (seconds <= 0) setView(scene, view);
  else scene.camera.flyTo({ ...destination(view), duration: seconds, easingFunction: EasingFunction.QUADRATIC_IN_OUT });
}

/** Longitude, latitude of the ground under a canvas point; null above the horizon. */
export function groundAt(scene: Scene, x: number, y: number): readonly [number, number] | null {
  const point = scene.camera.pickEllipsoid(new Cartesian2(x, y), Ellipsoid.WGS84);
  if (!point) return null;
  const { longitude, latitude } = Cartographic.fromCartesian(point);
  return [CesiumMath.toDegrees(longitude), CesiumMath.toDegrees(latitude)];
}

/** A view of an asset that shows the whole of it: from the side that it faces, a little above. */
export function frameOf(layer: LayerDefinition, table: AssetTable, slot: number): CameraView {
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
  return [lon, lat, Math.max(aim + rise, LOWEST), heading, pitch, 0];
}
