import { describe, expect, test } from 'vitest';
import { lanesFrom, pointsAcross, pointsAlong } from './field-grid.ts';
import { axialOptic, LAMBERTIAN, luminaireAtOrigin } from './fixture/sources.ts';
import { genericOptic } from './generic-optics.ts';
import { ageFactor, thresholdIncrement, veilingLuminance } from './glare.ts';
import { averageCoefficient, parseRTable, type RTable, reducedCoefficient, scaledTo } from './r-table.ts';
import { R3 } from './r3-table.ts';
import { type StraightRoad, straightRoadFigures } from './road-field.ts';
import { litPoint, luminanceOf } from './road-luminance.ts';
import { judgeFigures } from './road-targets.ts';

describe('grid (CIE 140-2000 §5.1, EN 13201-3 §7.1)', () => {
  test('10 points up to 30 m, then the least number no farther than 3 m apart', () => {
    expect([20, 30, 30.1, 33, 36, 36.1].map((s) => pointsAlong(s).length)).toEqual([10, 10, 11, 11, 12, 13]);
  });
  test('the first point is half a step in, the last half a step before the next luminaire', () => {
    const points = pointsAlong(33);
    expect(points[0]).toBeCloseTo(1.5, 9);
    expect(points.at(-1)).toBeCloseTo(31.5, 9);
  });
  test('three points a lane: a sixth of its width from the edges and its centre', () => {
    const [lane] = lanesFrom(1.5, 3, 3.6, 1);
    expect(pointsAcross(lane!).map((at) => Math.round(at * 1e6) / 1e6)).toEqual([2.1, 3.3, 4.5]);
  });
  test('a field of no length is refused', () => {
    expect(() => pointsAlong(0)).toThrow('must be longer than 0');
  });
});

describe('road surface R3 (CIE 144: Q0 = 0.07, S1 = 1.11, S2 = 2.38)', () => {
  test('its published parameters follow from its table', () => {
    const r0 = reducedCoefficient(R3, 0, 0);
    expect(reducedCoefficient(R3, 2, 0) / r0).toBeCloseTo(1.11, 2);
    expect(0.07 / r0).toBeCloseTo(2.38, 2);
    expect(averageCoefficient(R3)).toBeCloseTo(0.07, 4);
  });
  test('scaled to another Q0', () => {
    const dark = scaledTo(R3, 0.05);
    expect(averageCoefficient(dark)).toBeCloseTo(0.05, 9);
    expect(reducedCoefficient(dark, 2, 0) / reducedCoefficient(dark, 0, 0)).toBeCloseTo(1.109, 3);
  });
  test('between its values it is bilinear, beyond them there is no light', () => {
    expect(reducedCoefficient(R3, 0.125, 0) * 1e4).toBeCloseTo((294 + 326) / 2, 9);
    expect(reducedCoefficient(R3, 1, 12.5) * 1e4).toBeCloseTo((326 + 276) / 2, 9);
    expect(reducedCoefficient(R3, 12.1, 0)).toBe(0);
  });
});

/** A perfectly diffuse road of reflectance ρ: q = ρ/π in every direction, r = q cos³γ. */
function matt(reflectance: number): RTable {
  const tangents = Float64Array.from({ length: 481 }, (_, index) => index / 40);
  const betas = Float64Array.from([0, 90, 180]);
  const values = Float64Array.from(
    [...tangents].flatMap((t) => Array(3).fill(reflectance / Math.PI / (1 + t * t) ** 1.5)),
  );
  return { name: 'matt', tangents, betas, values, provenance: 'illustrative', source: 'Lambert' };
}

describe('luminance (CIE 140-2000 §6, L = Σ I r / h²)', () => {
  test('a perfectly diffuse road shows L = ρE/π from everywhere', () => {
    const point = litPoint(4, 12, [luminaireAtOrigin(LAMBERTIAN, { kilolumens: 20 })]);
    for (const observer of [
      [0, -60],
      [4, -50],
      [30, 90],
    ] as const)
      expect(luminanceOf(point, observer, matt(0.2))).toBeCloseTo((0.2 * point.lux) / Math.PI, 3);
  });
  test('R3 shines towards the observer: a luminaire behind the point gives more than one in front', () => {
    const beyond = litPoint(0, -20, [luminaireAtOrigin(LAMBERTIAN)]);
    const before = litPoint(0, 20, [luminaireAtOrigin(LAMBERTIAN)]);
    expect(beyond.lux).toBeCloseTo(before.lux, 9);
    expect(luminanceOf(beyond, [0, -80], R3)).toBeGreaterThan(4 * luminanceOf(before, [0, -40], R3));
  });
});

