/** WGS-84: semi-major axis in metres and first eccentricity squared. */
export const A = 6378137;
export const E2 = 0.0066943799901413165;
export const RAD = Math.PI / 180;

/** Column-major 4×4, as glTF and 3D Tiles write it. */
export type Matrix4 = readonly number[];

/** Earth-centred position in metres of longitude°, latitude°, height m above the ellipsoid. */
export function toEarthCentred(longitude: number, latitude: number, height: number): [number, number, number] {
  const [lambda, phi] = [longitude * RAD, latitude * RAD];
  const n = A / Math.sqrt(1 - E2 * Math.sin(phi) ** 2);
  const r = (n + height) * Math.cos(phi);
  return [r * Math.cos(lambda), r * Math.sin(lambda), (n * (1 - E2) + height) * Math.sin(phi)];
}

/** The frame east, north, up at a point of the ellipsoid, as the matrix that takes it to Earth-centred. */
export function eastNorthUp(longitude: number, latitude: number): Matrix4 {
  const [lambda, phi] = [longitude * RAD, latitude * RAD];
  const [sl, cl, sp, cp] = [Math.sin(lambda), Math.cos(lambda), Math.sin(phi), Math.cos(phi)];
  const [x, y, z] = toEarthCentred(longitude, latitude, 0);
  return [-sl, cl, 0, 0, -sp * cl, -sp * sl, cp, 0, cp * cl, cp * sl, sp, 0, x, y, z, 1];
}

/** The product `a · b`. */
export function multiply(a: Matrix4, b: Matrix4): Matrix4 {
  const product: number[] = [];
  for (let column = 0; column < 4; column++)
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += (a[4 * k + row] as number) * (b[4 * column + k] as number);
      product.push(sum);
    }
  return product;
}

/** The inverse of a rotation with translation. */
export function invertRigid(m: Matrix4): Matrix4 {
  const at = (i: number): number => m[i] as number;
  const back = (row: number): number => -(at(4 * row) * at(12) + at(4 * row + 1) * at(13) + at(4 * row + 2) * at(14));
  return [at(0), at(4), at(8), 0, at(1), at(5), at(9), 0, at(2), at(6), at(10), 0, back(0), back(1), back(2), 1];
}

/** `matrix · (x, y, z, 1)`. */
export function transformPoint(m: Matrix4, x: number, y: number, z: number): [number, number, number] {
  const row = (r: number): number =>
    (m[r] as number) * x + (m[4 + r] as number) * y + (m[8 + r] as number) * z + (m[12 + r] as number);
  return [row(0), row(1), row(2)];
}

/** glTF has y up: (east, north, up) is stored as (east, up, -north). This matrix takes z-up to y-up. */
const Y_UP: Matrix4 = [1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1];
const Z_UP: Matrix4 = [1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1];

/** The y-up form of a transform between z-up frames. */
export function asYUp(matrix: Matrix4): Matrix4 {
  return multiply(Y_UP, multiply(matrix, Z_UP));
}
