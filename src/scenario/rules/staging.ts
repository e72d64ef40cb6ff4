import { DAY, type Instant } from '../../domain/clock.ts';
import type { WorkSite } from '../../wire/scenario-document.ts';
import type { ObjectRef } from '../compiled.ts';
import { dateAt, knowsSpringFestival, type Season, seasonLimits, seasonsOn } from '../staging/season.ts';
import type { Evidence } from './evidence.ts';
import { type Measured, type Measurement, measured, NOTHING, without } from './measurement.ts';
import { atLeast, atMost, ownRule, type Rule } from './rule.ts';
import { WORK_SITE_RULES } from './work-sites.ts';
import { polesInside } from './works.ts';

/** Works that a season of the year keeps away. */
const SEASONS: readonly {
  readonly id: string;
  readonly season: Season;
  readonly zh: string;
  readonly en: string;
  readonly source: string;
  readonly works: (evidence: Evidence) => readonly Work[];
}[] = [
  {
    id: 'S3',
    season: 'flood',
    zh: '汛期（6–9 月）深开挖',
    en: 'Deep digging in the flood season (June–September)',
    source: '施工组织规则：汛期不深开挖',
    works: diggingOf,
  },
  {
    id: 'S4',
    season: 'exam',
    zh: '高考（6 月 6–10 日）期间开挖、立杆、切改、拆旧',
    en: 'Digging, erecting, switching or cutting in the exams (6–10 June)',
    source: '施工组织规则：避开高考',
    works: noiseOf,
  },
  {
    id: 'S5',
    season: 'spring',
    zh: '春节前后占道',
    en: 'Closures around Spring Festival',
    source: '施工组织，设计建议：节前节后道路畅通',
    works: closuresOf,
  },
  {
    id: 'S6',
    season: 'frost',
    zh: '冰冻期开挖、浇筑、铺装',
    en: 'Digging, pouring or paving in frost',
    source: '混凝土冬期施工，设计建议',
    works: (evidence) => [...diggingOf(evidence), ...worksOf(evidence, 'remove')],
  },
];

/** Rules on the order and calendar of works (domain reference §4.7). */
export const STAGING_RULES: readonly Rule[] = [
  ownRule({
    id: 'S1',
    title: { zh: '先投运、后拆旧', en: 'New in service before the old is cut' },
    limit: atLeast(1, '日'),
    source: '施工组织规则：新设备投运后方可拆除旧杆',
    measure: ({ ledger }) =>
      measured(
        ledger.merges.map(({ from, carrier, migrated, falls }) => ({
          value: (falls - migrated) / DAY,
          objects: [from, carrier],
        })),
      ),
  }),
  ownRule({
    id: 'S2',
    title: { zh: '相邻路口不同夜切改', en: 'No adjacent junctions in one night' },
    limit: atMost(0, '对'),
    source: '施工组织规则：相邻路口不在同一夜切改',
    measure: (evidence) => clashingNights(evidence),
  }),
  ...SEASONS.map(({ id, season, zh, en, source, works }) =>
    ownRule({
      id,
      title: { zh, en },
      limit: atMost(0, '日'),
      source,
      measure: (evidence) => daysInSeason(evidence, season, works(evidence)),
    }),
  ),
  ...WORK_SITE_RULES,
];

/** Pairs of neighbouring junctions whose nights overlap; its objects are the carriers nearest to them. */
function clashingNights({ compiled, ledger, axis, finalPoles }: Evidence): Measurement {
  const order = compiled.document.project.junctions?.map((each) => each.name);
  const nights = ledger.holds.flatMap(({ operation, from, to }) =>
    operation.op === 'close' && operation.junction !== undefined ? [{ name: operation.junction, from, to }] : [],
  );
  if (nights.length === 0) return NOTHING;
  if (!order || !axis) return without('路口次序', 'the order of junctions is');
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
  return measured([{ value: pairs, objects: near.map(({ ref }) => ref) }]);
}

/** Days of each work that fall in `season`. */
function daysInSeason(evidence: Evidence, season: Season, works: readonly Work[]): Measurement {
  const { compiled } = evidence;
  const limits = seasonLimits(compiled.document.assumptions);
  const unknown = new Set<number>();
  const days = new Map<Instant, 0 | 1>();
  const counts = (at: Instant): 0 | 1 => {
    let day = days.get(at);
    if (day === undefined) {
      const date = dateAt(at, compiled.utcOffsetMinutes);
      if (season === 'spring' && !knowsSpringFestival(date.year)) unknown.add(date.year);
      day = seasonsOn(date, limits).has(season) ? 1 : 0;
      days.set(at, day);
    }
    return day;
  };
  const values = works.map(({ from, to, objects }): Measured => {
    let value = 0;
    for (let at = from; at < to; at += DAY) value += counts(at);
    return { value, objects };
  });
  if (unknown.size === 0) return measured(values);
  const years = [...unknown].join(', ');
  return without(`农历 ${years} 年的历表`, `the lunar calendar of ${years} is`);
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
    ...worksOf(evidence, 'erect'),
    ...worksOf(evidence, 'mount'),
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

function worksOf(evidence: Evidence, work: WorkSite['work']): Work[] {
  return evidence.ledger.holds.flatMap(({ operation, from, to }) =>
    operation.op === 'close' && operation.site?.work === work
      ? [{ from, to, objects: polesInside(evidence, operation) }]
      : [],
  );
}
