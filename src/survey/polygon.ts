import type { Path } from '../domain/asset.ts';

/** Even–odd rule in degrees; exact for a ring a few kilometres wide. */
export function insideRing(ring: Path, [longitude, latitude]: readonly [number, number]): boolean {
  let within = false;
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length] as readonly [number, number];
    if (y1 > latitude !== y2 > latitude && longitude < x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1)) within = !within;
  });
  return within;
}
