import type { AssetTable, AttributeValue, Path } from '../domain/asset.ts';
import { formatBusLines } from '../domain/bus-lines.ts';
import { insideRing } from '../domain/geo/inside-ring.ts';
import { pathLength } from '../domain/geo/local-frame.ts';
import { layerOf } from '../domain/layers/table.ts';
import { formatMounts } from '../domain/mount.ts';
import { type BaselineDraft, baselineTable, SURVEYED_LAYERS, type SurveyedLayer } from './baseline-table.ts';
import type { Bounds } from './placement.ts';
import { noteAssumed, plannedMount } from './planned-mount.ts';
import type { SurveyProblem } from './problem.ts';
import type { LineUse } from './recognise.ts';
import type { SurveyCabinet, SurveyLine, SurveyPole, SurveyRecord } from './record.ts';
import type { SurveyTable } from './survey-table.ts';

export interface BaselineOptions {
  /** The city's extent, over which slots are numbered. */
  readonly bounds: Bounds;
  /** 示意范围: only what stands inside is taken. Without it all is. */
  readonly extent?: Path;
  /** Road of poles whose row names none, e.g. 洸河路. */
  readonly road?: string;
}

/** What a scenario starts from. */
export interface SurveyBaseline {
  /** By `SurveyedLayer`; of a layer that the survey knows nothing of, an empty table. */
  readonly tables: ReadonlyMap<SurveyedLayer, AssetTable>;
  /** What was assumed or left out on the way, beside the survey's own problems. */
  readonly problems: readonly SurveyProblem[];
}

/**
 * The baseline of a survey: lamp poles to layer `lamp`, other poles, cabinets and lines to theirs, as `planPoles` and the catalog
 * take them. Rows with an error stay out, and lines of which nobody says whether they hang or lie; nothing unknown is made up: a
 * height that the survey lacks stays null, an owner is 不明.
 */
export function surveyToAssets(survey: SurveyTable, options: BaselineOptions): SurveyBaseline {
  const bad = new Set(
    survey.problems.flatMap(({ severity, table, row }) =>
      severity === 'error' && row !== null ? [key(table, row)] : [],
    ),
  );
  const problems: SurveyProblem[] = [];
  const { extent } = options;
  const usable = survey.records.filter((record) => {
    if (bad.has(key(record.table, record.row))) return false;
    const at = record.kind === 'line' ? (record.path ?? []) : record.position ? [record.position] : [];
    if (at.length === 0) return false;
    if (extent === undefined || at.some((point) => insideRing(point, extent))) return true;
    problems.push({
      kind: 'outside-extent',
      severity: 'note',
      table: record.table,
      row: record.row,
      column: null,
      value: record.id,
      reason: { zh: '在示意范围之外，未计入', en: 'stands outside the extent; not counted' },
      remedy: { zh: '如应计入，请扩大范围', en: 'widen the extent if it belongs' },
    });
    return false;
  });
  const ids = new Set<string>();
  const drafts = usable.flatMap((record) => draftOf(record, assetId(record, ids), options, problems) ?? []);
  return {
    tables: new Map(
      SURVEYED_LAYERS.map((layer) => [
        layer,
        baselineTable(
          layerOf(layer),
          drafts.filter((draft) => draft.layer === layer),
          options.bounds,
        ),
      ]),
    ),
    problems,
  };
}

function draftOf(
  record: SurveyRecord,
  id: string,
  options: BaselineOptions,
  problems: SurveyProblem[],
): BaselineDraft | null {
  if (record.kind === 'pole') return poleDraft(record, id, options, problems);
  if (record.kind === 'cabinet') return cabinetDraft(record, id, options);
  return record.placement === null ? null : lineDraft(record, id, options, problems);
}

function key(table: string, row: number): string {
  return `${row} ${table}`;
}

