import type { Alert } from '../../domain/alert.ts';
import type { ThresholdDefinition } from '../../domain/layer.ts';
import { LEVEL_WORDS } from '../../domain/level.ts';
import { assess } from '../../domain/threshold.ts';
import type { City } from '../city.ts';

/** A case as the bureau's 数字城管 gets it, in the terms of GB/T 30428 (domain reference §1.7). */
export interface CaseContent {
  readonly format: 'chengjing-case@1';
  /** The same for every try: whoever has it already answers 200 or 409. */
  readonly caseId: string;
  /** 问题来源. */
  readonly source: string;
  /** 部件, by code and 标识码, about which the event is. */
  readonly part: {
    readonly code: string;
    readonly codeSource: string;
    readonly id: string | null;
    readonly name: string;
  };
  /** 事件大类. */
  readonly eventClass: string;
  /** 单元网格, 14 digits; null where the register does not tell it. */
  readonly unitGrid: string | null;
  readonly district: string | null;
  readonly subdistrict: string | null;
  readonly road: string | null;
  readonly position: {
    readonly longitude: number;
    readonly latitude: number;
    readonly datum: 'CGCS2000';
  };
  /** 问题描述. */
  readonly description: string;
  readonly level: { readonly code: string; readonly name: string };
  /** 上报时间, RFC 3339. */
  readonly reportedAt: string;
  readonly raisedAt: string;
  readonly owner: string | null;
  readonly maintainer: string | null;
  readonly measured: {
    readonly property: string;
    readonly value: number;
    readonly limit: number;
    readonly unit: string;
    readonly limitSource: string | null;
  };
  /** 附件: where the evidence is seen. */
  readonly attachments: readonly { readonly title: string; readonly url: string }[];
  /** Where number and stage are to be told. */
  readonly callback: string;
}

/** @param base origin under which browsers and the bureau's system reach the gateway, without a slash */
export function caseContent(city: City, alert: Alert, caseId: string, now: number, base: string): CaseContent | null {
  const place = city.find(alert.asset);
  if (!place) return null;
  const { layer, slot } = place;
  const { definition, assets } = layer;
  const text = (key: string): string | null => {
    const value = assets.columns[key]?.[slot];
    return value === null || value === undefined || value === '' ? null : String(value);
  };
  const property = definition.properties.find(({ key }) => key === alert.property);
  const threshold: ThresholdDefinition | undefined =
    assess(definition, alert.property, alert.value, (key) => assets.columns[key]?.[slot]).by?.threshold ??
    definition.thresholds.find((each) => each.property === alert.property && each.level === alert.level);
  const unit = property && property.unit !== '1' ? property.unit : '';
  const state = property?.states?.find(({ value }) => value === alert.value)?.title.zh;
  const measured = state ?? `${alert.value} ${unit}`.trim();
  const time = (at: number) => localTime(at, city.catalog.city.utcOffset);
  const name = text('name') ?? alert.asset;
  const meaning = threshold ? `，${threshold.meaning.zh}` : '';
  const limit = property?.states ? '' : `（限值 ${alert.limit} ${unit}）`;
  const evidence = `${base}/?select=${encodeURIComponent(alert.asset)}&t=${encodeURIComponent(time(alert.raisedAt))}`;
  const span = `property=${alert.property}&from=${Math.round(alert.raisedAt - 3 * 3_600_000)}&to=${Math.round(now)}`;
  return {
    format: 'chengjing-case@1',
    caseId,
    source: '城镜·物联网监测报警',
    part: {
      code: (text('code') ?? '').slice(6, 10) || definition.code.value,
      codeSource: definition.code.source.text,
      id: text('code'),
      name,
    },
    eventClass: definition.eventClass ?? '其他',
    unitGrid: text('grid'),
    district: text('district'),
    subdistrict: text('subdistrict'),
    road: text('road'),
    position: {
      longitude: assets.positions[3 * slot] ?? Number.NaN,
      latitude: assets.positions[3 * slot + 1] ?? Number.NaN,
      datum: 'CGCS2000',
    },
    description: `${definition.title.zh}·${name}：${property?.title.zh ?? alert.property} ${measured}${limit}${meaning}。${time(alert.raisedAt)} 起。`,
    level: { code: alert.level, name: LEVEL_WORDS[alert.level].zh },
    reportedAt: time(now),
    raisedAt: time(alert.raisedAt),
    owner: text('owner'),
    maintainer: text('maintainer'),
    measured: {
      property: property?.title.zh ?? alert.property,
      value: alert.value,
      limit: alert.limit,
      unit,
      limitSource: threshold?.source.text ?? null,
    },
    attachments: [
      { title: '现场三维与报警依据', url: evidence },
      { title: '监测曲线', url: `${base}/api/assets/${encodeURIComponent(alert.asset)}/history?${span}` },
    ],
    callback: `${base}/api/cases/news`,
  };
}

/** RFC 3339 in the city's own time. */
function localTime(at: number, utcOffset: number): string {
  const sign = utcOffset < 0 ? '-' : '+';
  const minutes = Math.abs(utcOffset);
  const two = (each: number) => String(each).padStart(2, '0');
  const local = new Date(Math.floor(at / 1000) * 1000 + utcOffset * 60_000).toISOString().slice(0, 19);
  return `${local}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
