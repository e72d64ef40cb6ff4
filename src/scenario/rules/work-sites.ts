import type { WorkSite } from '../../wire/scenario-document.ts';
import type { Evidence } from './evidence.ts';
import { type Measured, type Measurement, measured, NO_AXIS, NOTHING, without } from './measurement.ts';
import { atLeast, atMost, ownRule, type Rule } from './rule.ts';
import { isInside, polesInside, type Site, sitesOf } from './works.ts';

/** Rules on fences, crews and what stays open beside them (domain reference §4.7; limits without a mark there are ours). */
export const WORK_SITE_RULES: readonly Rule[] = [
  ownRule({
    id: 'S7',
    title: { zh: '同侧连续围挡长度', en: 'Fence on end along one side' },
    limit: atMost(600, 'm'),
    source: '施工组织，设计建议',
    measure: (evidence) => measured(fenceRuns(evidence)),
  }),
  ownRule({
    id: 'S8',
    title: { zh: '同一路段两侧不同时围挡', en: 'Never both sides of a stretch at once' },
    limit: atMost(0, '处'),
    source: '施工组织 P1、P2：半幅施工，六车道压缩为四车道',
    measure: (evidence) => facingFences(evidence),
  }),
  ownRule({
    id: 'S9',
    title: { zh: '围挡处人行净宽', en: 'Footway beside fences' },
    limit: atLeast(1.5, 'm'),
    source: '施工组织规则：保留 ≥1.5 m',
    measure: (evidence) => eachSite(evidence, ({ footway }) => footway),
  }),
  ownRule({
    id: 'S10',
    title: { zh: '消防通道净宽', en: 'Fire lane beside fences' },
    limit: atLeast(4, 'm'),
    source: '施工组织，设计建议；消防车道净宽 ≥4 m 的条文待核',
    measure: (evidence) => eachSite(evidence, ({ fireLane }) => fireLane),
  }),
  ownRule({
    id: 'S11',
    title: {
      zh: '商铺、学校、医院出入口至围挡开口',
      en: 'Doors of shops, schools and hospitals to a gap in the fence',
    },
    limit: atMost(15, 'm'),
    source: '施工组织，设计建议',
    measure: (evidence) => doorGaps(evidence),
  }),
  ownRule({
    id: 'S12',
    title: { zh: '围挡内公交站未设临时站', en: 'Bus stops fenced without a temporary one' },
    limit: atMost(0, '处'),
    source: '施工组织，设计建议',
    measure: (evidence) => forgottenStops(evidence),
  }),
  ownRule({
    id: 'S13',
    title: { zh: '同时作业面超出班组数', en: 'Sites at once beyond the crews' },
    limit: atMost(0, '个'),
    source: '假设：同时施工作业面',
    measure: (evidence) => sitesBeyondCrews(evidence),
  }),
  ownRule({
    id: 'S14',
    title: { zh: '夜间占道时长（22:00–05:00）', en: 'Night closure (22:00–05:00)' },
    limit: atMost(7, 'h'),
    source: '施工组织 P3：22:00–05:00',
    measure: (evidence) =>
      measured(
        sitesOf(evidence).flatMap(({ operation, site }) =>
          site.work === 'erect' ? [{ value: operation.hours ?? 24, objects: polesInside(evidence, operation) }] : [],
        ),
      ),
  }),
  ownRule({
    id: 'S15',
    title: { zh: '路口信号断灯时长', en: 'Signals dark at a junction' },
    limit: atMost(2, 'h'),
    source: '施工组织 P4：≤2 h，民警现场指挥',
    measure: ({ ledger }) =>
      measured(
        ledger.holds.flatMap(({ operation }) =>
          operation.op === 'close' && operation.junction !== undefined
            ? [{ value: operation.hours ?? 24, objects: [] }]
            : [],
        ),
      ),
  }),
];

function eachSite(evidence: Evidence, value: (site: WorkSite) => number): Measurement {
  return measured(
    sitesOf(evidence).map(({ operation, site }) => ({
      value: value(site),
      objects: polesInside(evidence, operation),
    })),
  );
}

