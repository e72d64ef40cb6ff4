import { addPlaces } from './gml-rings.ts';

/** An arc is drawn in steps of this turn, radians. */
const STEP = Math.PI / 18;

/**
 * Places along a `gml:Arc`, a `gml:ArcString` or a CircularString (ISO 13249-3), three numbers each: through each three
 * places, which share their ends, one circle. Where the third is the first, the second lies across from it.
 */
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
  const closed = vx === 0 && vy === 0;
  const twice = 2 * (ux * vy - uy * vx);
  const [uu, vv] = [ux * ux + uy * uy, vx * vx + vy * vy];
  const [mx, my] = closed ? [ux / 2, uy / 2] : [(vy * uu - uy * vv) / twice, (ux * vv - vx * uu) / twice];
  if (!Number.isFinite(mx) || !Number.isFinite(my)) return [...through];
  const angle = (x: number, y: number): number => Math.atan2(y - my, x - mx);
  const from = angle(0, 0);
  const turn = twice > 0 ? 1 : -1;
  const part = (((turn * (angle(vx, vy) - from)) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
  const whole = closed ? 2 * Math.PI : part;
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
