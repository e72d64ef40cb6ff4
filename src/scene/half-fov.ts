/**
 * The field of view that gives half a screen the height of field of the whole one, radians. Cesium's `fov` is that of the
 * wider side.
 *
 * @param aspect width of the whole screen in heights
 */
export function halfFov(fov: number, aspect: number): number {
  const height = aspect <= 1 ? Math.tan(fov / 2) : Math.tan(fov / 2) / aspect;
  return 2 * Math.atan(aspect / 2 <= 1 ? height : (height * aspect) / 2);
}
