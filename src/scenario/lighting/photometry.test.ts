import { describe, expect, test } from 'vitest';
import { axialOptic, LAMBERTIAN, luminaireAtOrigin } from './fixture/sources.ts';
import { genericOptic, OPTIC_LIMITS, type OpticKind } from './generic-optics.ts';
import { fluxOf, intensityAt } from './photometry.ts';
import { illuminanceAt } from './placed-luminaire.ts';

const KINDS: readonly OpticKind[] = ['cutoff', 'semi-cutoff'];

describe('inverse-square and cosine law (CIE 140-2000 §4, E = I cos³γ / h²)', () => {
  const candela = axialOptic(() => 1000);
  test('1000 cd straight down from 10 m is 10 lx, from 5 m 40 lx', () => {
    expect(illuminanceAt([luminaireAtOrigin(candela)], 0, 0)).toBeCloseTo(10, 9);
    expect(illuminanceAt([luminaireAtOrigin(candela, { height: 5 })], 0, 0)).toBeCloseTo(40, 9);
  });
  test.each([30, 45, 60])('at γ = %d° it is cos³γ of that', (gamma) => {
    const x = 10 * Math.tan((gamma * Math.PI) / 180);
    expect(illuminanceAt([luminaireAtOrigin(candela)], x, 0)).toBeCloseTo(
      10 * Math.cos((gamma * Math.PI) / 180) ** 3,
      9,
    );
  });
  test('sources add up, and a second one alike doubles the light', () => {
    const one = luminaireAtOrigin(candela);
    expect(illuminanceAt([one, one], 3, 4)).toBeCloseTo(2 * illuminanceAt([one], 3, 4), 9);
  });
});

describe('flux is conserved over an infinite plane (∫ E dA = downward flux, within 0.5 %)', () => {
  /** ∫ E dA over a disc of tan 89.9° heights, rings spaced evenly in γ. */
  const caught = (photometry: Parameters<typeof luminaireAtOrigin>[0]) => {
    const luminaire = [luminaireAtOrigin(photometry)];
    const [rings, sectors] = [720, 72];
    let flux = 0;
    for (let ring = 0; ring < rings; ring++) {
      const [a, b] = [ring, ring + 1].map((each) => 10 * Math.tan((((each * 89.9) / rings) * Math.PI) / 180)) as [
        number,
        number,
      ];
      const r = 10 * Math.tan(((((ring + 0.5) * 89.9) / rings) * Math.PI) / 180);
      for (let sector = 0; sector < sectors; sector++) {
        const turn = ((sector + 0.5) * 2 * Math.PI) / sectors;
        flux +=
          (illuminanceAt(luminaire, r * Math.sin(turn), r * Math.cos(turn)) * Math.PI * (b * b - a * a)) / sectors;
      }
    }
    return flux;
  };
  test('a Lambertian source of 1000 lm', () => {
    expect(fluxOf(LAMBERTIAN)).toBeCloseTo(1000, 0);
    expect(Math.abs(caught(LAMBERTIAN) / 1000 - 1)).toBeLessThan(0.005);
  });
  test.each(KINDS)('the generic %s optic', (kind) => {
    expect(fluxOf(genericOptic(kind), 90)).toBeCloseTo(1000, 6);
    expect(Math.abs(caught(genericOptic(kind)) / 1000 - 1)).toBeLessThan(0.005);
  });
});

describe('generic street optics keep the limits of their kind (CJJ 45-2015 chapter 2)', () => {
  test.each(KINDS)('%s', (kind) => {
    const optic = genericOptic(kind);
    const greatest = (gamma: number) =>
      Math.max(...Array.from({ length: 360 }, (_, c) => intensityAt(optic, c, gamma)));
    const limits = OPTIC_LIMITS[kind];
    expect(greatest(80)).toBeLessThanOrEqual(limits.at80);
    expect(greatest(90)).toBeLessThanOrEqual(limits.at90);
    const peak = Array.from({ length: 91 }, (_, gamma) => gamma).reduce((a, b) => (greatest(b) > greatest(a) ? b : a));
    expect(peak).toBeLessThanOrEqual(limits.peak);
    expect(peak).toBeGreaterThan(45);
    // More light towards the road than behind the pole, and the same to both sides.
    expect(intensityAt(optic, 60, 50)).toBeGreaterThan(2 * intensityAt(optic, 300, 50));
    expect(intensityAt(optic, 20, 60)).toBeCloseTo(intensityAt(optic, 160, 60), 6);
  });
});

describe('placing a luminaire', () => {
  const optic = genericOptic('cutoff');
  test('turning it turns its light', () => {
    const facing = (azimuth: number) => luminaireAtOrigin(optic, { azimuth });
    expect(illuminanceAt([facing(90)], 8, 0)).toBeCloseTo(illuminanceAt([facing(0)], 0, 8), 9);
    expect(illuminanceAt([facing(0)], 0, 8)).toBeGreaterThan(illuminanceAt([facing(0)], 0, -8));
  });
  test('tilting it throws light farther across and less behind', () => {
    const tilted = luminaireAtOrigin(optic, { tilt: 10 });
    expect(illuminanceAt([tilted], 0, 26)).toBeGreaterThan(illuminanceAt([luminaireAtOrigin(optic)], 0, 26));
    expect(illuminanceAt([tilted], 0, -8)).toBeLessThan(illuminanceAt([luminaireAtOrigin(optic)], 0, -8));
  });
  test('an axial source tilted by 30° lights a point 30° off its axis as if that were its axis', () => {
    const spot = axialOptic((gamma) => Math.max(0, 100 - gamma));
    const at = 10 * Math.tan(Math.PI / 6);
    const d = 10 / Math.cos(Math.PI / 6);
    expect(illuminanceAt([luminaireAtOrigin(spot, { tilt: 30 })], 0, at)).toBeCloseTo((100 * 10) / d ** 3, 9);
  });
});

test('intensities between measured directions are bilinear', () => {
  const optic = {
    ...axialOptic(() => 0),
    gammas: Float64Array.from([0, 30, 90]),
    cPlanes: Float64Array.from([0, 90, 360]),
    intensity: Float64Array.from([100, 200, 0, 100, 400, 0, 100, 200, 0]),
  };
  expect(intensityAt(optic, 0, 15)).toBe(150);
  expect(intensityAt(optic, 45, 30)).toBe(300);
  expect(intensityAt(optic, 45, 60)).toBe(150);
  expect(intensityAt(optic, -270, 30)).toBe(400);
  expect(intensityAt(optic, 225, 30)).toBe(300);
  expect(intensityAt(optic, 0, 91)).toBe(0);
});
