import * as v from 'valibot';
import { LAMP_CLASSES } from '../domain/lamp-class.ts';
import type { LeftOut } from '../domain/left-out.ts';
import type { Words } from '../domain/words.ts';
import { type FieldPath, lostFields } from './lost-fields.ts';
import { unmarked } from './marked-document.ts';
import { WireError } from './parse.ts';
import { type ScenarioDocument, ScenarioDocumentSchema } from './scenario-document.ts';
import { toCurrentFormat } from './scenario-format.ts';

export interface ForeignScenario {
  readonly document: ScenarioDocument;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Parts of a document that may go for themselves, the smallest first; `*` is any position. What is wrong elsewhere, such as
 * in the project or its extent, refuses the document: without it there would be another plan.
 */
const PARTS: readonly (readonly string[])[] = [
  ['alternatives', '*', 'phases', '*', 'operations', '*'],
  ['alternatives', '*', 'phases', '*'],
  ['alternatives', '*'],
  ['baseline', '*', 'ids', '*'],
  ['baseline', '*'],
  ['slices', '*'],
  ['project', 'junctions', '*'],
  ['project', 'accesses', '*'],
  ['project', 'network', '*'],
  ['project', 'districts', '*'],
  ...LAMP_CLASSES.map((lamp) => ['photometry', lamp]),
  ['luxSurvey', 'readings', '*'],
  ['luxSurvey'],
  ['terrains', '*'],
  ['recordedStorm'],
];

/**
 * Reads a document that somebody else wrote, as far as it can be read: an operation, phase or alternative that does not fit
 * goes, a field that this product does not know goes, each named with its place; the rest is kept.
 *
 * @throws WireError when it is of a format that cannot be read, or wrong in what everything rests on
 */
export function readForeignScenario(input: unknown, what: string): ForeignScenario {
  const leftOut: LeftOut[] = [];
  // Each turn takes at least one part away, so the turns end.
  for (let rest = toCurrentFormat(unmarked(input), what); ; ) {
    const result = v.safeParse(ScenarioDocumentSchema, rest);
    if (result.success) {
      for (const path of lostFields(rest, result.output)) leftOut.push(unknownField(rest, path));
      return { document: result.output, leftOut };
    }
    const gone = new Map<string, { readonly path: FieldPath; readonly why: string }>();
    for (const issue of result.issues) {
      const path = pathOf(issue);
      const part = partOf(path);
      const inside = path.slice(part?.length ?? 0).join('.');
      if (!part) throw new WireError(`${what}: ${path.join('.')} ${issue.message}`);
      const key = part.join('.');
      if (!gone.has(key)) gone.set(key, { path: part, why: `${inside} ${issue.message}`.trim() });
    }
    for (const { path, why } of gone.values())
      leftOut.push({
        place: placeOf(rest, path),
        reason: { zh: `内容不合格式：${why}`, en: `does not fit the format: ${why}` },
        objects: idsIn(at(rest, path)),
      });
    rest = without(
      rest,
      [...gone.values()].map(({ path }) => path),
    );
  }
}

function pathOf(issue: v.BaseIssue<unknown>): FieldPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

/** The smallest part around a place that may go for itself. */
function partOf(path: FieldPath): FieldPath | undefined {
  const pattern = PARTS.find(
    (each) =>
      path.length >= each.length &&
      each.every((step, index) => (step === '*' ? typeof path[index] === 'number' : step === path[index])),
  );
  return pattern && path.slice(0, pattern.length);
}

function without(value: unknown, paths: readonly FieldPath[]): unknown {
  if (paths.length === 0 || typeof value !== 'object' || value === null) return value;
  const below = (key: string | number) => paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
  const isGone = (key: string | number) => below(key).some((rest) => rest.length === 0);
  if (Array.isArray(value))
    return value.flatMap((each: unknown, index) => (isGone(index) ? [] : [without(each, below(index))]));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (isGone(key) ? [] : [[key, without(each, below(key))]])),
  );
}

function unknownField(document: unknown, path: FieldPath): LeftOut {
  const part = partOf(path) ?? [];
  const field = path.slice(part.length).join('.');
  return {
    place: placeOf(document, part),
    reason: {
      zh: `本产品不认识字段“${field}”，已略去；其余照用`,
      en: `field "${field}" is unknown to this product and was left out; the rest is used`,
    },
    objects: idsIn(at(document, part)),
  };
}

const NAMES: Readonly<Record<string, Words>> = {
  alternatives: { zh: '方案', en: 'alternative' },
  phases: { zh: '阶段', en: 'phase' },
  slices: { zh: '时间片', en: 'slice' },
  baseline: { zh: '现状清单', en: 'baseline' },
  junctions: { zh: '路口', en: 'junction' },
  accesses: { zh: '出入口', en: 'access' },
  network: { zh: '道路', en: 'road' },
  districts: { zh: '区', en: 'district' },
};

/** `方案 B 阶段 P3 第 12 项操作（merge）`, by the ids that the document gives. */
function placeOf(document: unknown, path: FieldPath): Words {
  const zh: string[] = [];
  const en: string[] = [];
  path.forEach((step, index) => {
    if (typeof step !== 'number') return;
    const list = String(path[index - 1]);
    const item = at(document, path.slice(0, index + 1));
    if (list === 'operations') {
      const op = field(item, 'op');
      zh.push(`第 ${step} 项操作${op === undefined ? '' : `（${op}）`}`);
      en.push(`operation ${step}${op === undefined ? '' : ` (${op})`}`);
      return;
    }
    const name = field(item, 'id') ?? field(item, 'name') ?? field(item, 'layer') ?? String(step);
    zh.push(`${NAMES[list]?.zh ?? ''} ${name}`.trim());
    en.push(`${NAMES[list]?.en ?? ''} ${name}`.trim());
  });
  return zh.length > 0 ? { zh: zh.join(' '), en: en.join(', ') } : { zh: '文件', en: 'document' };
}

function at(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (each, key) =>
      typeof each === 'object' && each !== null ? (each as Record<string | number, unknown>)[key] : undefined,
    value,
  );
}

function field(item: unknown, key: string): string | undefined {
  const value = at(item, [key]);
  return typeof value === 'string' ? value : undefined;
}

/** Ids of the assets that an operation names, whatever else is wrong with it. */
function idsIn(operation: unknown): string[] {
  const names = [
    ['asset', 'id'],
    ['target', 'id'],
    ['from', 'id'],
    ['carrier', 'id'],
  ];
  return names.flatMap((path) => {
    const id = at(operation, path);
    return typeof id === 'string' ? [id] : [];
  });
}
