import { BoundingSphere, Cartesian3, Matrix4, Transforms } from '@cesium/engine';
import type { AssetTable } from '../domain/asset.ts';
import type { GroundHeight } from '../domain/geo/height-field.ts';

/** An east-north-up frame at a layer's middle: float32 offsets from it are exact to a millimetre across a city. */
export interface LocalPlace {
  readonly toWorld: Matrix4;
  /** Metres east, north, up of the frame's origin, of a point so many metres above the ground there. */
  at(longitude: number, latitude: number, height: number): readonly [x: number, y: number, z: number];
}

/** The frame at a point of the ellipsoid, over `ground`. */
export function localPlace(longitude: number, latitude: number, ground: GroundHeight): LocalPlace {
  const toWorld = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(longitude, latitude));
  const toLocal = Matrix4.inverseTransformation(toWorld, new Matrix4());
  const scratch = new Cartesian3();
  return {
    toWorld,
    at(lon, lat, height) {
      Matrix4.multiplyByPoint(
        toLocal,
        Cartesian3.fromDegrees(lon, lat, ground(lon, lat) + height, undefined, scratch),
        scratch,
      );
      return [scratch.x, scratch.y, scratch.z];
    },
  };
}

/** The frame of a layer: at the middle of its assets' extent. An empty layer has its frame at 0°, 0°. */
export function layerPlace(table: AssetTable, ground: GroundHeight): LocalPlace {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (let slot = 0; slot < table.count; slot++) {
    const [lon, lat] = [table.positions[3 * slot]!, table.positions[3 * slot + 1]!];
    if (Number.isNaN(lon)) continue;
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return west > east ? localPlace(0, 0, ground) : localPlace((west + east) / 2, (south + north) / 2, ground);
}

/** World bounds of local points (3 a point, `stride` numbers apart). */
export function boundsOf(place: LocalPlace, points: Float32Array, stride: number, margin: number): BoundingSphere {
  const sphere = BoundingSphere.fromVertices(points as unknown as number[], Cartesian3.ZERO, stride);
  sphere.radius += margin;
  return BoundingSphere.transform(sphere, place.toWorld, sphere);
}
