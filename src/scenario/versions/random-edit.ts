import { type Random, seededRandom } from '../../domain/random.ts';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import { carrier } from './test-document.ts';

type Phase = ScenarioDocument['alternatives'][number]['phases'][number];

/** A copy of `document` after `count` edits such as planners make; the same seed makes the same edits. */
export function editAtRandom(document: ScenarioDocument, seed: number, count: number): ScenarioDocument {
  const random = seededRandom(seed);
  const copy = structuredClone(document);
  for (let i = 0; i < count; i++) EDITS[Math.floor(random() * EDITS.length)]!(copy, random, `${seed}-${i}`);
  return copy;
}

const pick = <T>(list: readonly T[], random: Random): T | undefined => list[Math.floor(random() * list.length)];

function phaseOf(document: ScenarioDocument, random: Random): Phase | undefined {
  return pick(pick(document.alternatives, random)?.phases ?? [], random);
}

const EDITS: readonly ((document: ScenarioDocument, random: Random, id: string) => void)[] = [
  (document, random) => {
    const assumption = pick(document.assumptions, random);
    if (assumption) assumption.value = Math.round(random() * 1000);
  },
  (document, random, id) => phaseOf(document, random)?.operations.push(carrier(`N-${id}`)),
  (document, random) => {
    const operations = phaseOf(document, random)?.operations ?? [];
    operations.splice(Math.floor(random() * operations.length), 1);
  },
  (document, random) => {
    const operation = pick(phaseOf(document, random)?.operations ?? [], random);
    if (operation && operation.op !== 'close' && operation.op !== 'light') operation.day = Math.round(random() * 50);
  },
  (document, random) => {
    for (const operation of phaseOf(document, random)?.operations ?? [])
      if (operation.op === 'add') operation.asset.position = [116.5 + random() / 10, 35.4, 0];
  },
  (document, random) => {
    for (const operation of phaseOf(document, random)?.operations ?? [])
      if (operation.op === 'modify')
        operation.attributes[pick(['height', 'weight', 'owner'], random)!] = Math.round(random() * 20);
  },
  (document, random) => {
    const phase = phaseOf(document, random);
    if (phase) phase.to += 1 + Math.round(random() * 10);
  },
  (document, random) => {
    const phases = pick(document.alternatives, random)?.phases ?? [];
    const from = pick(phases, random);
    const [moved] = from?.operations.splice(Math.floor(random() * from.operations.length), 1) ?? [];
    if (moved) pick(phases, random)?.operations.push(moved);
  },
  (document, random) => {
    const phases = pick(document.alternatives, random)?.phases ?? [];
    if (random() < 0.2) phases.splice(Math.floor(random() * phases.length), 1);
  },
  (document, random) => {
    if (random() < 0.2 && document.alternatives.length > 1)
      document.alternatives.splice(Math.floor(random() * document.alternatives.length), 1);
  },
  (document) => document.baseline[0]?.ids.pop(),
  (document, random) => {
    for (const { phases } of document.alternatives) {
      const merges = phases.flatMap((phase) => phase.operations).filter((operation) => operation.op === 'merge');
      const merge = pick(merges, random);
      if (merge) merge.carrier = { ...merge.carrier, id: pick(merges, random)!.carrier.id };
    }
  },
];
