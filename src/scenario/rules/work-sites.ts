import type { Operation, WorkSite } from '../../wire/scenario-document.ts';
import type { ObjectRef } from '../compiled.ts';
import type { Evidence } from './evidence.ts';
import type { Judgement } from './judgement.ts';
import { atLeast, atMost, type Measured } from './judging.ts';
import type { Rule } from './rule.ts';

type Close = Extract<Operation, { op: 'close' }>;

/** Rules on fences, crews and what stays open beside them (domain reference §4.7; limits without a mark there are ours). */
export const WORK_SITE_RULES: readonly Rule[] = [
  {
    id: 'S7',
    title: { zh: '同侧连续围挡长度', en: 'Fence on end along one side' },
    limit: { value: 600, unit: 'm', sense: 'at most' },
    source: '施工组织，设计建议',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) => judgeFences(evidence, limit),
  },
  {
    id: 'S8',
    title: { zh: '同一路段两侧不同时围挡', en: 'Never both sides of a stretch at once' },
    limit: { value: 0, unit: '处', sense: 'at most' },
    source: '施工组织 P1、P2：半幅施工，六车道压缩为四车道',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) => judgeSides(evidence, limit),
  },
  {
    id: 'S9',
    title: { zh: '围挡处人行净宽', en: 'Footway beside fences' },
    limit: { value: 1.5, unit: 'm', sense: 'at least' },
    source: '施工组织规则：保留 ≥1.5 m',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) =>
      atLeast(
        measure(evidence, ({ footway }) => footway),
        limit,
      ),
  },
  {
    id: 'S10',
    title: { zh: '消防通道净宽', en: 'Fire lane beside fences' },
    limit: { value: 4, unit: 'm', sense: 'at least' },
    source: '施工组织，设计建议；消防车道净宽 ≥4 m 的条文待核',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) =>
      atLeast(
        measure(evidence, ({ fireLane }) => fireLane),
        limit,
      ),
  },
  {
    id: 'S11',
    title: {
      zh: '商铺、学校、医院出入口至围挡开口',
      en: 'Doors of shops, schools and hospitals to a gap in the fence',
    },
    limit: { value: 15, unit: 'm', sense: 'at most' },
    source: '施工组织，设计建议',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) => judgeAccesses(evidence, limit),
  },
  {
    id: 'S12',
    title: { zh: '围挡内公交站未设临时站', en: 'Bus stops fenced without a temporary one' },
    limit: { value: 0, unit: '处', sense: 'at most' },
    source: '施工组织，设计建议',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) => judgeBusStops(evidence, limit),
  },
  {
    id: 'S13',
    title: { zh: '同时作业面超出班组数', en: 'Sites at once beyond the crews' },
    limit: { value: 0, unit: '个', sense: 'at most' },
    source: '假设：同时施工作业面',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) => judgeCrews(evidence, limit),
  },
  {
    id: 'S14',
    title: { zh: '夜间占道时长（22:00–05:00）', en: 'Night closure (22:00–05:00)' },
    limit: { value: 7, unit: 'h', sense: 'at most' },
    source: '施工组织 P3：22:00–05:00',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) =>
      atMost(
        sites(evidence).flatMap(({ operation, site }) =>
          site.work === 'erect' ? [{ value: operation.hours ?? 24, objects: polesInside(evidence, operation) }] : [],
        ),
        limit,
      ),
  },
  {
    id: 'S15',
    title: { zh: '路口信号断灯时长', en: 'Signals dark at a junction' },
    limit: { value: 2, unit: 'h', sense: 'at most' },
    source: '施工组织 P4：≤2 h，民警现场指挥',
    confidence: 'D',
    standing: 'own',
    judge: ({ ledger }, limit) =>
      atMost(
        ledger.holds.flatMap(({ operation }) =>
          operation.op === 'close' && operation.junction !== undefined
            ? [{ value: operation.hours ?? 24, objects: [] }]
            : [],
        ),
        limit,
      ),
  },
];

/** Existing poles beside a work site. */
export function polesInside({ ledger, axis }: Evidence, { side, site }: Close): ObjectRef[] {
  if (!axis || !site) return [];
  return ledger.poles.flatMap(({ ref, planned, position }) =>
    !planned && inside(site, side, axis.stationOf(position[0], position[1])) ? [ref] : [],
  );
}

interface Site {
  readonly operation: Close;
  readonly site: WorkSite;
  readonly from: number;
  readonly to: number;
}

