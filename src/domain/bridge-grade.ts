import type { AttributeValue } from './asset.ts';
import type { Words } from './words.ts';

/**
 * 技术状况等级: an Ⅰ类养护 bridge (特大桥, special structures such as a cable-stayed one) is 合格 or 不合格; Ⅱ–Ⅴ类 are A–E by BCI
 * (CJJ 99-2017, class split to be checked). The two scales are never mixed: a letter for an Ⅰ类 bridge is no grade.
 */
export type BridgeGrade =
  | { readonly scale: 'qualified'; readonly grade: 'qualified' | 'unqualified' }
  | { readonly scale: 'bci'; readonly grade: 'A' | 'B' | 'C' | 'D' | 'E' }
  | { readonly scale: 'none'; readonly because: 'not-rated' | 'other-scale' };

/** What each grade is called; the action is the management unit's, not the product's. */
export const GRADE_WORDS = {
  qualified: { zh: '合格级', en: 'Qualified' },
  unqualified: { zh: '不合格级', en: 'Unqualified' },
  A: { zh: 'A 级 完好', en: 'A, intact' },
  B: { zh: 'B 级 良好', en: 'B, good' },
  C: { zh: 'C 级 合格', en: 'C, fair' },
  D: { zh: 'D 级 不合格', en: 'D, poor' },
  E: { zh: 'E 级 危险', en: 'E, dangerous' },
  'not-rated': { zh: '未评定', en: 'Not rated' },
  'other-scale': { zh: '评定与养护类别不符', en: 'Rated on the wrong scale' },
} as const satisfies Record<string, Words>;

const FIRST_CLASS = /^\s*(Ⅰ|I(?![IV])|1)\s*类?/;

/** Reads the grade of a bridge from its maintenance class and its rating: a word, a letter, or a BCI score of 0–100. */
export function bridgeGrade(
  maintenanceClass: AttributeValue | undefined,
  rating: AttributeValue | undefined,
): BridgeGrade {
  const text = String(rating ?? '').trim();
  if (text === '') return { scale: 'none', because: 'not-rated' };
  const first = FIRST_CLASS.test(String(maintenanceClass ?? ''));
  if (/^不合格/.test(text) && first) return { scale: 'qualified', grade: 'unqualified' };
  if (/^合格/.test(text) && first) return { scale: 'qualified', grade: 'qualified' };
  if (first) return { scale: 'none', because: 'other-scale' };
  const letter = /^([A-E])\s*级?$/i.exec(text)?.[1]?.toUpperCase();
  if (letter !== undefined) return { scale: 'bci', grade: letter as 'A' };
  const score = Number(text.replace(/^BCI\s*/i, ''));
  return Number.isFinite(score) && score >= 0 && score <= 100
    ? { scale: 'bci', grade: gradeOfScore(score) }
    : { scale: 'none', because: 'other-scale' };
}

/** A ≥ 90, B 80–89, C 66–79, D 50–65, E < 50 (CJJ 99-2017, to be checked). */
function gradeOfScore(bci: number): 'A' | 'B' | 'C' | 'D' | 'E' {
  return bci >= 90 ? 'A' : bci >= 80 ? 'B' : bci >= 66 ? 'C' : bci >= 50 ? 'D' : 'E';
}
