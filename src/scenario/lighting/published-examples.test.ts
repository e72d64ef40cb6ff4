import { describe, expect, test } from 'vitest';
import type { Photometry } from './photometry.ts';
import { illuminanceAt, placeLuminaire } from './placed-luminaire.ts';
import { R3 } from './r3-table.ts';
import { straightRoadFigures } from './road-field.ts';

/** Intensities in cd/klm by C plane, at γ from 0 to 180 in equal steps. */
function optic(planes: readonly (readonly [c: number, intensity: (gamma: number) => number])[]): Photometry {
  const gammas = Float64Array.from({ length: 361 }, (_, index) => index / 2);
  return {
    name: 'example',
    lumens: 1000,
    watts: null,
    gammas,
    cPlanes: Float64Array.from(planes, ([c]) => c),
    intensity: Float64Array.from(planes.flatMap(([, at]) => [...gammas].map(at))),
    provenance: 'published',
    source: 'example',
  };
}

/** B. L. Theraja, A. K. Theraja, A Textbook of Electrical Technology, chapter 49 "Illumination", Examples 49.1 and 49.2. */
describe('Theraja, point by point', () => {
  const uniform = optic([
    [0, () => 1000 / (4 * Math.PI)],
    [360, () => 1000 / (4 * Math.PI)],
  ]);
  const lamp = (height: number) =>
    placeLuminaire({ x: 0, y: 0, height, azimuth: 0, tilt: 0, kilolumens: 1.2, photometry: uniform });

  test('49.1: 1200 lm in all directions 8 m above the plane give 0.76 lm/m² 6 m away', () => {
    expect(illuminanceAt([lamp(8)], 6, 0)).toBeCloseTo(0.764, 3);
  });

  test('49.2: from 10 m the illumination is a tenth of that below the lamp 19.08 m away', () => {
    const below = illuminanceAt([lamp(10)], 0, 0);
    expect(illuminanceAt([lamp(10)], 0, 19.08) / below).toBeCloseTo(0.1, 3);
  });
});

/**
 * NAVEDTRA 14027 (US Navy), "Lighting Intensity Calculations" with Figs. 6-17 to 6-19: street 50 ft wide, one-sided,
 * mounting height 40 ft, luminaire 10 ft over the kerb, 50 000 lm, maintenance factor 0.70. The utilization curve gives
 * 40 % street side (ratio 1.0) and 3 % house side (ratio 0.25); the answer is a spacing of 150 ft for 2 footcandles.
 */
test('NAVEDTRA 14027: at the published spacing a luminaire of the published utilization gives 2 footcandles, point by point', () => {
  const [foot, footcandle] = [0.3048, 10.7639];
  // Of light that falls off as cos γ, a strip as wide as the angle φ seen from the lamp takes ½ sin φ of each side's flux.
  const side = (utilization: number, ratio: number) => {
    const scale = (2 * utilization) / Math.sin(Math.atan(ratio));
    return (gamma: number) => Math.max(0, (1000 * scale * Math.cos((gamma * Math.PI) / 180)) / Math.PI);
  };
  const [street, house] = [side(0.4, 1), side(0.03, 0.25)];
  const { eAv } = straightRoadFigures({
    spacing: 150 * foot,
    // Strips of a field's grid that end below the luminaire, where street side and house side meet.
    lanes: 5,
    laneWidth: 10 * foot,
    rows: [
      {
        across: 10 * foot,
        shift: 0,
        height: 40 * foot,
        faces: 'left',
        tilt: 0,
        kilolumens: 50,
        photometry: optic([
          [0, house],
          [0.001, street],
          [179.999, street],
          [180, house],
          [360, house],
        ]),
      },
    ],
    rTable: R3,
    maintenanceFactor: 0.7,
    observerAge: 23,
  });
  expect(eAv / footcandle).toBeGreaterThan(1.98);
  expect(eAv / footcandle).toBeLessThan(2.03);
});
