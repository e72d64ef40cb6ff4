import type { BadRow } from '../domain/signal/analysis.ts';
import type { Words } from '../domain/words.ts';
import { type Recording, UnreadableRecording } from './recording.ts';

/** Takes the text of one file as it comes, and makes a recording of it. */
export interface RecordingReader {
  push(text: string): void;
  /** Throws UnreadableRecording where there is nothing to analyse. */
  end(): Recording;
}

const KEPT_BAD = 20;
/** A step of the clock longer than this many ordinary ones is a gap. */
const GAP = 3;
const DELIMITERS = ['\t', ';', ','] as const;

/**
 * Reads delimited text with a row a sample: a time (a date of any order, a time of day, or a number of seconds), then a number a
 * channel. Rows before the first that reads so are the header; its last line names the channels, `name [unit]` or `name (unit)`.
 */
export function createRecordingReader(file: string): RecordingReader {
  let rest = '';
  let line = 0;
  let header: string | null = null;
  let delimiter: string | null = null;
  let columns = 0;
  let origin = Number.NaN;
  let begins = '';
  const times = growing();
  let channels: ReturnType<typeof growing>[] = [];
  const bad: BadRow[] = [];
  let badCount = 0;

  function refuse(text: string, reason: Words): void {
    badCount++;
    if (bad.length < KEPT_BAD) bad.push({ file, line, text: text.slice(0, 80), reason });
  }

  function row(text: string): void {
    line++;
    if (text.trim() === '') return;
    if (delimiter === null) {
      const found = DELIMITERS.find((each) => isData(text, each));
      if (found === undefined) {
        header = text;
        if (line > 100)
          throw new UnreadableRecording({
            zh: `${file}：前 100 行里没有“时间，数值”形式的数据；请导出为每行一个时刻、每列一个通道的 CSV`,
            en: `${file}: no row of a time and numbers in its first 100 lines; export it as CSV, a moment a row and a channel a column`,
          });
        return;
      }
      delimiter = found;
      columns = withoutLast(text.split(found)).length;
      channels = Array.from({ length: columns - 1 }, growing);
    }
    const cells = text.split(delimiter);
    const [first = ''] = cells;
    const time = secondsOf(first);
    if (Number.isNaN(time)) {
      refuse(text, { zh: '时间读不出来', en: 'its time cannot be read' });
      return;
    }
    if (Number.isNaN(origin)) {
      origin = time;
      begins = /[-/.:]/.test(first) && Number.isNaN(Number(first)) ? first.trim() : '';
    }
    const at = time - origin;
    if (times.length > 0 && at <= times.last) {
      refuse(text, { zh: '时间倒退或重复', en: 'its time is not after the one before' });
      return;
    }
    times.push(at);
    let spoilt = false;
    for (let i = 0; i < channels.length; i++) {
      const cell = cells[i + 1]?.trim();
      const value = cell === undefined || cell === '' ? Number.NaN : Number(cell);
      if (!Number.isFinite(value)) spoilt = true;
      channels[i]?.push(Number.isFinite(value) ? value : Number.NaN);
    }
    if (spoilt) refuse(text, { zh: '有的数值读不出来', en: 'holds something that is no number' });
  }

  return {
    push(text) {
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      for (const each of lines) row(each);
    },
    end() {
      if (rest !== '') row(rest);
      rest = '';
      if (times.length < 2)
        throw new UnreadableRecording({
          zh: `${file}：没有读到两行以上的数据；请确认是监测系统导出的原始数据`,
          en: `${file}: fewer than two rows of data; is it the raw export of a monitoring system?`,
        });
      const seconds = times.done();
      const { rate, gaps } = paceOf(seconds);
      const names = namesOf(header, delimiter ?? ',', columns);
      return {
        file,
        begins,
        times: seconds,
        rate,
        gaps,
        channels: channels.map((values, index) => ({
          ...(names[index] as { name: string; unit: string }),
          values: values.done(),
        })),
        badCount,
        bad,
      };
    },
  };
}

function isData(text: string, delimiter: string): boolean {
  const cells = withoutLast(text.split(delimiter));
  return cells.length > 1 && !Number.isNaN(secondsOf(cells[0] ?? '')) && isNumber(cells[1] ?? '');
}

/** A delimiter at the end of a line is no empty column. */
function withoutLast(cells: readonly string[]): readonly string[] {
  return cells.length > 2 && cells.at(-1)?.trim() === '' ? cells.slice(0, -1) : cells;
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));

const MOMENT =
  /^(?:(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})[ T])?(\d{1,2}):(\d{2}):(\d{2}(?:[.,]\d+)?)(?:Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Seconds of a moment, from any fixed origin: only differences count, so day and month may be in either order. A plain number is
 * seconds, or milliseconds of the epoch where it is that large.
 */
export function secondsOf(cell: string): number {
  const text = cell.trim().replaceAll('"', '');
  if (isNumber(text)) return Number(text) > 1e11 ? Number(text) / 1000 : Number(text);
  const found = MOMENT.exec(text);
  if (!found) return Number.NaN;
  const [, a, b, c, hour, minute, second] = found;
  const clock = 3600 * Number(hour) + 60 * Number(minute) + Number((second ?? '').replace(',', '.'));
  if (a === undefined) return clock;
  const [year, month, day] = a.length === 4 ? [a, b, c] : [c, b, a];
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000 + clock;
}

/** Rate by the mean of the ordinary steps: the clock of a logger rounds to milliseconds, its median step is no rate. */
function paceOf(times: Float64Array): { rate: number; gaps: number } {
  const steps = times.subarray(1).map((time, index) => time - (times[index] as number));
  const middle = [...steps.subarray(0, 4001)].sort((a, b) => a - b)[
    Math.floor(Math.min(steps.length, 4001) / 2)
  ] as number;
  let [sum, count] = [0, 0];
  for (const step of steps)
    if (step <= GAP * middle) {
      sum += step;
      count++;
    }
  return { rate: count / sum, gaps: steps.length - count };
}

/** Stretches of one channel between gaps of the clock and unreadable values, longest and shortest alike. */
export function runsOf({ times, rate }: Pick<Recording, 'times' | 'rate'>, values: Float64Array): Float64Array[] {
  const runs: Float64Array[] = [];
  let from = 0;
  for (let i = 0; i <= values.length; i++) {
    const ends = i === values.length || Number.isNaN(values[i]);
    const jumps = i > from && i < values.length && (times[i] as number) - (times[i - 1] as number) > GAP / rate;
    if (!ends && !jumps) continue;
    if (i > from) runs.push(values.subarray(from, i));
    from = ends ? i + 1 : i;
  }
  return runs;
}

function namesOf(header: string | null, delimiter: string, columns: number): { name: string; unit: string }[] {
  const cells = header?.split(delimiter).map((each) => each.trim().replaceAll('"', '')) ?? [];
  return Array.from({ length: columns - 1 }, (_, index) => {
    const cell = cells[index + 1] ?? '';
    const found = /^(.*?)\s*[[(（]([^\])）]*)[\])）]$/.exec(cell);
    return { name: found?.[1] || cell || `${index + 1}`, unit: found?.[2] ?? '' };
  });
}

/** An array of numbers that grows by doubling: a day at 100 Hz is 8.6 million. */
function growing() {
  let values = new Float64Array(4096);
  let length = 0;
  return {
    push(value: number) {
      if (length === values.length) {
        const larger = new Float64Array(2 * length);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    get length() {
      return length;
    },
    get last() {
      return values[length - 1] as number;
    },
    done: () => values.slice(0, length),
  };
}
