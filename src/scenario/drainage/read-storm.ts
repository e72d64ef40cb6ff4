import { type Instant, MINUTE, parseInstant } from '../../domain/clock.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Words } from '../../domain/words.ts';
import type { RecordedStorm } from '../../wire/surveyed-terrain.ts';

/** A file of rain as a person gives it. */
export interface StormFile {
  readonly name: string;
  readonly text: string;
  /** Of its bytes. */
  readonly sha256: string;
  readonly provenance: RecordedStorm['provenance'];
}

interface Row {
  /** As a person counts lines or entries, from 1. */
  readonly line: number;
  readonly time: string;
  readonly mm: string;
}

const TIME = /^(time|minute|min|t|时间|时刻|分钟|历时)/i;
const RAIN = /^(mm|rain|depth|p|雨量|降雨|降水)/i;
/** A day. */
const LONGEST = 1440;
/** Gaps that are named one by one. */
const NAMED = 3;

/**
 * Rain minute by minute from a CSV with a head (time or minute, mm in the step) or from JSON rows of the same. A row holds from its time to
 * the next; steps must be equal. A gap is not filled: each is named, and the file is refused.
 */
export function readStorm({ name, text, sha256, provenance }: StormFile): Outcome<RecordedStorm> {
  const refuse = ({ zh, en }: Words): Outcome<RecordedStorm> => ({
    ok: false,
    status: 0,
    reason: { zh: `${name}：${zh}`, en: `${name}: ${en}` },
  });
  const rows = /^\s*[[{]/.test(text) ? jsonRows(text) : csvRows(text);
  if ('zh' in rows) return refuse(rows);
  if (rows.length < 2)
    return refuse({
      zh: `只有 ${rows.length} 行降雨；至少两行。`,
      en: `${rows.length} rows of rain; give two or more.`,
    });
  const read: { line: number; minute: number; mm: number }[] = [];
  const absolute = /[T:/-]/.test((rows[0] as Row).time.slice(1));
  let first: Instant | null = null;
  for (const { line, time, mm } of rows) {
    let minute = Number(time);
    if (absolute) {
      try {
        const at = parseInstant(
          time
            .trim()
            .replace(' ', 'T')
            .replace(/(T\d\d:\d\d)(?=Z|[+-])/, '$1:00'),
        );
        first ??= at;
        minute = (at - first) / MINUTE;
      } catch {
        minute = Number.NaN;
      }
    }
    if (time.trim() === '' || !Number.isFinite(minute))
      return refuse({
        zh: `第 ${line} 行时间“${time}”不可读；请写分钟数，或 2027-07-01T16:00:00+08:00。`,
        en: `row ${line}: time "${time}" cannot be read; write minutes, or 2027-07-01T16:00:00+08:00.`,
      });
    const depth = Number(mm);
    if (mm.trim() === '' || !Number.isFinite(depth) || depth < 0)
      return refuse({
        zh: `第 ${line} 行雨量“${mm}”缺测或不是 0 以上的数；请补测后再导入。`,
        en: `row ${line}: rain "${mm}" is missing or no number of 0 or more; fill it before it is brought in.`,
      });
    read.push({ line, minute, mm: depth });
  }
  const steps = read.slice(1).map(({ minute }, index) => minute - (read[index] as { minute: number }).minute);
  const backwards = steps.findIndex((each) => each <= 0);
  if (backwards >= 0) {
    const { line } = read[backwards + 1] as { line: number };
    return refuse({
      zh: `第 ${line} 行时间不晚于上一行；请按时间排序并去重。`,
      en: `row ${line} is not later than the row before; sort the rows and keep each once.`,
    });
  }
  const step = median(steps);
  const gaps = steps.flatMap((each, index) => (each > 1.5 * step ? [index] : []));
  if (gaps.length > 0) {
    const spans = gaps.slice(0, NAMED).map((index) => {
      const [a, b] = [read[index], read[index + 1]] as [(typeof read)[number], (typeof read)[number]];
      return {
        zh: `第 ${a.minute + step}–${b.minute} 分钟（第 ${a.line}、${b.line} 行之间）`,
        en: `minutes ${a.minute + step}–${b.minute} (between rows ${a.line} and ${b.line})`,
      };
    });
    const more = gaps.length - spans.length;
    return refuse({
      zh: `有 ${gaps.length} 处缺测：${spans.map(({ zh }) => zh).join('；')}${more > 0 ? `；另 ${more} 处` : ''}。请补全；无雨请写 0。`,
      en: `${gaps.length} gap${gaps.length === 1 ? '' : 's'}: ${spans.map(({ en }) => en).join('; ')}${more > 0 ? `; ${more} more` : ''}. Fill them; write 0 where no rain fell.`,
    });
  }
  const uneven = steps.findIndex((each) => Math.abs(each - step) > 1e-6);
  if (uneven >= 0 || !Number.isInteger(step) || step < 1)
    return refuse({
      zh: `时间步长须相等且为整分钟（多为 ${step} 分钟${uneven >= 0 ? `，第 ${read[uneven + 1]?.line} 行不同` : ''}）；请统一步长。`,
      en: `steps must be equal whole minutes (most are ${step} min${uneven >= 0 ? `, row ${read[uneven + 1]?.line} differs` : ''}); make them alike.`,
    });
  if (read.length * step > LONGEST)
    return refuse({
      zh: `历时 ${read.length * step} 分钟，超过 ${LONGEST} 分钟；请截取一场雨。`,
      en: `${read.length * step} minutes are more than ${LONGEST}; cut one storm out.`,
    });
  return {
    ok: true,
    value: {
      file: name,
      sha256,
      provenance,
      from: first === null ? null : new Date(first).toISOString(),
      rain: read.flatMap(({ mm }) => Array.from({ length: step }, () => mm / step)),
    },
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] as number;
}

function csvRows(text: string): Row[] | Words {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const split = (line: string) => line.split(/[,;\t，]/).map((each) => each.trim());
  const head = split(lines[0] ?? '');
  const [time, rain] = [TIME, RAIN].map((name) => head.findIndex((each) => name.test(each))) as [number, number];
  if (time < 0 || rain < 0)
    return {
      zh: `表头“${lines[0] ?? ''}”缺时间或雨量列；请写“minute,mm”或“时间,雨量”。`,
      en: `head "${lines[0] ?? ''}" lacks time or rain; write "minute,mm".`,
    };
  return lines.flatMap((line, index) => {
    if (index === 0 || line.trim() === '') return [];
    const cells = split(line);
    return [{ line: index + 1, time: cells[time] ?? '', mm: cells[rain] ?? '' }];
  });
}

function jsonRows(text: string): Row[] | Words {
  const bad: Words = {
    zh: 'JSON 须为 [{"minute": 0, "mm": 1.2}, …] 或 [{"time": "…", "mm": 1.2}, …]。',
    en: 'JSON must be [{"minute": 0, "mm": 1.2}, …] or [{"time": "…", "mm": 1.2}, …].',
  };
  try {
    const given: unknown = JSON.parse(text);
    const list = Array.isArray(given) ? given : (given as { rain?: unknown } | null)?.rain;
    if (!Array.isArray(list)) return bad;
    return list.map((each: unknown, index): Row => {
      const entries = Object.entries((each ?? {}) as Record<string, unknown>);
      const of = (name: RegExp) => entries.find(([key]) => name.test(key))?.[1];
      return { line: index + 1, time: String(of(TIME) ?? ''), mm: String(of(RAIN) ?? '') };
    });
  } catch {
    return bad;
  }
}