describe('glare (CIE 140-2000 §7, EN 13201-3 §8.4)', () => {
  test('k is 10 for an observer of 23 years and 50 % more at 56', () => {
    expect(ageFactor(23)).toBeCloseTo(10, 1);
    expect(ageFactor(56)).toBeCloseTo(9.86 * (1 + (56 / 66.4) ** 4), 9);
  });
  test('TI = 65 Lv / L^0.8, and 95 Lv / L^1.05 above 5 cd/m²', () => {
    expect(thresholdIncrement(0.2, 1)).toBeCloseTo(13, 9);
    expect(thresholdIncrement(0.2, 2)).toBeCloseTo(13 / 2 ** 0.8, 9);
    expect(thresholdIncrement(0.2, 10)).toBeCloseTo((95 * 0.2) / 10 ** 1.05, 9);
    expect(thresholdIncrement(0.2, 0.01)).toBeNull();
  });
  test('one source worked by hand: 40 m ahead, 8.5 m above the eye, 1000 cd', () => {
    const source = luminaireAtOrigin(axialOptic(() => 1000));
    const theta = (Math.atan2(8.5, 40) * 180) / Math.PI + 1;
    const lux = (1000 * Math.cos((theta * Math.PI) / 180)) / (40 ** 2 + 8.5 ** 2);
    expect(veilingLuminance([0, -40], [0, 1], [source], 23)).toBeCloseTo((ageFactor(23) * lux) / theta ** 2, 9);
  });
  test('the roof of the car hides what stands higher than 20°, and nothing behind counts', () => {
    const source = luminaireAtOrigin(axialOptic(() => 1000));
    expect(veilingLuminance([0, -23], [0, 1], [source], 23)).toBe(0);
    expect(veilingLuminance([0, -24], [0, 1], [source], 23)).toBeGreaterThan(0);
    expect(veilingLuminance([0, 40], [0, 1], [source], 23)).toBe(0);
  });
});

const road = (change: Partial<StraightRoad> = {}): StraightRoad => {
  const row = { height: 12, tilt: 0, kilolumens: 24, photometry: genericOptic('semi-cutoff'), shift: 0 };
  return {
    spacing: 33,
    lanes: 6,
    laneWidth: 4,
    rows: [
      { ...row, across: 0.5, faces: 'left' },
      { ...row, across: 23.5, faces: 'right' },
    ],
    rTable: R3,
    maintenanceFactor: 0.7,
    observerAge: 23,
    ...change,
  };
};

