import { DAY, MINUTE } from '../../domain/clock.ts';
import type { Evidence } from './evidence.ts';
import { keyOf } from './evidence.ts';
import { atMost, type Measured } from './judging.ts';
import type { Judgement, Rule } from './rule.ts';

/** Rules on the order and calendar of works (domain reference §4.7). */
export const STAGING_RULES: readonly Rule[] = [
  {
    id: 'S1',
    title: { zh: '先投运、后拆旧', en: 'New in service before the old is cut' },
    limit: { value: 1, unit: '日', sense: 'at least' },
    source: '施工组织规则：新设备投运后方可拆除旧杆',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) => judgeOrder(evidence, limit),
  },
  {
    id: 'S2',
    title: { zh: '相邻路口不同夜切改', en: 'No adjacent junctions in one night' },
    limit: { value: 0, unit: '对', sense: 'at most' },
    source: '施工组织规则：相邻路口不在同一夜切改',
    confidence: 'D',
    standing: 'own',
    judge: (evidence) => judgeNights(evidence),
  },
  {
    id: 'S3',
    title: { zh: '汛期（6–9 月）基础开挖', en: 'Digging in the flood season (June–September)' },
    limit: { value: 0, unit: '日', sense: 'at most' },
    source: '施工组织规则：汛期不深开挖',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) =>
      daysOf(
        evidence,
        (ids) => ids === 'P1' || ids === 'P2',
        (month) => month >= 6 && month <= 9,
        limit,
      ),
  },
  {
    id: 'S4',
    title: { zh: '高考（6 月 7–10 日）期间拆旧', en: 'Cutting during the exams (7–10 June)' },
    limit: { value: 0, unit: '日', sense: 'at most' },
    source: '施工组织规则：避开高考',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) =>
      daysOf(
        evidence,
        (id) => id === 'P5',
        (month, day) => month === 6 && day >= 7 && day <= 10,
        limit,
      ),
  },
];

function judgeOrder({ ledger }: Evidence, limit: number): Judgement {
  const early = ledger.merges.map(({ from, carrier, migrated, falls }) => ({
    value: (falls - migrated) / DAY,
    objects: [from, carrier],
  }));
  const worst = [...early].sort((a, b) => a.value - b.value)[0];
  if (!worst) return { kind: 'nothing' };
  const beyond = early.filter(({ value }) => value < limit);
  return {
    kind: beyond.length > 0 ? 'beyond' : 'within',
    value: worst.value,
    objects: (beyond.length > 0 ? beyond : [worst]).flatMap(({ objects }) => objects),
  };
}

/** Pairs of neighbouring junctions whose nights overlap; its objects are the carriers nearest to them. */
function judgeNights({ compiled, ledger, axis, finalPoles }: Evidence): Judgement {
  const order = compiled.document.project.junctions?.map((each) => each.name);
  const nights = ledger.holds.flatMap(({ operation, from, to }) =>
    operation.op === 'close' && operation.junction !== undefined ? [{ name: operation.junction, from, to }] : [],
  );
  if (nights.length === 0) return { kind: 'nothing' };
  if (!order || !axis)
    return { kind: 'unknown', missing: { zh: '缺路口次序', en: 'the order of junctions is missing' } };
  const clashing = new Set<string>();
  let pairs = 0;
  for (const a of nights)
    for (const b of nights)
      if (order.indexOf(b.name) - order.indexOf(a.name) === 1 && a.from < b.to && b.from < a.to) {
        pairs++;
        clashing.add(a.name).add(b.name);
      }
  const near = (compiled.document.project.junctions ?? [])
    .filter((junction) => clashing.has(junction.name))
    .flatMap(({ position }) => {
      const { chainage } = axis.stationOf(position[0], position[1]);
      return finalPoles.filter(
        ({ carrier, station }) => carrier && station && Math.abs(station.chainage - chainage) < 40,
      );
    });
  return { kind: pairs > 0 ? 'beyond' : 'within', value: pairs, objects: near.map(({ ref }) => ref) };
}

/** Days of the chosen phases that fall on the chosen dates of the city's calendar; only phases that change something. */
function daysOf(
  evidence: Evidence,
  chosen: (phase: string) => boolean,
  onDate: (month: number, day: number) => boolean,
  limit: number,
): Judgement {
  const { compiled, alternativeId } = evidence;
  const alternative = compiled.alternatives.find((each) => each.id === alternativeId);
  const phases = compiled.document.alternatives.find((each) => each.id === alternativeId)?.phases ?? [];
  const measured = (alternative?.phases ?? []).flatMap((phase): Measured[] => {
    const changes = phases.find((each) => each.id === phase.id)?.operations ?? [];
    const objects = changes.flatMap((each) =>
      each.op === 'add' ? [{ layer: each.asset.layer, id: each.asset.id }] : each.op === 'merge' ? [each.from] : [],
    );
    if (!chosen(phase.id) || objects.length === 0) return [];
    let value = 0;
    for (let at = phase.from; at < phase.to; at += DAY) {
      const date = new Date(at + compiled.utcOffsetMinutes * MINUTE);
      if (onDate(date.getUTCMonth() + 1, date.getUTCDate())) value++;
    }
    return [{ value, objects: objects.filter((ref) => evidence.poles.has(keyOf(ref))) }];
  });
  return atMost(measured, limit);
}
