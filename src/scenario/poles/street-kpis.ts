import type { Instant } from '../../domain/clock.ts';
import { pathLength } from '../../domain/geo/local-frame.ts';
import { holds } from '../../domain/validity.ts';
import type { CompiledScenario, Kpi } from '../compiled.ts';
import { figure } from '../figure.ts';
import { type ObjectRecord, objectsOf } from '../objects.ts';

/** 多箱合一、架空线入地: cabinets and lines, as far as the scenario counts any. */
export function streetKpis(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  const cabinets = objectsOf(compiled, alternativeId, 'cabinet');
  const overhead = objectsOf(compiled, alternativeId, 'overhead-line');
  const underground = objectsOf(compiled, alternativeId, 'underground-line');
  const standing = (objects: readonly ObjectRecord[]) => objects.filter((each) => holds(each, at));
  const gone = (objects: readonly ObjectRecord[], fate: ObjectRecord['fate']) =>
    objects.filter((each) => !each.planned && each.fate === fate && each.to <= at);
  const laid = standing(underground).filter(({ planned }) => planned);
  return [
    ...(cabinets.length === 0
      ? []
      : [
          pieces(
            'cabinets.standing',
            '在立机箱',
            'Cabinets standing',
            standing(cabinets),
            '现状与综合机箱中此刻在立者',
            'existing and multi-function cabinets that stand now',
          ),
          pieces(
            'cabinets.merged',
            '合箱',
            'Cabinets merged',
            gone(cabinets, 'merged'),
            '已并入综合机箱或综合杆设备仓的现状机箱',
            'existing cabinets gone into a multi-function one or a bay',
          ),
        ]),
    ...(overhead.length === 0
      ? []
      : [
          metres(
            'lines.overhead',
            '架空线',
            'Overhead lines',
            standing(overhead),
            '此刻仍架空的各类线路长度之和',
            'sum of the lengths still overhead',
          ),
          metres(
            'lines.undergrounded',
            '架空线入地',
            'Lines undergrounded',
            gone(overhead, 'undergrounded'),
            '已入地的架空线长度之和',
            'sum of the overhead lengths gone underground',
          ),
        ]),
    ...(underground.length === 0
      ? []
      : [
          metres(
            'lines.laid',
            '新敷管线',
            'Conduit laid',
            laid,
            '方案新敷且已就位的管线长度之和',
            'sum of the lengths that the plan has laid',
          ),
        ]),
  ];
}

/** Length of an object's line, metres. */
export function lengthOf({ shape }: Pick<ObjectRecord, 'shape'>): number {
  return pathLength(shape ?? []);
}

function pieces(
  key: string,
  zh: string,
  en: string,
  objects: readonly ObjectRecord[],
  formulaZh: string,
  formulaEn: string,
): Kpi {
  return figure(key, zh, en, objects.length, '个', 0, objects, formulaZh, formulaEn);
}

function metres(
  key: string,
  zh: string,
  en: string,
  objects: readonly ObjectRecord[],
  formulaZh: string,
  formulaEn: string,
): Kpi {
  const total = objects.reduce((sum, each) => sum + lengthOf(each), 0);
  return figure(key, zh, en, total, 'm', 0, objects, formulaZh, formulaEn);
}
