import type { Mount } from '../../domain/mount.ts';
import type { Evidence } from './evidence.ts';
import type { FinalPole } from './final-pole.ts';
import { mountPoint } from './obstacles.ts';
import type { Approach } from './surroundings.ts';

/** A head faces an approach whose drivers come within this angle of its axis, and hangs no farther off, metres. */
export const FACING = 40;
export const SAME_JUNCTION = 90;
/** A signal head as seen from a stop line. */
export interface Head {
  readonly pole: FinalPole;
  readonly mount: Mount;
  readonly distance: number;
  /** Degrees off straight ahead. */
  readonly angle: number;
}

/** Every signal head for vehicles that stands when all is done. */
export function signalsOf({ finalPoles }: Evidence): { readonly pole: FinalPole; readonly mount: Mount }[] {
  return finalPoles.flatMap((pole) =>
    pole.mounts.filter(({ kind }) => kind === 'vehicle-signal').map((mount) => ({ pole, mount })),
  );
}

/** The heads that face an approach, from its stop line. */
export function facing(
  { place }: Evidence,
  { stopLine, bearing }: Approach,
  signals: readonly { readonly pole: FinalPole; readonly mount: Mount }[],
): Head[] {
  const [x, y] = place(...stopLine);
  return signals.flatMap(({ pole, mount }): Head[] => {
    if (turn(mount.azimuth + 180, bearing) > FACING) return [];
    const [hx, hy] = mountPoint(pole, mount);
    const distance = Math.hypot(hx - x, hy - y);
    const angle = turn((Math.atan2(hx - x, hy - y) * 180) / Math.PI, bearing);
    return distance <= SAME_JUNCTION && angle < 90 ? [{ pole, mount, distance, angle }] : [];
  });
}

/** Angle between two bearings, 0–180°. */
export function turn(a: number, b: number): number {
  return Math.abs(((((a - b) % 360) + 540) % 360) - 180);
}
