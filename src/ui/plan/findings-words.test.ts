import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FINDING_WORDS } from './findings-words.ts';

const CJK = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
const code = ['Findings', 'FindingRow', 'LimitFields', 'ReportPages']
  .map((name) => readFileSync(new URL(`${name}.tsx`, import.meta.url), 'utf8'))
  .join('\n');

test.each(Object.entries(FINDING_WORDS))(
  '%s: both languages, the same blanks, and somebody says it',
  (key, { zh, en }) => {
    const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    expect(CJK.test(zh)).toBe(!/^[{}\w\s]*$/.test(zh));
    expect(CJK.test(en)).toBe(false);
    expect(blanks(en)).toEqual(blanks(zh));
    expect(code).toMatch(new RegExp(`\\bF\\.${key}\\b`));
  },
);