/** The survey's own number where it can be a public key and is free; else one from its row. */
function assetId(record: SurveyRecord, taken: Set<string>): string {
  const letters = (record.id ?? '')
    .normalize('NFKC')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const wanted = /[A-Za-z0-9]/.test(letters) ? letters.slice(0, 50) : `S-${record.row}`;
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}.${n}`;
  taken.add(id);
  return id;
}

function poleDraft(pole: SurveyPole, id: string, options: BaselineOptions, problems: SurveyProblem[]): BaselineDraft {
  const layer = pole.class === 'LP' ? 'lamp' : 'pole';
  const heading = pole.heading ?? 0;
  const mounts = pole.mounts.flatMap((mount) => plannedMount(mount, pole, heading, problems));
  if (mounts.length === 0 && layer === 'lamp' && pole.height !== null) {
    mounts.push({ kind: 'luminaire', height: pole.height, azimuth: heading });
    noteAssumed(problems, pole, '照明灯具', {
      zh: '路灯杆未列挂载，按杆顶一盏灯具计',
      en: 'a lamp pole without devices; one luminaire at its top is assumed',
    });
  }
  if (pole.height === null)
    problems.push({
      kind: 'missing-height',
      severity: 'todo',
      table: pole.table,
      row: pole.row,
      column: null,
      value: pole.id,
      reason: {
        zh: '没有可用的杆高，相关规则无法判定',
        en: 'has no height that can be used; rules that need it cannot judge',
      },
      remedy: { zh: '待办：补测杆高', en: 'to do: measure its height' },
    });
  const watts = pole.mounts.reduce((sum, { kind, watts }) => sum + (kind === 'luminaire' ? (watts ?? 0) : 0), 0);
  const attributes: Record<string, AttributeValue> = {
    ...told(pole, id, options),
    note: noteOf(pole),
    height: pole.height,
    mounts: formatMounts(mounts),
    ...(layer === 'lamp'
      ? { type: lampType(pole), wattage: watts > 0 ? watts : null, feeder: null }
      : { class: pole.class ?? 'OT', busLines: pole.busLines && formatBusLines(pole.busLines) }),
  };
  return { layer, id, position: pole.position as readonly [number, number], heading, attributes };
}

function cabinetDraft(cabinet: SurveyCabinet, id: string, options: BaselineOptions): BaselineDraft {
  return {
    layer: 'cabinet',
    id,
    position: cabinet.position as readonly [number, number],
    heading: cabinet.heading ?? 0,
    attributes: {
      ...told(cabinet, id, options),
      type: cabinet.use === 'other' ? null : cabinet.use,
      height: cabinet.height,
    },
  };
}

/** Metres at which a wire is drawn whose height nobody measured, by its use: power above the others. */
const HANGS = { power: 10, other: 6.5 } as const;

function lineDraft(line: SurveyLine, id: string, options: BaselineOptions, problems: SurveyProblem[]): BaselineDraft {
  const path = line.path as Path;
  const length = pathLength(path);
  const overhead = line.placement === 'overhead';
  const kind = (overhead ? OVERHEAD_KINDS : UNDERGROUND_KINDS)[line.use] ?? null;
  const elevation = kind === 'power' ? HANGS.power : HANGS.other;
  if (overhead)
    problems.push({
      kind: 'assumed-height',
      severity: 'note',
      table: line.table,
      row: line.row,
      column: null,
      value: line.id,
      reason: {
        zh: `未测架空高度，按 ${elevation} m 绘制（示意）`,
        en: `where it hangs was not surveyed; it is drawn at ${elevation} m`,
      },
      remedy: { zh: '如需净空判定，请补测', en: 'measure it where clearance matters' },
    });
  const { accuracy, ...common } = told(line, id, options);
  return {
    layer: overhead ? 'overhead-line' : 'underground-line',
    id,
    position: path[Math.floor(path.length / 2)] as readonly [number, number],
    heading: 0,
    attributes: {
      ...common,
      kind,
      length: Math.round(length),
      ...(overhead ? { accuracy } : { depth: line.depth, accuracy: gradeOf(line.accuracy) }),
    },
    shape: path,
    ...(overhead ? { elevation } : {}),
  };
}

const OVERHEAD_KINDS: Readonly<Partial<Record<LineUse, string>>> = {
  power: 'power',
  lighting: 'power',
  telecom: 'telecom',
  signal: 'telecom',
};
const UNDERGROUND_KINDS: Readonly<Partial<Record<LineUse, string>>> = {
  power: 'power',
  lighting: 'lighting',
  telecom: 'telecom',
  signal: 'telecom',
  water: 'water',
  sewer: 'sewer',
  storm: 'storm',
  gas: 'gas',
};

/** 精度等级 of an underground line, as the layer counts it. */
function gradeOf(metres: number | null): string | null {
  if (metres === null || metres > 10) return null;
  return metres <= 0.5 ? 'A' : metres <= 1 ? 'B' : 'C';
}

/** What every record tells alike. */
function told(record: SurveyRecord, id: string, options: BaselineOptions) {
  return {
    name: record.name ?? record.id ?? id,
    code: record.code,
    district: record.district,
    subdistrict: record.subdistrict,
    road: roadOf(record, options),
    owner: record.owner ?? '不明',
    maintainer: record.maintainer,
    note: record.note,
    surveyId: record.id,
    surveyedOn: record.surveyedOn,
    accuracy: record.accuracy,
    photo: record.photo,
    verification: record.verification,
  };
}

/** A row that names the road among other words (洸河路建设路口) is of the road. */
function roadOf({ road }: SurveyRecord, options: BaselineOptions): string | null {
  if (road === null) return options.road ?? null;
  return options.road !== undefined && road.includes(options.road) ? options.road : road;
}

/** 高低臂 and 双臂 are poles of two arms; 庭院灯 stands at the top of its post. */
function lampType({ written, mounts }: SurveyPole): string {
  if (/庭院|景观|post.?top/i.test(written)) return 'post-top';
  const luminaires = mounts.filter(({ kind }) => kind === 'luminaire').length;
  return /双臂|高低臂|double/i.test(written) || luminaires > 1 ? 'double-arm' : 'single-arm';
}

function noteOf(pole: SurveyPole): string | null {
  const parts = [
    pole.note,
    pole.class === null && pole.written !== '' ? `原类型 ${pole.written}` : null,
    ...pole.mounts.filter(({ kind }) => kind === null).map(({ written }) => `未识别挂载 ${written}`),
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join('；') : null;
}
