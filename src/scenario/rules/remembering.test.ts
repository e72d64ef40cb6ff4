import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/clock.ts';
import { seededRandom } from '../../domain/random.ts';
import { compileScenario } from '../compile.ts';
import { createJudge, findingsOf } from '../findings.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { planContext, roadDocument } from '../poles/road-document.ts';
import { gatherEvidence, type PoleChange } from './evidence.ts';

const street = syntheticStreet(1200, 3);
const NOW = parseInstant('2026-05-01T00:00:00+08:00');
const surroundings = {
  trees: Array.from({ length: 60 }, (_, i) => ({
    position: [116.56 + i * 0.0002, 35.4201] as [number, number],
    height: 8,
    crown: 4,
  })),
  buildings: [],
  utilities: [],
};
const compiled = compileScenario(roadDocument(street, planContext(street), []), street.tables, NOW, 480, surroundings);

test('a judge that remembers says after each of many moves what a fresh one says', () => {
  const judge = createJudge();
  const random = seededRandom(11);
  const poles = gatherEvidence(compiled, 'base').finalPoles.filter(({ mounts }) => mounts.length > 0);
  const changes = new Map<string, PoleChange>();
  let told = '';
  let differences = 0;
  let steps = 0;
  for (let round = 0; round < 12; round++) {
    const pole = poles[Math.floor(random() * poles.length)];
    if (!pole) throw new Error('the street has no pole with mounts');
    const [longitude, latitude] = pole.position;
    const position = [longitude + (random() - 0.5) * 2e-4, latitude + (random() - 0.5) * 1e-4] as const;
    const mounts = random() < 0.5 ? 'guide-sign:5.5:270|sign:3:90' : undefined;
    changes.set(pole.ref.id, { ref: pole.ref, position, ...(mounts === undefined ? {} : { mounts }) });
    if (round % 5 === 4) changes.clear();
    const options = { changes: [...changes.values()] };
    // Every other time in steps: they change nothing but when it is measured.
    if (round % 2 === 1) for (const _ of judge.steps(compiled, 'base', options)) steps++;
    const findings = judge.findings(compiled, 'base', options);
    expect(findings).toEqual(findingsOf(compiled, 'base', options));
    if (JSON.stringify(findings) !== told) differences++;
    told = JSON.stringify(findings);
  }
  expect(differences).toBeGreaterThan(5);
  expect(steps).toBeGreaterThan(300);
});
