import { HOUR, type Instant } from '../../domain/clock.ts';
import {
  type HistoryLevel,
  LEVEL_WIDTH,
  type LevelEdges,
  type MadeLevel,
  type Stretch,
} from '../../domain/retention.ts';
import type { Buckets, Span } from './sql.ts';

/** Parts of one level that one statement names; beyond it the shortest parts of a coarser level between them go along. */
const MOST_SPANS = 40;

/** Levels that a level's values are also found in, the coarsest first. */
const COARSER: Readonly<Record<HistoryLevel, readonly MadeLevel[]>> = {
  raw: ['hours', 'minutes'],
  minutes: ['hours'],
  hours: [],
};

/** Parts of a chart that are read from one level. */
export interface Reading {
  readonly level: HistoryLevel;
  readonly spans: readonly Span[];
}

/**
 * From which level each part of a stretch is read so that as few rows as possible give the very same buckets: whole cells of the
 * coarsest level whose borders all borders of buckets are, except where its hour waits to be condensed; the rest from the level
 * that the stretch names.
 *
 * @param waiting begins of the hours whose coarser levels are old or missing, ms
 */
export function readingsOf(
  { level, from, to }: Stretch,
  { origin, width }: Buckets,
  edges: LevelEdges,
  waiting: readonly Instant[],
): Reading[] {
  const whole: Reading = { level, spans: [{ from, to }] };
  const coarser = COARSER[level].find(
    (each) => origin % LEVEL_WIDTH[each] === 0 && width % LEVEL_WIDTH[each] === 0 && edges[each] < to,
  );
  if (!coarser) return [whole];
  const cell = LEVEL_WIDTH[coarser];
  const first = Math.ceil(Math.max(from, edges[coarser]) / cell) * cell;
  const last = Math.floor(to / cell) * cell;
  if (!(first < last)) return [whole];
  const open = [{ from, to: first }, ...waiting.map((hour) => ({ from: hour, to: hour + HOUR })), { from: last, to }];
  const fine = joined(open.map((span) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to) })));
  const coarse = between(fine, from, to);
  return [
    { level: coarser, spans: coarse },
    { level, spans: fine },
  ].filter(({ spans }) => spans.length > 0);
}

/** Spans by time, those that touch as one, and no more of them than a statement names. */
function joined(spans: readonly Span[]): Span[] {
  const parts: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of spans.filter((span) => span.from < span.to).sort((a, b) => a.from - b.from)) {
    const last = parts.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else parts.push({ from, to });
  }
  // Only before the widest gaps does a new span begin.
  const gaps = parts.slice(1).map((part, i) => ({ before: part, length: part.from - (parts[i] as Span).to }));
  const widest = gaps.toSorted((a, b) => b.length - a.length).slice(0, MOST_SPANS - 1);
  const begins = new Set([parts[0], ...widest.map(({ before }) => before)]);
  const few: { from: Instant; to: Instant }[] = [];
  for (const part of parts)
    if (begins.has(part)) few.push(part);
    else (few.at(-1) as { to: Instant }).to = part.to;
  return few;
}

function between(spans: readonly Span[], from: Instant, to: Instant): Span[] {
  const cuts = [from, ...spans.flatMap((span) => [span.from, span.to]), to];
  const parts: Span[] = [];
  for (let i = 0; i + 1 < cuts.length; i += 2) {
    const part = { from: cuts[i] as Instant, to: cuts[i + 1] as Instant };
    if (part.from < part.to) parts.push(part);
  }
  return parts;
}
