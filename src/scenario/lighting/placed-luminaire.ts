import { intensityAt, type Photometry } from './photometry.ts';

/** A luminaire in its place, in metres of a plane with x east and y north. */
export interface PlacedLuminaire {
  readonly x: number;
  readonly y: number;
  /** Of its optical centre above the road. */
  readonly height: number;
  /** Degrees clockwise from y that C90 points to: from the pole towards the road. */
  readonly azimuth: number;
  /** Degrees that its front is lifted. */
  readonly tilt: number;
  /** Rated flux that the photometry is relative to, klm; initial, before dimming and maintenance. */
  readonly kilolumens: number;
  readonly photometry: Photometry;
}

/** Axes of a luminaire, worked out once. */
export interface Aim {
  readonly frontX: number;
  readonly frontY: number;
  readonly cosTilt: number;
  readonly sinTilt: number;
}

export function aimOf(luminaire: Pick<PlacedLuminaire, 'azimuth' | 'tilt'>): Aim {
  const azimuth = (luminaire.azimuth * Math.PI) / 180;
  const tilt = (luminaire.tilt * Math.PI) / 180;
  return {
    frontX: Math.sin(azimuth),
    frontY: Math.cos(azimuth),
    cosTilt: Math.cos(tilt),
    sinTilt: Math.sin(tilt),
  };
}

/**
 * Intensity in candela from the luminaire towards a point dx, dy metres away and `down` metres below it, initial.
 * Coordinate rotation for tilt: CIE 140 §3.
 */
export function candelaTowards(luminaire: PlacedLuminaire, aim: Aim, dx: number, dy: number, down: number): number {
  // hot: once a luminaire and point
  const front = dx * aim.frontX + dy * aim.frontY;
  const along = dx * aim.frontY - dy * aim.frontX;
  const b = front * aim.cosTilt - down * aim.sinTilt;
  const n = down * aim.cosTilt + front * aim.sinTilt;
  const c = (Math.atan2(b, along) * 180) / Math.PI;
  const gamma = (Math.atan2(Math.hypot(along, b), n) * 180) / Math.PI;
  return luminaire.kilolumens * intensityAt(luminaire.photometry, c, gamma);
}

/** Horizontal illuminance at a point of the road, lx, initial: E = Σ I h / d³, that is I cos³γ / h² (CIE 140 §4). */
export function illuminanceAt(luminaires: readonly PlacedLuminaire[], x: number, y: number): number {
  let lux = 0;
  for (const luminaire of luminaires) {
    const dx = x - luminaire.x;
    const dy = y - luminaire.y;
    const d2 = dx * dx + dy * dy + luminaire.height * luminaire.height;
    const candela = candelaTowards(luminaire, aimOf(luminaire), dx, dy, luminaire.height);
    lux += (candela * luminaire.height) / (d2 * Math.sqrt(d2));
  }
  return lux;
}
