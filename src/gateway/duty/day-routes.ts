import type { FastifyInstance } from 'fastify';
import { DAY, parseInstant } from '../../domain/clock.ts';
import { dayReport } from '../../domain/day-report.ts';
import { dayBegin } from '../../domain/derived.ts';
import { isHeard } from '../../domain/layer.ts';
import { liveness } from '../../domain/liveness.ts';
import type { City } from '../city.ts';
import { placeOfRow } from '../city.ts';
import type { StoredRow } from '../history/snapshots.ts';
import type { Parts } from '../parts.ts';
import { requireRight } from '../people/rights.ts';
import { type Query, RequestProblem } from '../query.ts';
import { type DutyDay, dayPage } from './day-page.ts';

/** Alerts that one day may have. */
const MOST_ALERTS = 50_000;

/** Adds `/api/duty/day`: the day report as data, and with `as=page` as a page to print. */
export function addDayRoutes(server: FastifyInstance, parts: Parts): void {
  const { access, alertStore, city, duty, history, now } = parts;
  server.get('/api/duty/day', async (request, reply) => {
    requireRight(access.callerOf(request), 'decideAlerts');
    const { day, as } = request.query as Query;
    const from = day === undefined ? dayBegin(now(), city.catalog.city.utcOffset) : beginOf(String(day));
    const to = from + DAY;
    const end = Math.min(to, now());
    const report = dayReport(await alertStore.between(from, end, MOST_ALERTS), from, end);
    const online = onlineShares(city, await history.asOf(end), end);
    const handovers = (await duty.handovers.list(200)).filter(({ at }) => at >= from && at < to);
    const told: DutyDay = {
      report,
      city: city.catalog.city.title,
      day: new Date(from + city.catalog.city.utcOffset * 60_000).toISOString().slice(0, 10),
      layers: city.layers.map(({ id, definition }) => ({
        title: definition.title,
        opened: report.byLayer[id] ?? 0,
        online: online.get(id) ?? null,
      })),
      cases: duty.cases.list().filter(({ at }) => at >= from && at < to).length,
      handovers: handovers.map(({ from: { name }, accepted, note }) => ({
        from: name,
        to: accepted?.by.name ?? '待接收',
        note,
      })),
      running: end < to,
    };
    if (as !== 'page') return told;
    return reply.type('text/html; charset=utf-8').send(dayPage(told));
  });

  function beginOf(day: string): number {
    try {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError();
      return parseInstant(`${day}T00:00:00Z`) - city.catalog.city.utcOffset * 60_000;
    } catch {
      throw new RequestProblem(400, `day="${day}": expected a date like 2026-07-15.`);
    }
  }
}

/** By layer: which share of the assets that were ever heard of was live or late at `at`. */
function onlineShares(city: City, rows: readonly StoredRow[], at: number): ReadonlyMap<string, number> {
  const newest = new Map<string, Map<number, number>>();
  for (const { row, time } of rows) {
    // hot: every row of a city
    const { layer, slot, property } = placeOfRow(city, row);
    const told = layer.definition.properties[property];
    if (!told || !isHeard(told)) continue;
    const times = newest.get(layer.id) ?? new Map<number, number>();
    newest.set(layer.id, times);
    times.set(slot, Math.max(times.get(slot) ?? 0, time));
  }
  return new Map(
    [...newest].map(([id, times]) => {
      const limits = city.layer(id)?.definition.liveness;
      const states = [...times.values()].map((time) => (limits ? liveness(time, at, limits) : 'none'));
      return [id, states.filter((state) => state === 'live' || state === 'late').length / states.length];
    }),
  );
}
