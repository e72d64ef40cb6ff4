type Point = readonly [x: number, y: number];

/**
 * Whether a point lies inside a ring, by the even–odd rule; open or closed ring. Planar: metres, or degrees where the ring is
 * no more than a few kilometres wide.
 */
export function insideRing([x, y]: Point, ring: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i] as Point;
    const [bx, by] = ring[j] as Point;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
