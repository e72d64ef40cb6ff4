import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Words } from '../../domain/words.ts';
import { W as versionsWords } from '../versions/versions-words.ts';
import { passwordTrouble } from './new-password.ts';
import { W as peopleWords } from './people-words.ts';

const CJK = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;

describe.each<[string, Readonly<Record<string, Words>>]>([
  ['../people/', peopleWords],
  ['../versions/', versionsWords],
])('words of %s', (path, table) => {
  const folder = new URL(path, import.meta.url);
  const code = readdirSync(folder)
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|words/.test(name))
    .map((name) => readFileSync(new URL(name, folder), 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, ''))
    .join('\n');

  it('stand in the table alone, in both languages, with the same blanks, each used', () => {
    expect(code.length).toBeGreaterThan(5000);
    expect(code.split('\n').filter((line) => CJK.test(line))).toEqual([]);
    const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, words] of Object.entries(table)) {
      expect(words.zh.trim(), key).not.toBe('');
      expect(CJK.test(words.en), key).toBe(false);
      expect(blanks(words.en), key).toEqual(blanks(words.zh));
      expect(new RegExp(`\\bW\\.${key}\\b`).test(code), `${path}${key} is used`).toBe(true);
    }
  });
});

describe('a new password', () => {
  it('is long enough and typed twice alike', () => {
    expect(passwordTrouble('short', 'short', 10)?.zh).toContain('至少 10 个字符，现在 5 个');
    expect(passwordTrouble('long enough 1', 'long enough 2', 10)?.en).toContain('differ');
    expect(passwordTrouble('long enough 1', 'long enough 1', 10)).toBeNull();
  });
});
