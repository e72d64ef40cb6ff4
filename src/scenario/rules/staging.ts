import { DAY, type Instant } from '../../domain/clock.ts';
import type { WorkSite } from '../../wire/scenario-document.ts';
import type { ObjectRef } from '../compiled.ts';
import { dateAt, knowsSpringFestival, type Season, seasonLimits, seasonsOn } from '../staging/season.ts';
import type { Evidence } from './evidence.ts';
import type { Judgement } from './judgement.ts';
import { atMost } from './judging.ts';
import type { Rule } from './rule.ts';
import { polesInside, WORK_SITE_RULES } from './work-sites.ts';

const NO_DAY = { value: 0, unit: '日', sense: 'at most' } as const;

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
    title: { zh: '汛期（6–9 月）深开挖', en: 'Deep digging in the flood season (June–September)' },
    limit: NO_DAY,
    source: '施工组织规则：汛期不深开挖',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) => judgeSeason(evidence, 'flood', diggingOf(evidence), limit),
  },
  {
    id: 'S4',
    title: {
      zh: '高考（6 月 6–10 日）期间开挖、立杆、切改、拆旧',
      en: 'Digging, erecting, switching or cutting in the exams (6–10 June)',
    },
    limit: NO_DAY,
    source: '施工组织规则：避开高考',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) => judgeSeason(evidence, 'exam', noiseOf(evidence), limit),
  },
  {
    id: 'S5',
    title: { zh: '春节前后占道', en: 'Closures around Spring Festival' },
    limit: NO_DAY,
    source: '施工组织，设计建议：节前节后道路畅通',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) => judgeSeason(evidence, 'spring', closuresOf(evidence), limit),
  },
  {
    id: 'S6',
    title: { zh: '冰冻期开挖、浇筑、铺装', en: 'Digging, pouring or paving in frost' },
    limit: NO_DAY,
    source: '混凝土冬期施工，设计建议',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) =>
      judgeSeason(evidence, 'frost', [...diggingOf(evidence), ...sitesOf(evidence, 'remove')], limit),
  },
  ...WORK_SITE_RULES,
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

/** Days of work that fall in `season`, worst work first. */
function judgeSeason(evidence: Evidence, season: Season, works: readonly Work[], limit: number): Judgement {
  const { compiled } = evidence;
  const limits = seasonLimits(compiled.document.assumptions);
  const unknown = new Set<number>();
  const measured = works.map(({ from, to, objects }) => {
    let value = 0;
    for (let at = from; at < to; at += DAY) {
      const date = dateAt(at, compiled.utcOffsetMinutes);
      if (season === 'spring' && !knowsSpringFestival(date.year)) unknown.add(date.year);
      if (seasonsOn(date, limits).has(season)) value++;
    }
    return { value, objects };
  });
  if (unknown.size > 0) {
    const years = [...unknown].join(', ');
    return { kind: 'unknown', missing: { zh: `农历表缺 ${years} 年`, en: `no lunar calendar of ${years}` } };
  }
  return atMost(measured, limit);
}

/** Work between two instants, `to` exclusive. */
interface Work {
  readonly from: Instant;
  readonly to: Instant;
  readonly objects: readonly ObjectRef[];
}

/** Days of deep digging; a plan of poles without work sites is taken to dig through P1 and P2, where these change anything. */
function diggingOf(evidence: Evidence): Work[] {
  const { compiled, alternativeId, ledger } = evidence;
  const day = (days: number) => compiled.start + days * DAY;
  const sites = ledger.holds.flatMap(({ operation }) =>
    operation.op === 'close' && operation.site ? [operation] : [],
  );
  if (sites.length > 0)
    return sites.flatMap((operation) => {
      const digging = operation.site?.digging;
      return digging ? [{ from: day(digging[0]), to: day(digging[1]), objects: polesInside(evidence, operation) }] : [];
    });
  if ((compiled.document.project.kind ?? 'poles') !== 'poles') return [];
  const phases = compiled.document.alternatives.find((each) => each.id === alternativeId)?.phases ?? [];
  return phases.flatMap(({ id, from, to, operations }) => {
    const objects = operations.flatMap((each) =>
      each.op === 'add' ? [{ layer: each.asset.layer, id: each.asset.id }] : each.op === 'merge' ? [each.from] : [],
    );
    if ((id !== 'P1' && id !== 'P2') || objects.length === 0) return [];
    return [{ from: day(from), to: day(to), objects }];
  });
}

/** What can be heard at a desk: digging, poles erected and cut, junctions switched. */
function noiseOf(evidence: Evidence): Work[] {
  const { ledger } = evidence;
  const on = (at: Instant, objects: readonly ObjectRef[]): Work => ({ from: at, to: at + DAY, objects });
  return [
    ...diggingOf(evidence),
    ...sitesOf(evidence, 'erect'),
    ...sitesOf(evidence, 'mount'),
    ...ledger.poles.flatMap((pole) => (pole.planned ? [on(pole.from, [pole.ref])] : [])),
    ...ledger.poles.flatMap((pole) => (Number.isFinite(pole.to) ? [on(pole.to, [pole.ref])] : [])),
    ...ledger.holds.flatMap(({ operation, from, to }) =>
      operation.op === 'close' && operation.junction !== undefined ? [{ from, to, objects: [] }] : [],
    ),
  ];
}

function closuresOf(evidence: Evidence): Work[] {
  return evidence.ledger.holds.flatMap(({ operation, from, to }) =>
    operation.op === 'close' ? [{ from, to, objects: polesInside(evidence, operation) }] : [],
  );
}

function sitesOf(evidence: Evidence, work: WorkSite['work']): Work[] {
  return evidence.ledger.holds.flatMap(({ operation, from, to }) =>
    operation.op === 'close' && operation.site?.work === work
      ? [{ from, to, objects: polesInside(evidence, operation) }]
      : [],
  );
}
