import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { analyseFile } from './analyse-file.ts';
import { createRecordingReader, runsOf, secondsOf } from './recording-reader.ts';

/** Recordings of a test bridge at 100 Hz; where the folder is absent their tests are skipped. */
const FOLDER = resolve(import.meta.dirname, '../../../shared/data/bridge');
const INCLINATION = 'ReferenceStateINCAt100Hz.csv.zip';
const FORCE = 'UniBw_2022-04-11_ref_support_load_01ForceAt100Hz.csv.zip';
const TEMPERATURE = 'TemperatureData2022-04-11.zip';

function source(name: string, bytes: Uint8Array, chunk = 65_536) {
  return {
    name,
    size: bytes.length,
    stream: () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += chunk) controller.enqueue(bytes.slice(at, at + chunk));
          controller.close();
        },
      }),
  };
}

const analysed = (name: string, text: string | Uint8Array, chunk?: number) =>
  analyseFile(source(name, typeof text === 'string' ? new TextEncoder().encode(text) : text, chunk), () => {});

/** 30 s at 100 Hz of 2.5 Hz, as a logger would write it. */
function csv(
  change: (line: string, i: number) => string | null = (line) => line,
  header = '时间,ACC-01 [cm/s²]',
): string {
  const lines = Array.from({ length: 3000 }, (_, i) => {
    const t = i / 100;
    const moment = new Date(Date.UTC(2026, 6, 15, 8, 0, 0) + 1000 * t).toISOString().replace('T', ' ').slice(0, 23);
    return change(`${moment},${(12 * Math.sin(2 * Math.PI * 2.5 * t)).toFixed(5)}`, i);
  });
  return [header, ...lines.filter((each) => each !== null)].join('\r\n');
}

describe('a raw file', () => {
  it('gives rate, channel, unit, spectrum and first mode, however its bytes are cut', async () => {
    for (const chunk of [17, 1000, 1e6]) {
      const { recordings, refused } = await analysed('a.csv', csv(), chunk);
      expect(refused).toEqual([]);
      const [recording] = recordings;
      expect(recording).toMatchObject({ rows: 3000, gaps: 0, badCount: 0, begins: '2026-07-15 08:00:00.000' });
      expect(recording?.rate).toBeCloseTo(100, 6);
      const [channel] = recording?.channels ?? [];
      expect(channel).toMatchObject({ name: 'ACC-01', unit: 'cm/s²' });
      expect(channel?.modes[0]?.frequency).toBeCloseTo(2.5, 1);
    }
  });
  it('a bad row is named with its line and loses only itself; a gap is counted and not bridged', async () => {
    const text = csv((line, i) =>
      i === 1000 ? line.replace(/,.*/, ',overload') : i >= 2000 && i < 2100 ? null : line,
    );
    const { recordings } = await analysed('b.csv', text);
    expect(recordings[0]).toMatchObject({ rows: 2900, gaps: 1, badCount: 1 });
    expect(recordings[0]?.bad[0]).toMatchObject({ line: 1002, text: expect.stringContaining('overload') });
    const reader = createRecordingReader('b.csv');
    reader.push(text);
    const recording = reader.end();
    const runs = runsOf(recording, recording.channels[0]?.values ?? new Float64Array());
    expect(runs.map((run) => run.length)).toEqual([1000, 999, 900]);
  });
  it('times in any order of day and month, of the day alone, or in seconds', () => {
    const step = (a: string, b: string) => secondsOf(b) - secondsOf(a);
    expect(step('2022-11-04 08:36:24.897', '2022-11-04 08:36:24.907')).toBeCloseTo(0.01, 6);
    expect(step('11.04.2022 23:59:59.5', '12.04.2022 00:00:00.5')).toBe(1);
    expect(step('08:00:00', '08:00:01,5')).toBe(1.5);
    expect(step('0.01', '0.02')).toBeCloseTo(0.01, 9);
    expect(step('1657843200000', '1657843200010')).toBeCloseTo(0.01, 3);
    expect(secondsOf('yesterday')).toBeNaN();
  });
  it('a clock that goes back loses the row, not the file', async () => {
    const { recordings } = await analysed('c.csv', 't,x\n0,1\n1,2\n0.5,9\n2,3\n');
    expect(recordings[0]).toMatchObject({ rows: 3, badCount: 1, bad: [{ line: 4 }] });
  });
  it('text with no data is refused by name, with what to do; the rest of an archive is kept', async () => {
    const zip = zipSync({
      'good.csv': new TextEncoder().encode(csv()),
      'notes.txt': new TextEncoder().encode('Sensor list\nnothing here\n'),
      'photo.jpg': new Uint8Array(50),
    });
    const { recordings, refused } = await analysed('set.zip', zip, 999);
    expect(recordings.map(({ file }) => file)).toEqual(['good.csv']);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.en).toMatch(/notes\.txt: fewer than two rows/);
  });
  it('a broken archive and an empty file say so', async () => {
    const zip = zipSync({ 'good.csv': new TextEncoder().encode(csv()) });
    zip.fill(0xff, 60, 400);
    expect((await analysed('broken.zip', zip)).refused[0]?.en).toMatch(/broken/);
    expect((await analysed('empty.csv', '')).refused[0]?.en).toMatch(/empty\.csv/);
  });
  it('says how far it is', async () => {
    const shares: number[] = [];
    await analyseFile(source('a.csv', new TextEncoder().encode(csv()), 5000), (share) => shares.push(share));
    expect(shares.at(-1)).toBe(1);
    expect(shares.length).toBeGreaterThan(10);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });
});

