import { describe, expect, test } from 'vitest';
import { compileScenario } from '../compile.ts';
import { lightingInputs } from './assumptions.ts';
import { lightingKpis } from './figures.ts';
import { litStreet } from './fixture/lit-street.ts';
import { streetIes } from './fixture/street-optic.ts';
import { genericOptic } from './generic-optics.ts';
import { opticOf, withPhotometry } from './own-photometry.ts';
import { fluxOf } from './photometry.ts';
import { photometricSheet, readPhotometricFile } from './read-photometric-file.ts';

const read = (text: string, name = 'street.ies') =>
  readPhotometricFile(new TextEncoder().encode(text), name, { front: 'across', provenance: 'surveyed' });
const street = litStreet();
const compile = (document: typeof street.document) =>
  compileScenario(document, street.assets, street.start, street.utcOffsetMinutes);

describe('a photometric file of a plan', () => {
  test('keeps what the file says and the SHA-256 of its bytes', () => {
    const kept = read(streetIes());
    expect(kept).toMatchObject({ maker: 'Example', catalogue: 'ST-60', lumens: 5000, watts: 60, format: 'IES LM-63' });
    // sha256sum of the same text.
    expect(kept.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(read(`${streetIes()} `).sha256).not.toBe(kept.sha256);
    const { lor, output, efficacy, uff } = photometricSheet(kept);
    expect(output).toBeCloseTo(5000 * lor, 6);
    expect(efficacy).toBeCloseTo(output / 60, 9);
    expect(uff).toBe(0);
  });

  test('lights a lamp class with its shape, the flux of the luminaire being the plan’s', () => {
    const document = withPhotometry(street.document, 'standing', read(streetIes()));
    expect(fluxOf(opticOf(document, 'standing'))).toBeCloseTo(1000, 6);
    expect(opticOf(document, 'led')).toBe(genericOptic('cutoff'));
  });

  test('a main luminaire brings power and efficacy as assumptions; taken back, the plan is as before', () => {
    const { output } = photometricSheet(read(streetIes()));
    const used = withPhotometry(street.document, 'led', read(streetIes()));
    const inputs = lightingInputs(used);
    expect(inputs.ledPower).toBe(60);
    expect(inputs.ledEfficacy).toBeCloseTo(output / 60, 1);
    expect(used.assumptions.find(({ key }) => key === 'ledPower')?.source).toContain('street.ies');
    const other = withPhotometry(used, 'led', read(streetIes({ watts: 80 }), 'other.ies'));
    expect(lightingInputs(other).ledPower).toBe(80);
    const back = withPhotometry(other, 'led', null);
    expect(back.photometry).toBeUndefined();
    expect(lightingInputs(back)).toEqual(lightingInputs(street.document));
  });

  test('a low arm takes the distribution alone, and so does a file without a power', () => {
    for (const document of [
      withPhotometry(street.document, 'led-low', read(streetIes())),
      withPhotometry(street.document, 'led', read(streetIes({ watts: 0 }))),
    ])
      expect(lightingInputs(document)).toEqual(lightingInputs(street.document));
  });

  test('the figures follow, and name the file', () => {
    const used = compile(withPhotometry(street.document, 'standing', read(streetIes())));
    const eav = (plan: typeof street) =>
      lightingKpis(plan, 'base', plan.start).find(({ key }) => key === 'lighting.eav');
    expect(eav(used)?.value).not.toBeCloseTo(eav(street)?.value ?? 0, 1);
    expect(eav(used)?.formula.zh).toContain('street.ies');
    expect(eav(street)?.formula.zh).not.toContain('street.ies');
  });

  test('a file that is cut is refused with its line', () => {
    expect(() => read(streetIes({ cut: 12 }))).toThrow(/street\.ies", line \d+: /);
  });
});
