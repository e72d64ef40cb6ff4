import type { Mount } from '../mount.ts';
import type { PoleClass } from '../pole-class.ts';
import { ROLE_EMITTER } from './mesh.ts';
import { PAINT } from './paint.ts';
import type { Draft, Point } from './solid.ts';

/** What a mount's body must know of the pole that carries it. */
export interface Carrier {
  /** Shaft radius in metres at a height in metres. */
  readonly radius: (z: number) => number;
  /** 1 in the city, 2 in the close-up: multiplies the sides of round bodies. */
  readonly fineness: 1 | 2;
  readonly poleClass?: PoleClass;
  /** Name of its road, written on the name plates that stand along it. */
  readonly road?: string;
  /** Degrees clockwise from north that it faces. */
  readonly heading?: number;
}

/** A mount's body under construction, in its own frame: the origin on the carrier's axis, +y the way it faces. */
export interface Site {
  readonly draft: Draft;
  readonly mount: Mount;
  readonly carrier: Carrier;
  /** Radius of what it hangs on, metres. */
  readonly r: number;
  /** Close-up: small pieces that nobody sees from a car. */
  readonly fine: boolean;
  /** Sides of a round body. */
  readonly round: (sides: number) => number;
}

export const ARM = { color: PAINT.arm };
export const DARK = { color: PAINT.dark };
export const CASING = { color: PAINT.casing };
export const GLASS = { color: PAINT.glass };
export const STEEL = { color: PAINT.steel };
export const ZINC = { color: PAINT.galvanised };
export const WHITE = { color: PAINT.signWhite };
export const BLUE = { color: PAINT.signBlue };
export const LIGHT = { color: PAINT.lens, role: ROLE_EMITTER };

/** A point straight before the carrier's axis. */
export function ahead(y: number, z: number): Point {
  return [0, y, z];
}
