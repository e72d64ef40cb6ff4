import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../state/commands.ts';
import { fill, UNIT_WORDS, W } from './words.ts';

const FOLDER = new URL('.', import.meta.url);
const CJK = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
/** Where 中文 belongs: the tables of words, and the grammar of what people type. */
const TABLES = /(^|[/-])words\.ts$|^typed-time\.ts$/;

/** Source without comments and with strings kept. */
function code(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');
}

describe('words', () => {
  it('no component carries words of its own', () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.tsx?$/.test(name) && !/\.test\./.test(name),
    );
    expect(files.length).toBeGreaterThan(30);
    for (const name of files.filter((each) => !TABLES.test(each)))
      for (const line of code(name).split('\n')) expect(CJK.test(line), `${name}: ${line.trim()}`).toBe(false);
  });

  it('both languages say everything, with the same values filled in', () => {
    const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, words] of Object.entries(W)) {
      expect(words.zh.trim(), key).not.toBe('');
      expect(words.en.trim(), key).not.toBe('');
      expect(blanks(words.en), key).toEqual(blanks(words.zh));
      if (key !== 'language') expect(CJK.test(words.en), `${key}: ${words.en}`).toBe(false);
    }
    for (const words of Object.values(UNIT_WORDS)) expect(CJK.test(words.en)).toBe(false);
    for (const command of COMMANDS) {
      expect(command.title.zh).not.toBe('');
      expect(command.title.en).not.toBe('');
    }
  });

  it('every word is used', () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.tsx?$/.test(name) && name !== 'words.ts',
    );
    const all = files.map(code).join('\n');
    const built = /^(ago|for)(Seconds|Minutes|Hours|Days)$|^(above|below|equals)$/;
    for (const key of Object.keys(W))
      if (!built.test(key)) expect(new RegExp(`\\bW\\.${key}\\b`).test(all), key).toBe(true);
  });

  it('fills blanks and leaves unknown ones standing', () => {
    expect(fill('{a} of {b}', { a: 3 })).toBe('3 of {b}');
  });
});