function sites({ ledger }: Evidence): Site[] {
  return ledger.holds.flatMap(({ operation, from, to }) =>
    operation.op === 'close' && operation.site ? [{ operation, site: operation.site, from, to }] : [],
  );
}

function measure(evidence: Evidence, value: (site: WorkSite) => number): Measured[] {
  return sites(evidence).map(({ operation, site }) => ({
    value: value(site),
    objects: polesInside(evidence, operation),
  }));
}

/** Fences that stand day and night while a lane is closed; night works open again every morning. */
function fences(evidence: Evidence): Site[] {
  return sites(evidence).filter(({ operation }) => operation.lanes > 0 && operation.hours === undefined);
}

/** Longest union of neighbouring stretches fenced on one side at one time; fences change only when one begins. */
function judgeFences(evidence: Evidence, limit: number): Judgement {
  const all = fences(evidence);
  const measured: Measured[] = [];
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
        measured.push({ value: end - start, objects: [] });
        if (end - start > limit)
          measured.push({
            value: end - start,
            objects: run.flatMap(({ operation }) => polesInside(evidence, operation)),
          });
      }
    }
  return atMost(measured, limit);
}

function judgeSides(evidence: Evidence, limit: number): Judgement {
  const all = fences(evidence);
  if (all.length === 0) return { kind: 'nothing' };
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
  return atMost(
    [{ value: pairs.length, objects: pairs.flatMap(({ operation }) => polesInside(evidence, operation)) }],
    limit,
  );
}

function judgeAccesses(evidence: Evidence, limit: number): Judgement {
  const { compiled, axis } = evidence;
  const all = sites(evidence);
  if (all.length === 0) return { kind: 'nothing' };
  const { accesses } = compiled.document.project;
  if (!accesses || !axis)
    return { kind: 'unknown', missing: { zh: '缺沿线出入口数据', en: 'doors along the road are missing' } };
  const measured = accesses.flatMap(({ position }) => {
    const station = axis.stationOf(position[0], position[1]);
    return all
      .filter(({ operation, site }) => inside(site, operation.side, station))
      .map(({ operation, site }) => ({
        value: Math.min(limit * 1000, ...site.openings.map((opening) => Math.abs(opening - station.chainage))),
        objects: polesInside(evidence, operation),
      }));
  });
  return measured.length > 0 ? atMost(measured, limit) : { kind: 'within', value: 0, objects: [] };
}

function judgeBusStops(evidence: Evidence, limit: number): Judgement {
  const { ledger, axis } = evidence;
  const all = sites(evidence);
  if (all.length === 0) return { kind: 'nothing' };
  if (!axis) return { kind: 'unknown', missing: { zh: '缺道路轴线', en: 'the road axis is missing' } };
  const stops = ledger.poles.filter((pole) => pole.class === 'BS' && !pole.planned);
  const forgotten = all.flatMap(({ operation, site }) =>
    stops.filter(
      ({ ref, position }) =>
        inside(site, operation.side, axis.stationOf(position[0], position[1])) && !site.busStops.includes(ref.id),
    ),
  );
  return atMost([{ value: forgotten.length, objects: forgotten.map(({ ref }) => ref) }], limit);
}

function judgeCrews(evidence: Evidence, limit: number): Judgement {
  const all = sites(evidence);
  if (all.length === 0) return { kind: 'nothing' };
  const crews = evidence.compiled.document.assumptions.find(({ key }) => key === 'crews')?.value;
  if (crews === undefined)
    return { kind: 'unknown', missing: { zh: '缺作业面数假设', en: 'the number of crews is missing' } };
  return atMost(
    all.map(({ from }) => {
      const open = all.filter((each) => each.from <= from && from < each.to);
      const beyond = open.length - crews;
      return {
        value: Math.max(0, beyond),
        objects: beyond > 0 ? open.flatMap(({ operation }) => polesInside(evidence, operation)) : [],
      };
    }),
    limit,
  );
}

function holdsSide({ operation }: Site, side: 'south' | 'north'): boolean {
  return operation.side === side || operation.side === 'both';
}

function inside(
  { stretch }: WorkSite,
  side: Close['side'],
  { chainage, offset }: { readonly chainage: number; readonly offset: number },
): boolean {
  if (chainage < stretch[0] || chainage > stretch[1]) return false;
  return side === 'both' || offset < 0 === (side === 'south');
}
