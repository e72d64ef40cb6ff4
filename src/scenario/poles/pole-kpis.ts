import { DAY, type Instant } from '../../domain/clock.ts';
import { POLE_CLASS_WORDS, POLE_CLASSES } from '../../domain/pole-class.ts';
import { holds } from '../../domain/validity.ts';
import type { CompiledScenario, Kpi } from '../compiled.ts';
import { figure } from '../figure.ts';
import { ledgerOf, type PoleRecord } from '../ledger.ts';
import { type Close, fencedPoles } from './fenced-poles.ts';
import { spaceKpis } from './space-kpis.ts';

/** Poles, their classes and the works, first of the whole road and then district by district (domain reference §4.2, §4.8). */
export function poleKpis(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  const ledger = ledgerOf(compiled, alternativeId);
  const { project } = compiled.document;
  return [
    ...poleFigures(ledger.poles, project.lengthMetres, at),
    ...spaceKpis(compiled, alternativeId, at),
    ...classFigures(ledger.poles, at),
    ...workFigures(compiled, alternativeId, at),
    ...(project.districts ?? []).flatMap(({ name, lengthMetres }) =>
      poleFigures(
        ledger.poles.filter((pole) => pole.district === name),
        lengthMetres,
        at,
      ).map((kpi) => ({ ...kpi, key: `${kpi.key}@${name}`, district: name })),
    ),
  ];
}

/** Poles that merging could spare: lamps and every class that the rules merge, not flags and not power poles. */
function mergeable(pole: PoleRecord): boolean {
  return pole.rule === 'carrier' || pole.rule === 'merge';
}

function poleFigures(poles: readonly PoleRecord[], lengthMetres: number, at: Instant): Kpi[] {
  const before = poles.filter((pole) => !pole.planned);
  const standing = poles.filter((pole) => holds(pole, at));
  const carriers = standing.filter((pole) => pole.planned);
  const gone = (fate: PoleRecord['fate']) => before.filter((pole) => pole.fate === fate && pole.to <= at);
  const kept = before.filter((pole) => pole.fate === 'keep');
  const pending = before.filter((pole) => pole.fate !== 'keep' && pole.to > at);
  const perKm = (count: number) => (lengthMetres > 0 ? (1000 * count) / lengthMetres : 0);
  const reduction = (among: (pole: PoleRecord) => boolean) => {
    const [was, is] = [before.filter(among).length, standing.filter(among).length];
    return was === 0 ? 0 : 100 * (1 - is / was);
  };
  const changed = (among: (pole: PoleRecord) => boolean) =>
    poles.filter((pole) => among(pole) && (pole.planned ? holds(pole, at) : pole.to <= at));
  return [
    count(
      'poles.standing',
      '在立杆件',
      'Poles standing',
      standing,
      '现状与新立杆件中此刻在立者',
      'existing and new poles that stand now',
    ),
    count(
      'poles.carriers',
      '已立综合杆',
      'Carriers built',
      carriers,
      '方案新立且此刻在立的杆件',
      'poles built by the plan that stand now',
    ),
    count(
      'poles.merged',
      '合并',
      'Merged',
      gone('merged'),
      '挂载移至综合杆后拆除的现状杆',
      'existing poles gone after their mounts moved',
    ),
    count(
      'poles.removed',
      '拆除',
      'Removed',
      gone('removed'),
      '不合并直接拆除的现状杆（道旗等）',
      'existing poles removed without merging (flags)',
    ),
    count(
      'poles.undergrounded',
      '入地',
      'Undergrounded',
      gone('undergrounded'),
      '线路入地后拆除的电力杆',
      'power poles gone with their lines underground',
    ),
    count('poles.kept', '保留', 'Kept', kept, '方案始终保留的现状杆', 'existing poles that the plan leaves standing'),
    count(
      'poles.pending',
      '待处置',
      'To go',
      pending,
      '仍在立、方案将拆除的现状杆',
      'existing poles that stand and will go',
    ),
    figure(
      'poles.perKm',
      '每公里杆数',
      'Poles per km',
      perKm(standing.length),
      '根/km',
      1,
      standing,
      '在立杆件 ÷ 范围内道路长度',
      'standing ÷ axis length in the extent',
    ),
    figure(
      'reduction.mergeable',
      '减杆率（可合并杆）',
      'Reduction, mergeable',
      reduction(mergeable),
      '%',
      1,
      changed(mergeable),
      '1 −（在立可合并杆 + 综合杆）÷ 现状可合并杆；不计道旗与电力杆',
      '1 − (mergeable standing + carriers) ÷ mergeable before; no flags, no power poles',
    ),
    figure(
      'reduction.all',
      '减杆率（全部杆）',
      'Reduction, all',
      reduction(() => true),
      '%',
      1,
      changed(() => true),
      '1 − 在立杆件 ÷ 现状杆件',
      '1 − standing ÷ before',
    ),
  ];
}