/**
 * An estimate that shares nothing with the product: the whole sum for each bin, a Hann window from sin², the mean taken off, and
 * its own reading of the file.
 */
function plainWelch(values: readonly number[], rate: number, length: number, below: number): Float64Array {
  const bins = Math.floor((below * length) / rate);
  const window = Array.from({ length }, (_, n) => Math.sin((Math.PI * n) / length) ** 2);
  const norm = window.reduce((sum, w) => sum + w * w, 0);
  const density = new Float64Array(bins);
  let segments = 0;
  for (let start = 0; start + length <= values.length; start += length / 2) {
    const part = values.slice(start, start + length);
    const mean = part.reduce((sum, each) => sum + each, 0) / length;
    const windowed = part.map((each, n) => (each - mean) * (window[n] as number));
    for (let k = 0; k < bins; k++) {
      // Goertzel: one multiplication a sample.
      const turn = 2 * Math.cos((2 * Math.PI * k) / length);
      let [s1, s2] = [0, 0];
      for (const each of windowed) [s1, s2] = [each + turn * s1 - s2, s1];
      density[k] = (density[k] as number) + s1 * s1 + s2 * s2 - turn * s1 * s2;
    }
    segments++;
  }
  return density.map((each) => (2 * each) / (rate * norm * segments));
}

describe.skipIf(!existsSync(FOLDER))('measured at 100 Hz', () => {
  const bytes = (name: string) => new Uint8Array(readFileSync(resolve(FOLDER, name)));

  it.each([
    [INCLINATION, 60_000, 2],
    [FORCE, 72_000, 2],
  ])('%s: spectra agree with an independent estimate within one bin', async (name, rows, channels) => {
    const { recordings, refused } = await analyseFile(source(name, bytes(name)), () => {});
    expect(refused).toEqual([]);
    const [recording] = recordings;
    if (!recording) return expect.unreachable();
    expect(recording).toMatchObject({ rows, badCount: 0 });
    expect(recording.channels).toHaveLength(channels);
    expect(recording.rate).toBeCloseTo(100, 1);
    const [channel] = recording.channels;
    const spectrum = channel?.spectrum;
    if (!spectrum) return expect.unreachable();
    const length = 2 * (spectrum.density.length - 1);
    // Unpacked and read without the product's reader.
    const { unzipSync } = await import('fflate');
    const text = new TextDecoder().decode(Object.values(unzipSync(bytes(name)))[0]);
    const values = text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[1]));
    expect(values).toHaveLength(rows);
    const plain = plainWelch(values, rows / ((rows - 1) / 100), length, 12);
    const strongest = (density: ArrayLike<number>, from: number, to: number) => {
      let best = from;
      for (let k = from; k < to; k++) if ((density[k] as number) > (density[best] as number)) best = k;
      return best;
    };
    // In every octave from 0.4 to 12 Hz the strongest bin is the same, or its neighbour.
    for (let hertz = 0.4; hertz < 12; hertz *= 2) {
      const [from, to] = [hertz, Math.min(12, 2 * hertz)].map((each) => Math.round((each * length) / 100)) as [
        number,
        number,
      ];
      const own = strongest(spectrum.density, from, to);
      const other = strongest(plain, from, to);
      expect(Math.abs(own - other), `${hertz} Hz: bins ${own} and ${other}`).toBeLessThanOrEqual(1);
      expect(Math.abs(10 * Math.log10((spectrum.density[own] as number) / (plain[other] as number)))).toBeLessThan(0.5);
    }
    for (const { frequency } of channel.modes.filter((mode) => mode.frequency < 12)) {
      const bin = Math.round(frequency / spectrum.step);
      const near = strongest(plain, bin - 3, bin + 4);
      expect(Math.abs(near - frequency / spectrum.step)).toBeLessThanOrEqual(1);
    }
  });

  it('a temperature archive of ten files, dates day first, a degree sign in Latin, is read whole', async () => {
    const { recordings, refused } = await analyseFile(source(TEMPERATURE, bytes(TEMPERATURE)), () => {});
    expect(refused).toEqual([]);
    expect(recordings).toHaveLength(10);
    for (const { rate, channels, badCount } of recordings) {
      expect(badCount).toBe(0);
      expect(rate).toBeCloseTo(1, 1);
      expect(channels).toHaveLength(1);
      expect(channels[0]).toMatchObject({ name: 'Air Temperature', unit: '℃', spectrum: null });
    }
  });
});