describe('a straight road', () => {
  test('average illuminance is the luminous flux that lands on it: E_av = η Φ MF N / (W S)', () => {
    // η by counting the light of one pair of lamps on an endless carriageway, 1 m at a time: the flux method of CJJ 45.
    const [right, left] = road().rows;
    let landed = 0;
    for (let y = -400; y <= 400; y++)
      for (let x = 0.25; x < 24; x += 0.5)
        for (const row of [right!, left!])
          landed +=
            litPoint(-x, y, [
              luminaireAtOrigin(row.photometry, {
                x: -row.across,
                height: 12,
                azimuth: row.faces === 'left' ? 270 : 90,
                kilolumens: 24,
              }),
            ]).lux * 0.5;
    const utilisation = landed / 48_000;
    expect(utilisation).toBeGreaterThan(0.3);
    expect(utilisation).toBeLessThan(0.7);
    const expected = (utilisation * 24_000 * 0.7 * 2) / (24 * 33);
    expect(Math.abs(straightRoadFigures(road()).eAv / expected - 1)).toBeLessThan(0.01);
  });

  test('worked example of the domain reference §4.5: η 0.45, Φ 24 000 lm, MF 0.70, N 2, W 24 m, S 33 m → 19.1 lx', () => {
    // The generic optic's light is scaled to the example's utilisation; the point method must then give its average.
    const figures = straightRoadFigures(road());
    const utilisation = (figures.eAv * 24 * 33) / (24_000 * 0.7 * 2);
    const kilolumens = (24 * 0.45) / utilisation;
    const rows = road().rows.map((row) => ({ ...row, kilolumens }));
    expect(straightRoadFigures(road({ rows })).eAv).toBeCloseTo(19.1, 1);
    const brighter = rows.map((row) => ({ ...row, kilolumens: (kilolumens * 26) / 24 }));
    expect(straightRoadFigures(road({ rows: brighter })).eAv).toBeCloseTo(20.7, 1);
  });

  test('doubled flux doubles E and L but no ratio', () => {
    const lit = (kilolumens: number) =>
      straightRoadFigures(road({ rows: road().rows.map((row) => ({ ...row, kilolumens })) }));
    const [once, twice] = [lit(10), lit(20)] as const;
    expect(twice.eAv).toBeCloseTo(2 * once.eAv, 9);
    expect(twice.lAv).toBeCloseTo(2 * (once.lAv as number), 9);
    expect([twice.uE, twice.u0, twice.uL]).toEqual([once.uE, once.u0, once.uL].map((each) => expect.closeTo(each!, 9)));
    // TI grows with the flux to the power of 0.2 only.
    expect(twice.ti).toBeCloseTo((once.ti as number) * 2 ** 0.2, 6);
  });

  test('wider spacing is darker and less even; a staggered row is more even than one side alone', () => {
    const [near, wide] = [road({ spacing: 30 }), road({ spacing: 45 })].map(straightRoadFigures);
    expect(wide!.eAv).toBeLessThan(near!.eAv);
    expect(wide!.uE).toBeLessThan(near!.uE);
    const one = straightRoadFigures(road({ rows: road().rows.slice(0, 1) }));
    const staggered = straightRoadFigures(
      road({ rows: road().rows.map((row, index) => ({ ...row, shift: index * 16.5, kilolumens: 12 })) }),
    );
    expect(staggered.uE).toBeGreaterThan(one.uE);
  });

  test('conversion is that of asphalt, 10 to 20 lx a cd/m² (domain reference §4.5: about 15)', () => {
    const figures = straightRoadFigures(road());
    const ratio = figures.eAv / (figures.lAv as number);
    expect(ratio).toBeGreaterThan(10);
    expect(ratio).toBeLessThan(20);
    expect(figures.ti).toBeGreaterThan(1);
    expect(figures.ti).toBeLessThan(25);
  });
});

test('targets of CJJ 45 not checked in print only hint; checked ones decide; nothing computed is undecided', () => {
  const checked = (_: string, own: number) => ({ limit: own, checked: true });
  const good = { eAv: 25, eMin: 12, uE: 0.48, lAv: 1.7, u0: 0.5, uL: 0.75, ti: 8 };
  expect(new Set(judgeFigures(good, 'main').map((check) => check.verdict))).toEqual(new Set(['hint']));
  expect(judgeFigures(good, 'main').every((check) => check.met)).toBe(true);
  expect(new Set(judgeFigures(good, 'main', checked).map((check) => check.verdict))).toEqual(new Set(['pass']));
  const dim = judgeFigures({ ...good, eAv: 19.1, ti: null }, 'main', checked);
  expect(dim.find((check) => check.key === 'eAv')).toMatchObject({ verdict: 'breach', met: false, limit: 20 });
  expect(dim.find((check) => check.key === 'ti')).toMatchObject({ verdict: 'undecided', met: null });
  expect(judgeFigures(good, 'main-junction').map((check) => check.key)).toEqual(['eAv', 'uE']);
});

describe('r-table file', () => {
  const text = 'tan,0,90,180\n0,300,300,300\n1,200 ,100,100\n2,100,50,40\n';
  test('reads coefficients × 10⁴', () => {
    expect(reducedCoefficient(parseRTable(text, 'site.csv'), 0.5, 0) * 1e4).toBeCloseTo(250, 9);
  });
  test.each([
    ['β short of 180', 'tan,0,90\n0,1,1\n1,1,1', /"t.csv", line 1: β runs from 0 to 90/],
    ['a short row', text.replace('2,100,50,40', '2,100,50'), /line 4: 3 numbers; expected tan γ and 3 coefficients/],
    ['tan γ out of order', text.replace('2,100', '1,100'), /line 4: tan γ does not ascend \(1, 1\)/],
    ['a word', text.replace('200 ', 'x'), /line 3: "x" is no number/],
    ['nothing', '', /line 1: the file is empty/],
  ])('broken: %s', (_, content, message) => {
    expect(() => parseRTable(content, 't.csv')).toThrow(message);
  });
});
