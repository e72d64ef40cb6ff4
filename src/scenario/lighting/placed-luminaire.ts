import { intensityAt, type Photometry } from './photometry.ts';

/** Where a luminaire hangs and how it shines, in metres of a plane with x east and y north. */
export interface LuminairePlace {
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

/** A luminaire in its place, its axes worked out once. */
export interface PlacedLuminaire extends LuminairePlace {
  readonly frontX: number;
  readonly frontY: number;
  readonly cosTilt: number;
  readonly sinTilt: number;
  /** Nothing can come between it and the carriageway. */
  readonly clear?: true;
}

export function placeLuminaire<Place extends LuminairePlace>(place: Place): Place & PlacedLuminaire {
  const azimuth = (place.azimuth * Math.PI) / 180;
  const tilt = (place.tilt * Math.PI) / 180;
  return {
    ...place,
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
export function candelaTowards(luminaire: PlacedLuminaire, dx: number, dy: number, down: number): number {
  // hot: once a luminaire and point
  const { frontX, frontY, cosTilt, sinTilt } = luminaire;
  const front = dx * frontX + dy * frontY;
  const along = dx * frontY - dy * frontX;
  const b = front * cosTilt - down * sinTilt;
  const n = down * cosTilt + front * sinTilt;
  const c = (Math.atan2(b, along) * 180) / Math.PI;
  const gamma = (Math.atan2(Math.sqrt(along * along + b * b), n) * 180) / Math.PI;
  return luminaire.kilolumens * intensityAt(luminaire.photometry, c, gamma);
}

/** Horizontal illuminance at a point of the road, lx, initial: E = Σ I h / d³, that is I cos³γ / h² (CIE 140 §4). */
export function illuminanceAt(luminaires: readonly PlacedLuminaire[], x: number, y: number): number {
  // hot: once a point
  let lux = 0;
  for (const luminaire of luminaires) {
    const dx = x - luminaire.x;
    const dy = y - luminaire.y;
    const h = luminaire.height;
    const d2 = dx * dx + dy * dy + h * h;
    lux += (candelaTowards(luminaire, dx, dy, h) * h) / (d2 * Math.sqrt(d2));
  }
  return lux;
}
