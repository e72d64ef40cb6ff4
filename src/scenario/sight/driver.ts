import { cuts, type Obstacle, type Point } from './sight-line.ts';

/** Points of a round face that looks along `azimuth` (degrees): its middle and both edges. It is seen when one of them is. */
export function facePoints([x, y, z]: Point, azimuth: number, diameter: number): Point[] {
  const right = ((azimuth + 90) * Math.PI) / 180;
  return [0, -diameter / 2, diameter / 2].map((aside) => [x + aside * Math.sin(right), y + aside * Math.cos(right), z]);
}

/** Whether an eye sees one of the points past all bodies. */
export function sees(eye: Point, points: readonly Point[], bodies: Iterable<Obstacle>): boolean {
  return points.some((point) => {
    for (const body of bodies) if (cuts(body, eye, point)) return false;
    return true;
  });
}
