import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { markedPure } from './cesium-parts.ts';

const RESIUM = readFileSync('node_modules/resium/dist/resium.js', 'utf8');
const MARK = '/* @__PURE__ */ ';

describe('resium without its unused components', () => {
  it('marks every component of the installed version and changes nothing else', () => {
    const marked = markedPure(RESIUM);
    const marks = marked.split(MARK).length - RESIUM.split(MARK).length;
    expect(marks).toBeGreaterThan(60);
    expect(marked.replaceAll(MARK, '')).toBe(RESIUM.replaceAll(MARK, ''));
  });

  it('says what to do when another version names its makers otherwise', () => {
    expect(() => markedPure('export { a as createCesiumComponent };')).toThrow(/cesium-parts\.ts/);
  });
});
