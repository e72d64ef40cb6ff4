import { type Corner, type ModelGeometry, triangulateFaces } from './cityjson-faces.ts';

/** A face that tells the upper edge of a building, not its foot. */
const ROOF = /^Roof/;
/** Heights of one flat face differ by less, metres. */
const FLAT = 0.5;

/** Whether a geometry is level of detail 0 and lies flat: a footprint or a roof edge, which stands for a whole building. */
export function isFootprint({ lod, faces, corners }: ModelGeometry): boolean {
  if (!(Number.parseFloat(lod) < 1)) return false;
  return faces.every(({ rings }) => {
    const heights = rings.flat().map((index) => corners[index]?.z ?? Number.NaN);
    return Math.max(...heights) - Math.min(...heights) < FLAT;
  });
}

/**
 * Walls and lid of a building of `height` metres over its footprint, or below its roof edge where the file tells only that:
 * nine numbers a triangle, longitude, latitude, height, faces outwards.
 */
export function raisedFootprint({ faces, corners }: ModelGeometry, height: number): number[] {
  const feet = faces.filter(({ semantic }) => !ROOF.test(semantic ?? ''));
  const down = feet.length === 0;
  return (down ? faces : feet).flatMap(({ rings }) => {
    const outlines = rings.map((ring, i) =>
      turned(
        ring.map((index) => corners[index] as Corner),
        i === 0,
      ),
    );
    const all = outlines.flat();
    const level = all.reduce((sum, { z }) => sum + z, 0) / all.length;
    const [low, high] = down ? [level - height, level] : [level, level + height];
    let start = 0;
    const numbered = outlines.map((ring) => ring.map(() => start++));
    const lid = triangulateFaces(
      [numbered],
      all.map((corner) => ({ ...corner, z: high })),
      (index) => {
        throw new RangeError(`corner ${index} is missing`);
      },
    );
    return [...lid, ...outlines.flatMap((ring) => walls(ring, low, high))];
  });
}

function walls(ring: readonly Corner[], low: number, high: number): number[] {
  return ring.flatMap((a, i) => {
    const b = ring[(i + 1) % ring.length] as Corner;
    const at = ({ longitude, latitude }: Corner, z: number): number[] => [longitude, latitude, z];
    return [...at(a, low), ...at(b, low), ...at(b, high), ...at(a, low), ...at(b, high), ...at(a, high)];
  });
}

/** An outline counter-clockwise from above, a hole clockwise. */
function turned(ring: readonly Corner[], outer: boolean): readonly Corner[] {
  const twice = ring.reduce((sum, a, i) => {
    const b = ring[(i + 1) % ring.length] as Corner;
    return sum + a.x * b.y - b.x * a.y;
  }, 0);
  return twice > 0 === outer ? ring : ring.toReversed();
}
