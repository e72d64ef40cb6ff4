import { expect, it } from 'vitest';
import { DAY } from '../../domain/clock.ts';
import { carrierAt, litStreet, STREET_AXIS } from './fixture/lit-street.ts';
import { luxField } from './lux-field.ts';
import { luxIsolines, luxLabels } from './lux-isolines.ts';
import { luxReply } from './lux-reply.ts';
import { createLuxSheets, type LuxWorker } from './lux-sheets.ts';
import { litRoadOf } from './road-lighting.ts';

/** A worker that answers when it is told to. */
function slowWorker() {
  const asked: Parameters<LuxWorker['postMessage']>[0][] = [];
  const worker: LuxWorker = {
    postMessage: (task) => asked.push(structuredClone(task)),
    onmessage: null,
    onerror: null,
    terminate() {},
  };
  return {
    worker,
    asked,
    answer() {
      const task = asked.shift();
      if (task) worker.onmessage?.({ data: luxReply(task) } as MessageEvent);
      return task !== undefined;
    },
  };
}

const street = () =>
  litStreet([carrierAt(10)], [{ op: 'remove', target: { layer: 'lamp', id: 'S10' }, how: 'merged' }]);

it('a sheet from the worker is the field itself; the same lamps are computed once', () => {
  const compiled = street();
  const { worker, asked, answer } = slowWorker();
  let heard = 0;
  const sheets = createLuxSheets(
    () => heard++,
    expect.unreachable,
    () => worker,
  );
  const wish = { compiled, alternative: 'base', at: compiled.start };
  expect(sheets.of([wish])).toEqual([null]);
  expect(sheets.pending).toBe(true);
  answer();
  expect(heard).toBe(1);
  const [sheet] = sheets.of([wish]);
  const road = litRoadOf(compiled);
  expect(sheet?.lux).toEqual(road && luxField(road, 'base', compiled.start).lux);
  expect(sheets.pending).toBe(false);
  while (answer()) {}
  // Before its first phase an alternative is today's city: the very same sheet.
  expect(sheets.of([{ compiled, alternative: 'X', at: compiled.start }])).toEqual([sheet]);
  expect(asked).toHaveLength(0);
});

it('what is wanted comes before what may be wanted, and a wish that is given up is not computed', () => {
  const compiled = street();
  const { worker, asked, answer } = slowWorker();
  const sheets = createLuxSheets(
    () => {},
    expect.unreachable,
    () => worker,
  );
  const at = (day: number) => ({ compiled, alternative: 'X', at: compiled.start + day * DAY });
  sheets.of([at(0)]);
  sheets.of([at(5)]);
  sheets.of([at(30)]);
  expect(asked).toHaveLength(1);
  answer();
  const before = asked.length;
  expect(before).toBe(1);
  answer();
  expect(sheets.of([at(30)])[0]).not.toBeNull();
});

it('without a road there is no sheet and nothing is awaited', () => {
  const plain = litStreet();
  const { axis: _, ...project } = plain.document.project;
  const sheets = createLuxSheets(() => {}, expect.unreachable, expect.unreachable);
  expect(
    sheets.of([{ compiled: { ...plain, document: { ...plain.document, project } }, alternative: 'base', at: 0 }]),
  ).toEqual([null]);
  expect(sheets.pending).toBe(false);
});

it('labels lie on their line', () => {
  const road = litRoadOf(litStreet());
  if (!road) return expect.unreachable();
  const field = luxField(road, 'base', 0, { stretch: [200, 600] });
  const labels = luxLabels(luxIsolines(field, [10, 20]));
  expect(labels.length).toBeGreaterThan(5);
  const { offsets, chainages } = field.grid;
  for (const { lux, position } of labels) {
    const { chainage, offset } = STREET_AXIS.stationOf(...position);
    const u = (chainage - (chainages[0] as number)) / ((chainages[1] as number) - (chainages[0] as number));
    const v =
      ((offset - (offsets[0] as number)) / ((offsets.at(-1) as number) - (offsets[0] as number))) *
      (offsets.length - 1);
    const [i, j] = [
      Math.min(Math.floor(u + 1e-6), chainages.length - 2),
      Math.min(Math.floor(v + 1e-6), offsets.length - 2),
    ];
    const at = (a: number, b: number) => field.lux[(i + a) * offsets.length + j + b] as number;
    const [s, t] = [u - i, v - j];
    const here = (at(0, 0) * (1 - t) + at(0, 1) * t) * (1 - s) + (at(1, 0) * (1 - t) + at(1, 1) * t) * s;
    expect(here).toBeCloseTo(lux, 1);
  }
});
