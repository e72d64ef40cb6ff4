/** An arc is drawn in steps of this turn, radians. */
const STEP = Math.PI / 18;

/** Numbers of a `posList`, `pos`, `coordinates` or corner. */
export function numbersOf(text: string): number[] {
  return text
    .trim()
    .split(/[\s,]+/)
    .map(Number);
}

/** How many coordinates a position of `coordinates` has; its tuples are divided by spaces, their numbers by commas. */
export function tupleWidth(text: string): number {
  return (/^\s*(\S+)/.exec(text)?.[1] ?? '').split(',').length;
}

/**
 * Numbers as places of three, height 0 where positions have two. `told` is the dimension that the file gives, `usual` the one of
 * its coordinate system: a list that does not divide by it has the other.
 */
export function places(numbers: readonly number[], told: number | undefined, usual: number): number[] {
  const fits = numbers.length % usual === 0 ? usual : numbers.length % 2 === 0 ? 2 : 3;
  const width = told ?? fits;
  if (width === 3) return [...numbers];
  const out: number[] = [];
  for (let i = 0; i + width <= numbers.length; i += width) out.push(numbers[i] as number, numbers[i + 1] as number, 0);
  return out;
}

/** Adds places to a ring; the first is left out where the ring has come to it already, as the pieces of a curve do. */
export function addPlaces(ring: number[], more: readonly number[]): void {
  const repeats = ring.length > 0 && more.length >= 3 && same(ring, ring.length - 3, more, 0);
  for (let i = repeats ? 3 : 0; i < more.length; i++) ring.push(more[i] as number);
}

/** Whether two places are one. */
export function same(a: readonly number[], i: number, b: readonly number[], k: number): boolean {
  return a[i] === b[k] && a[i + 1] === b[k + 1] && a[i + 2] === b[k + 2];
}

/** Places along a `gml:Arc` or `gml:ArcString`: through each three places, which share their ends, one circle. */
export function arcPlaces(numbers: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = 0; i + 9 <= numbers.length; i += 6) addPlaces(out, oneArc(numbers.slice(i, i + 9)));
  return out;
}

type Nine = [number, number, number, number, number, number, number, number, number];

function oneArc(through: readonly number[]): number[] {
  const [x0, y0, z0, bx, by, , cx, cy, cz] = through as unknown as Nine;
  // Circumcentre, counted from the first place: sums of squares of map coordinates would lose the centimetres.
  const [ux, uy] = [bx - x0, by - y0];
  const [vx, vy] = [cx - x0, cy - y0];
  const twice = 2 * (ux * vy - uy * vx);
  const [uu, vv] = [ux * ux + uy * uy, vx * vx + vy * vy];
  const [mx, my] = [(vy * uu - uy * vv) / twice, (ux * vv - vx * uu) / twice];
  if (!Number.isFinite(mx) || !Number.isFinite(my)) return [...through];
  const angle = (x: number, y: number): number => Math.atan2(y - my, x - mx);
  const from = angle(0, 0);
  const turn = twice > 0 ? 1 : -1;
  const whole = (((turn * (angle(vx, vy) - from)) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
  const radius = Math.hypot(mx, my);
  const steps = Math.max(2, Math.ceil(whole / STEP));
  const out = [x0, y0, z0];
  for (let s = 1; s < steps; s++) {
    const at = from + (turn * whole * s) / steps;
    out.push(x0 + mx + radius * Math.cos(at), y0 + my + radius * Math.sin(at), z0 + ((cz - z0) * s) / steps);
  }
  out.push(cx, cy, cz);
  return out;
}
