import { OBSERVER } from './field-grid.ts';
import { candelaTowards, type PlacedLuminaire } from './placed-luminaire.ts';

/** Luminaires higher than this above the line of sight are hidden by the roof of the car, degrees (CIE 140 §7). */
const SCREEN = 20;
/** Metres ahead beyond which luminaires no longer count (EN 13201-3 §8.4). */
const GLARE_REACH = 500;
/** Below this angle from the line of sight the formula does not hold, degrees. */
const NEAREST = 1.5;

/**
 * Equivalent veiling luminance of one eye, cd/m²: Lv = k Σ E/θ², with k = 9.86 (1 + (age/66.4)⁴), 10 at 23 years
 * (CIE 140 §7, EN 13201-3 §8.4). The line of sight runs 1° below the horizontal along the road.
 *
 * @param eye where the eye is, metres
 * @param heading unit vector of the line of sight on the plan
 * @param initial flux as new: glare is judged on the first day
 */
export function veilingLuminance(
  eye: readonly [x: number, y: number],
  heading: readonly [x: number, y: number],
  luminaires: readonly PlacedLuminaire[],
  ageYears: number,
): number {
  const sight = Math.PI / 180;
  const [cosSight, sinSight] = [Math.cos(sight), Math.sin(sight)];
  const screen = Math.tan((SCREEN * Math.PI) / 180);
  let sum = 0;
  for (const luminaire of luminaires) {
    const dx = luminaire.x - eye[0];
    const dy = luminaire.y - eye[1];
    const ahead = dx * heading[0] + dy * heading[1];
    if (ahead <= 0 || ahead > GLARE_REACH) continue;
    const up = luminaire.height - OBSERVER.height;
    // The screen is a plane through the eye's horizontal crossways axis, 20° up.
    if (up > ahead * screen) continue;
    const d2 = dx * dx + dy * dy + up * up;
    const distance = Math.sqrt(d2);
    const cosTheta = Math.min(1, (ahead * cosSight - up * sinSight) / distance);
    const theta = Math.max(NEAREST, (Math.acos(cosTheta) * 180) / Math.PI);
    if (theta > 60) continue;
    // On the plane across the line of sight.
    const lux = (candelaTowards(luminaire, -dx, -dy, up) * cosTheta) / d2;
    sum += lux / (theta * theta);
  }
  return ageFactor(ageYears) * sum;
}

/** Metres from the field's start to the eye's first place: where the roof first uncovers that luminaire (CIE 140 §7). */
export function glareStart(luminaireHeight: number): number {
  return -2.75 * (luminaireHeight - OBSERVER.height);
}

/** k of the veiling luminance for an observer of `years`. */
export function ageFactor(years: number): number {
  return 9.86 * (1 + (years / 66.4) ** 4);
}

/**
 * Threshold increment in %: 65 Lv/L^0.8 for road luminances of 0.05 to 5 cd/m², 95 Lv/L^1.05 above (CIE 140 §7).
 * Undefined below, where no adaptation is known: null.
 */
export function thresholdIncrement(veiling: number, roadLuminance: number): number | null {
  if (roadLuminance < 0.05) return null;
  return roadLuminance <= 5 ? (65 * veiling) / roadLuminance ** 0.8 : (95 * veiling) / roadLuminance ** 1.05;
}