/** Fences that stand day and night while a lane is closed; night works open again every morning. */
function fencesOf(evidence: Evidence): Site[] {
  return sitesOf(evidence).filter(({ operation }) => operation.lanes > 0 && operation.hours === undefined);
}

/** Unions of neighbouring stretches fenced on one side at one time; fences change only when one begins. */
function fenceRuns(evidence: Evidence): Measured[] {
  const all = fencesOf(evidence);
  const runs: Measured[] = [];
  for (const side of ['south', 'north'] as const)
    for (const { from: at } of all) {
      const standing = all
        .filter((each) => holdsSide(each, side) && each.from <= at && at < each.to)
        .sort((a, b) => a.site.stretch[0] - b.site.stretch[0]);
      let [start, end] = [Number.NaN, Number.NEGATIVE_INFINITY];
      let run: Site[] = [];
      for (const each of standing) {
        const [from, to] = each.site.stretch;
        if (from > end) [start, end, run] = [from, to, []];
        end = Math.max(end, to);
        run.push(each);
        runs.push({ value: end - start, objects: run.flatMap(({ operation }) => polesInside(evidence, operation)) });
      }
    }
  return runs;
}

function facingFences(evidence: Evidence): Measurement {
  const all = fencesOf(evidence);
  if (all.length === 0) return NOTHING;
  const pairs = all.flatMap((a) =>
    all.filter(
      (b) =>
        a.operation.side === 'south' &&
        b.operation.side === 'north' &&
        a.from < b.to &&
        b.from < a.to &&
        a.site.stretch[0] < b.site.stretch[1] &&
        b.site.stretch[0] < a.site.stretch[1],
    ),
  );
  return measured([
    { value: pairs.length, objects: pairs.flatMap(({ operation }) => polesInside(evidence, operation)) },
  ]);
}

/** A door behind a fence without any gap, metres. */
const SHUT = 9999;

function doorGaps(evidence: Evidence): Measurement {
  const { compiled, axis } = evidence;
  const all = sitesOf(evidence);
  if (all.length === 0) return NOTHING;
  const { accesses } = compiled.document.project;
  if (!accesses) return without('沿线出入口数据', 'doors along the road are');
  if (!axis) return NO_AXIS;
  const values = accesses.flatMap(({ position }) => {
    const station = axis.stationOf(position[0], position[1]);
    return all
      .filter(({ operation, site }) => isInside(site, operation.side, station))
      .map(({ operation, site }): Measured => {
        const gaps = site.openings.map((opening) => Math.abs(opening - station.chainage));
        return { value: Math.min(SHUT, ...gaps), objects: polesInside(evidence, operation) };
      });
  });
  // No door lies behind a fence: that is known, and passes.
  return measured(values.length > 0 ? values : [{ value: 0, objects: [] }]);
}

function forgottenStops(evidence: Evidence): Measurement {
  const { ledger, axis, stationOf } = evidence;
  const all = sitesOf(evidence);
  if (all.length === 0) return NOTHING;
  if (!axis) return NO_AXIS;
  const stops = ledger.poles.filter((pole) => pole.class === 'BS' && !pole.planned);
  const forgotten = all.flatMap(({ operation, site }) =>
    stops.filter(({ ref }) => {
      const station = stationOf(ref);
      return station && isInside(site, operation.side, station) && !site.busStops.includes(ref.id);
    }),
  );
  return measured([{ value: forgotten.length, objects: forgotten.map(({ ref }) => ref) }]);
}

function sitesBeyondCrews(evidence: Evidence): Measurement {
  const all = sitesOf(evidence);
  if (all.length === 0) return NOTHING;
  const crews = evidence.compiled.document.assumptions.find(({ key }) => key === 'crews')?.value;
  if (crews === undefined) return without('作业面数假设', 'the number of crews is');
  return measured(
    all.map(({ from }) => {
      const open = all.filter((each) => each.from <= from && from < each.to);
      const beyond = open.length - crews;
      return {
        value: Math.max(0, beyond),
        objects: beyond > 0 ? open.flatMap(({ operation }) => polesInside(evidence, operation)) : [],
      };
    }),
  );
}

function holdsSide({ operation }: Site, side: 'south' | 'north'): boolean {
  return operation.side === side || operation.side === 'both';
}