function classFigures(poles: readonly PoleRecord[], at: Instant): Kpi[] {
  return POLE_CLASSES.flatMap((poleClass) => {
    const own = poles.filter((pole) => pole.class === poleClass);
    if (own.length === 0) return [];
    const { zh, en } = POLE_CLASS_WORDS[poleClass];
    const standing = own.filter((pole) => holds(pole, at));
    return [
      count(`poles.standing.${poleClass}`, zh, en, standing, `在立的${zh}`, `${en.toLowerCase()}s that stand now`),
    ];
  });
}

function workFigures(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  const ledger = ledgerOf(compiled, alternativeId);
  const moved = ledger.merges.filter((merge) => merge.migrated <= at && merge.mounts.length > 0);
  const mounts = moved.reduce((sum, merge) => sum + merge.mounts.length, 0);
  const fallen = ledger.poles.filter((pole) => !pole.planned && pole.to <= at);
  const owners = new Set(fallen.map((pole) => pole.attributes.owner).filter((owner) => owner != null && owner !== ''));
  let [laneDays, nights] = [0, 0];
  const [lanesClosed, junctionsDark]: [Close[], Close[]] = [[], []];
  for (const { operation, from, to } of ledger.holds) {
    if (operation.op !== 'close' || from >= at) continue;
    const days = Math.max(0, Math.min(at, to) - from) / DAY;
    laneDays += (operation.lanes * days * (operation.hours ?? 24)) / 24;
    if (operation.lanes > 0) lanesClosed.push(operation);
    if (operation.junction === undefined) continue;
    junctionsDark.push(operation);
    nights += Math.ceil(days);
  }
  return [
    figure(
      'mounts.moved',
      '已迁移挂载',
      'Mounts moved',
      mounts,
      '件',
      0,
      moved.flatMap(({ from, carrier }) => [{ ref: from }, { ref: carrier }]),
      '已切改合并的挂载件数之和',
      'sum of mounts of the merges migrated so far',
    ),
    figure(
      'owners.involved',
      '涉及产权单位',
      'Owners involved',
      owners.size,
      '家',
      0,
      fallen,
      '已拆杆件的不同产权单位',
      'different owners of the poles gone so far',
    ),
    {
      ...figure(
        'lanes.days',
        '占道',
        'Lane·days',
        laneDays,
        '车道·日',
        0,
        fencedPoles(compiled, alternativeId, lanesClosed),
        '占用车道数 × 日数 ×（每日小时 ÷ 24），累计至此刻',
        'lanes × days × (hours a day ÷ 24), until now',
      ),
      assumptions: ['lanesClosed', 'nightHours', 'sideDays', 'minimalSideDays', 'erectDays', 'crews'],
    },
    {
      ...figure(
        'junction.nights',
        '路口切改夜数',
        'Junction nights',
        nights,
        '夜',
        0,
        fencedPoles(compiled, alternativeId, junctionsDark),
        '人工指挥的路口 × 夜数，累计至此刻',
        'junctions under manual control × nights, until now',
      ),
      assumptions: ['darkHours'],
    },
  ];
}

/** A number of poles, whose objects they are. */
function count(
  key: string,
  zh: string,
  en: string,
  poles: readonly PoleRecord[],
  formulaZh: string,
  formulaEn: string,
): Kpi {
  return figure(key, zh, en, poles.length, '根', 0, poles, formulaZh, formulaEn);
}
