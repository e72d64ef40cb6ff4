import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/clock.ts';
import { compileScenario } from '../compile.ts';
import { findingsOf } from '../findings.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { planPoles } from './plan.ts';

test('print', () => {
  const street = syntheticStreet(5300, 1);
  const document = planPoles(street);
  const compiled = compileScenario(document, street.tables, parseInstant('2026-05-01T00:00:00+08:00'), 480);
  for (const alt of ['base', 'A', 'B', 'C']) {
    console.log(
      alt,
      findingsOf(compiled, alt)
        .map((f) => `${f.rule} ${f.verdict} ${f.words.zh} [${f.objects.length}]`)
        .join('\n'),
    );
  }
  expect(1).toBe(1);
});
