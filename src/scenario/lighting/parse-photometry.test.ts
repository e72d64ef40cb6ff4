import { describe, expect, test } from 'vitest';
import { parseIes } from './parse-ies.ts';
import { parseLdt } from './parse-ldt.ts';
import { PhotometricFileError } from './photometric-file.ts';
import { fluxOf, intensityAt } from './photometry.ts';

const ies = (change: Partial<Record<'head' | 'tilt' | 'counts' | 'electric' | 'v' | 'h' | 'data', string>> = {}) =>
  [
    change.head ?? 'IESNA:LM-63-2002',
    '[TEST] 1',
    '[MANUFAC] Example',
    '[LUMINAIRE] Street 60',
    change.tilt ?? 'TILT=NONE',
    change.counts ?? '1 5000 2 3 2 1 2 0.5 0.2 0.1',
    change.electric ?? '1.0 1.0 60',
    change.v ?? '0 45 90',
    change.h ?? '0 90',
    change.data ?? '100 200 0\n100 50\n0',
    '',
  ].join('\r\n');

describe('IES LM-63', () => {
  test('a quadrant of a roadway luminaire: 0° lies across the road, values × multiplier per klm', () => {
    const photometry = parseIes(ies(), 'a.ies');
    expect(photometry).toMatchObject({ name: 'Street 60', lumens: 5000, watts: 60 });
    expect(intensityAt(photometry, 90, 0)).toBeCloseTo((100 * 2) / 5, 9);
    expect([90, 270].map((c) => intensityAt(photometry, c, 45))).toEqual([80, 80]);
    expect([0, 180, 360].map((c) => intensityAt(photometry, c, 45))).toEqual([20, 20, 20]);
    expect(intensityAt(photometry, 45, 45)).toBeCloseTo(50, 9);
  });

  test('files converted from EULUMDAT have 0° along the road', () => {
    const photometry = parseIes(ies(), 'a.ies', 'along');
    expect(intensityAt(photometry, 0, 45)).toBeCloseTo(80, 9);
    expect(intensityAt(photometry, 90, 45)).toBeCloseTo(20, 9);
  });

  test.each([
    ['axial', '0', '10 20 30', [20, 20, 20, 20]],
    ['mirrored on 0–180', '0 90 180', '10 20 0 10 30 0 10 40 0', [30, 20, 30, 40]],
    ['mirrored on 90–270', '90 180 270', '10 20 0 10 30 0 10 40 0', [40, 30, 20, 30]],
    ['all round', '0 90 180 270 360', '1 20 0 1 30 0 1 40 0 1 50 0 1 20 0', [50, 20, 30, 40]],
  ])('symmetry: %s', (_, h, data, expected) => {
    const count = h.split(' ').length;
    const photometry = parseIes(ies({ h, data, counts: `1 1000 1 3 ${count} 1 2 0 0 0` }), 'a.ies');
    // C0, C90, C180 and C270 are IES −90, 0, 90 and 180.
    expect([0, 90, 180, 270].map((c) => intensityAt(photometry, c, 45))).toEqual(expected);
  });

  test('ballast factor multiplies always, the next field only until 1995', () => {
    const at = (head: string) => intensityAt(parseIes(ies({ head, electric: '0.9 1.1 60' }), 'a.ies'), 0, 0);
    expect(at('IESNA:LM-63-1995')).toBeCloseTo(40 * 0.9 * 1.1, 9);
    expect(at('IESNA:LM-63-2002')).toBeCloseTo(40 * 0.9, 9);
    expect(at('IES:LM-63-2019')).toBeCloseTo(40 * 0.9, 9);
  });

  test('absolute photometry: the flux is what the intensities add up to', () => {
    const photometry = parseIes(ies({ counts: '1 -1 1 3 2 1 2 0 0 0' }), 'a.ies');
    expect(fluxOf(photometry)).toBeCloseTo(1000, 6);
    expect((intensityAt(photometry, 90, 45) * photometry.lumens) / 1000).toBeCloseTo(200, 9);
  });

  test('a tilt table is read over', () => {
    const photometry = parseIes(ies({ tilt: 'TILT=INCLUDE\n1\n3\n0 45 90\n1 0.95 0.9' }), 'a.ies');
    expect(photometry.lumens).toBe(5000);
  });

  test.each<[string, Parameters<typeof ies>[0], number, RegExp]>([
    ['no edition', { head: 'hello' }, 1, /names no known edition; expected IESNA91/],
    ['tilt in another file', { tilt: 'TILT=lamp.tlt' }, 5, /refers to another file; write TILT=INCLUDE/],
    ['Type B', { counts: '1 5000 2 3 2 2 2 0 0 0' }, 6, /photometric type 2 \(B\) is not Type C; export the file as/],
    ['angles out of order', { v: '0 90 45' }, 8, /vertical angles do not ascend \(90 is followed by 45\)/],
    ['an angle count too small', { counts: '1 5000 2 2 2 1 2 0 0 0' }, 8, /run from 0 to 45; .*check the number/],
    [
      'data cut short',
      { data: '100 200 0\n100' },
      11,
      /ends before intensity in the plane of 90°, 2 of 3; .*cut short/,
    ],
    ['data too long', { data: '100 200 0\n100 50 0 7' }, 11, /2 × 3 intensities are read and more follow \("7"\)/],
    [
      'a word among the numbers',
      { data: '100 abc 0\n100 50 0' },
      10,
      /"abc" is no number where intensity in the plane/,
    ],
    ['no flux', { counts: '1 0 2 3 2 1 2 0 0 0' }, 12, /has 0 lm; give lamps/],
  ])('broken: %s', (_, change, line, message) => {
    let caught: unknown;
    try {
      parseIes(ies(change), 'broken.ies');
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(PhotometricFileError);
    expect((caught as Error).message).toMatch(message);
    expect((caught as Error).message).toMatch(new RegExp(`^Photometric file "broken.ies", line ${line}: `));
  });
});

/** EULUMDAT with the given symmetry; plane C carries 10 + C/10 at every γ. */
const ldt = (
  symmetry: number,
  planes: number,
  stored: readonly number[],
  change: { flux?: string; tail?: string[] } = {},
) =>
  [
    'Example',
    '1',
    symmetry,
    planes,
    planes > 1 ? 360 / planes : 0,
    3,
    45,
    'R1',
    'Street',
    'N1',
    'street.ldt',
    '2026',
    '600',
    '300',
    '100',
    '500',
    '250',
    '0',
    '0',
    '0',
    '0',
    '100',
    '90',
    '1,0',
    '0',
    '1',
    '1',
    'LED',
    change.flux ?? '8000',
    '4000K',
    '70',
    '72,5',
    ...Array.from({ length: 10 }, () => '0.5'),
    ...Array.from({ length: planes }, (_, index) => (360 / planes) * index),
    ...[0, 45, 90],
    ...stored.flatMap((c) => [10 + c / 10, 10 + c / 10, 10 + c / 10]),
    ...(change.tail ?? []),
  ].join('\n');

describe('EULUMDAT', () => {
  test.each<[number, number, number[], number[]]>([
    [0, 4, [0, 90, 180, 270], [10, 19, 28, 37]],
    [1, 1, [0], [10, 10, 10, 10]],
    [2, 4, [0, 90, 180], [10, 19, 28, 19]],
    [3, 4, [270, 0, 90], [10, 19, 10, 37]],
    [4, 4, [0, 90], [10, 19, 10, 19]],
  ])('symmetry %d', (symmetry, planes, stored, expected) => {
    const photometry = parseLdt(ldt(symmetry, planes, stored), 'street.ldt');
    expect(photometry).toMatchObject({ name: 'Street', lumens: 8000, watts: 72.5 });
    expect([0, 90, 180, 270].map((c) => intensityAt(photometry, c, 45))).toEqual(expected);
  });

  test.each<[string, string, RegExp]>([
    ['symmetry unknown', ldt(7, 4, [0]), /line 3: the symmetry indicator is unknown; it must be 0, 1, 2, 3 or 4/],
    [
      'planes that cannot be quartered',
      ldt(4, 6, [0]),
      /6 C planes cannot have symmetry quadrants; .* a multiple of 4/,
    ],
    ['a plane missing', ldt(2, 4, [0, 90]), /the file ends before intensity in plane C180, 1 of 3/],
    ['a plane too many', ldt(4, 4, [0, 90, 180]), /2 planes of 3 intensities are read and more follow \("28"\)/],
    ['no flux', ldt(1, 1, [0], { flux: '0' }), /lamp set 1 has 0 lm; give the total flux/],
  ])('broken: %s', (_, content, message) => {
    expect(() => parseLdt(content, 'broken.ldt')).toThrow(message);
    expect(() => parseLdt(content, 'broken.ldt')).toThrow(/^Photometric file "broken.ldt", line \d+: /);
  });

  test('γ out of order names its line', () => {
    const content = ldt(1, 1, [0]).split('\n');
    content[content.length - 5] = '0';
    expect(() => parseLdt(content.join('\n'), 'broken.ldt')).toThrow(/γ angles do not ascend \(0 is followed by 0\)/);
  });
});
