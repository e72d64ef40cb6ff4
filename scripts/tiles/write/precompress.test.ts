import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openOutput } from './output.ts';
import { isThorough, withSiblings } from './precompress.ts';

const folder = mkdtempSync(join(tmpdir(), 'tiles-precompress-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const UNPACKED = { '.br': brotliDecompressSync, '.gz': gunzipSync } as const;
/** Bytes that no codec makes smaller: a linear congruential generator's upper bits. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}
const text = (length: number) => Buffer.from('济宁 洸河路 多杆合一 '.repeat(length)).subarray(0, length);

describe('compressed siblings', () => {
  it.each([512, 70_000, 3_000_000])('of %s bytes hold the file, and are smaller', (length) => {
    const [plain, ...siblings] = withSiblings({ path: 'tiles/x/content/0-0-0.glb', bytes: text(length) });
    expect(text(length).equals(plain?.bytes as Uint8Array)).toBe(true);
    expect(siblings.map(({ path }) => path)).toEqual(['tiles/x/content/0-0-0.glb.br', 'tiles/x/content/0-0-0.glb.gz']);
    for (const { path, bytes } of siblings) {
      expect(UNPACKED[path.slice(-3) as keyof typeof UNPACKED](bytes).equals(text(length)), path).toBe(true);
      expect(bytes.length).toBeLessThan(length);
    }
  });

  it('are left out where they save too little', () => {
    expect(withSiblings({ path: 'a.bin', bytes: text(511) })).toHaveLength(1);
    expect(withSiblings({ path: 'a.bin', bytes: noise(40_000) })).toHaveLength(1);
    expect(withSiblings({ path: 'a.bin', bytes: new Uint8Array() })).toHaveLength(1);
  });

  it('are thorough for the few tables that every start asks for whole', () => {
    const bytes = text(2000);
    expect(
      ['catalog.json', 'assets/lamp.json', 'scenarios/guanghe.json'].every((path) => isThorough({ path, bytes })),
    ).toBe(true);
    expect(
      ['tiles/buildings/tileset.json', 'names/buildings/0-0-0.json'].some((path) => isThorough({ path, bytes })),
    ).toBe(false);
    expect(isThorough({ path: 'assets/lamp.json', bytes: new Uint8Array(16_000_001) })).toBe(false);
  });

  it.each([
    ['this core', false],
    ['others', true],
  ])('made by %s lie beside the files of a city, and their sizes are told', async (name, alone) => {
    const out = join(folder, `city of ${name}`);
    const output = openOutput(out, alone);
    for (const path of ['catalog.json', 'assets/lamp.json', 'tiles/x/tileset.json', 'tiles/x/content/0-0-0.glb'])
      output.write(path, text(20_000));
    output.write('slots.bin', noise(5000));
    const { plain, beside } = await output.sizes();
    output.commit();
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
    const sizes = (packed: boolean) =>
      files
        .filter((name) => /\.(br|gz)$/.test(name) === packed)
        .reduce((sum, name) => sum + readFileSync(join(out, name)).length, 0);
    expect([plain, beside]).toEqual([sizes(false), sizes(true)]);
    expect(plain).toBe(85_000);
    for (const name of files.filter((each) => !/\.(br|gz)$/.test(each))) {
      const file = join(out, name);
      expect(existsSync(`${file}.br`), name).toBe(name !== 'slots.bin');
      for (const ending of ['.br', '.gz'] as const)
        if (existsSync(file + ending))
          expect(UNPACKED[ending](readFileSync(file + ending)).equals(readFileSync(file)), name).toBe(true);
    }
    // Content of a tile: the same bytes whoever makes them.
    const [, brotli] = withSiblings({ path: 'x', bytes: text(20_000) });
    expect(readFileSync(join(out, 'tiles/x/content/0-0-0.glb.br')).equals(brotli?.bytes as Uint8Array)).toBe(true);
  });
});
