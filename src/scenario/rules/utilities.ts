import type { Evidence } from './evidence.ts';
import { type Measured, type Measurement, measured, NOTHING, without } from './measurement.ts';
import { nearestOn, segmentsOf } from './nearest.ts';
import { atLeast, normRule, type Rule } from './rule.ts';
import type { Utility } from './surroundings.ts';
import { utilityOf } from './utility-kind.ts';

/** R14: buried pipes near the bases of poles. */
export const UTILITY_RULES: readonly Rule[] = [
  normRule({
    id: 'R14',
    title: { zh: '杆基至燃气、给水管净距', en: 'Bases to gas and water pipes' },
    limit: atLeast(0.5, 'm'),
    norm: 'GB 50289-2016',
    measure: (evidence) => pipeGaps(evidence, ['gas', 'water']),
  }),
  normRule({
    id: 'R14b',
    title: { zh: '杆基至干管净距', en: 'Bases to trunk mains' },
    limit: atLeast(1, 'm'),
    norm: 'GB 50289-2016',
    note: '1.0–1.5 m',
    measure: (evidence) => pipeGaps(evidence, ['trunk']),
  }),
];

/** Farther off no pipe counts, metres. */
const FAR = 50;

/** Bases of all poles that stand when all is done: those of today lie near pipes or not just as new ones do. */
function pipeGaps(evidence: Evidence, kinds: readonly Utility['kind'][]): Measurement {
  const { finalPoles, place, memory } = evidence;
  if (finalPoles.length === 0) return NOTHING;
  const utilities = utilitiesOf(evidence);
  if (!utilities)
    return without(
      '地下管线数据',
      'buried utilities are',
      finalPoles.map(({ ref }) => ref),
    );
  const pipes = memory.ofStreet(`pipes ${kinds[0]}`, () =>
    utilities.filter(({ kind }) => kinds.includes(kind)).flatMap(({ path }) => segmentsOf(path, place)),
  );
  return measured(
    finalPoles.map((pole): Measured => {
      const value = memory.ofPole(pole, `pipes ${kinds[0]}`, () => {
        const [x, y] = pole.place;
        let distance = FAR;
        for (const pipe of pipes) {
          const [nx, ny] = nearestOn(pipe, [x, y]);
          distance = Math.min(distance, Math.hypot(nx - x, ny - y));
        }
        return distance;
      });
      return { value, objects: [pole.ref] };
    }),
  );
}

/** Lines that a survey found take the place of the drawn ones. */
function utilitiesOf({ compiled, surroundings }: Evidence): readonly Utility[] | undefined {
  const surveyed = compiled.document.survey?.assets.filter(({ layer }) => layer === 'underground-line') ?? [];
  if (surveyed.length === 0) return surroundings.utilities;
  return surveyed.flatMap(({ attributes, shape }) => {
    const kind = utilityOf(attributes);
    return kind && shape ? [{ kind, path: shape }] : [];
  });
}
