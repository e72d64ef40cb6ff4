import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, ensureContrast } from './contrast.ts';
import { tokensCss, tokensOf } from './tokens.ts';

const FILE = new URL('./tokens.css', import.meta.url);

describe('tokens', () => {
  it('tokens.css is what the palette says (UPDATE=1 rewrites it)', () => {
    if (process.env.UPDATE === '1') writeFileSync(FILE, tokensCss());
    expect(readFileSync(FILE, 'utf8')).toBe(tokensCss());
  });

  it.each(['day', 'night'] as const)('words reach 4.5:1 and symbols 3:1 by %s', (light) => {
    const tokens = tokensOf(light);
    const words = Object.keys(tokens).filter((name) => name.startsWith('text') || name.endsWith('-text'));
    expect(words.length).toBeGreaterThan(8);
    for (const background of ['surface', 'raised', 'sunken'])
      for (const name of ['text', 'text-soft'])
        expect(contrast(tokens[name]!, tokens[background]!), `${name} on ${background}`).toBeGreaterThanOrEqual(4.5);
    for (const name of words)
      expect(contrast(tokens[name]!, tokens.surface!), `${name} on surface`).toBeGreaterThanOrEqual(4.5);
    for (const name of Object.keys(tokens).filter((each) => /^(status|era)-[a-z]+$/.test(each)))
      expect(contrast(tokens[name]!, tokens.surface!), `${name} on surface`).toBeGreaterThanOrEqual(3);
    expect(contrast(tokens['line-strong']!, tokens.surface!)).toBeGreaterThanOrEqual(3);
    expect(contrast(tokens['on-accent']!, tokens.accent!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens.accent!, tokens['accent-soft']!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens['text-soft']!, tokens['accent-soft']!)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('contrast', () => {
  it('agrees with the extremes and a published value', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#123456', '#123456')).toBe(1);
  });

  it('leaves a colour alone that already reads', () => {
    expect(ensureContrast('#000000', '#ffffff', 4.5, '#000000')).toBe('#000000');
    expect(contrast(ensureContrast('#f2c94c', '#ffffff', 4.5, '#000000'), '#ffffff')).toBeGreaterThanOrEqual(4.5);
  });
});
