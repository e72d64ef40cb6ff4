import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DAY, HOUR } from '../domain/clock.ts';
import { isCell } from '../domain/geo/cell.ts';
import { formatAssetTable } from '../wire/asset-table.ts';
import { type DeltaRow, encodeDelta } from '../wire/delta.ts';
import { LEVELS_HEADER } from '../wire/history.ts';
import { type IncomingRow, parseObservationBatch } from '../wire/observation-message.ts';
import { COMING_HEADER, formatComing } from '../wire/source-status.ts';
import { COOKIE } from './access.ts';
import { featureCollection, observedNow, observedThen, visibleAsset } from './assets-as-geojson.ts';
import type { CityLayer, Place } from './city.ts';
import { type Compressed, compressed, sendCompressed } from './compressed.ts';
import type { StoredRow } from './history/snapshots.ts';
import { metricsText } from './metrics.ts';
import type { Parts } from './parts.ts';
import { isBehindTls, setCookie } from './people/cookies.ts';
import { hasRight, requireRight } from './people/rights.ts';
import {
  boxOf,
  durationOf,
  instantOf,
  MOST_BUCKETS,
  type Query,
  RequestProblem,
  readBody,
  requiredText,
  spanOf,
} from './query.ts';
import type { RoleView } from './role-view.ts';

const MOST_CHANGES = 500_000;

/** Adds `/healthz`, `/metrics`, `/api` and `/live`. */
export function addRoutes(server: FastifyInstance, parts: Parts): void {
  const { city, history, alerts } = parts;
  const viewOf = (request: FastifyRequest): RoleView => parts.views[parts.access.roleOf(request)];
  const tables = new Map<string, Compressed>();

  server.addHook('onRequest', async (request) => parts.people.learnOf(request));
  server.addHook('preHandler', async (request, reply) => signIn(parts, request, reply));

  server.get('/healthz', async (request) => {
    const problems = parts.problems();
    const mqtt = parts.mqtt();
    const operator = viewOf(request).role === 'operator';
    return {
      status: problems.length === 0 ? 'ok' : 'degraded',
      version: parts.version,
      now: parts.now(),
      rate: parts.clock.rate,
      mqtt: operator
        ? { kind: mqtt.kind, host: mqtt.host, port: mqtt.port, connected: mqtt.connected() }
        : { connected: mqtt.connected() },
      feeds: parts.feeds.states(),
      rejected: parts.rejects.total,
      rejectedByReason: parts.rejects.byReason,
      clients: parts.fanOut.clients,
      ...(operator ? { gateway: parts.gateways() } : {}),
      ...(operator && problems.length > 0 ? { problems } : {}),
    };
  });

  server.get('/metrics', async (request, reply) => {
    requireRight(parts.access.callerOf(request), 'readMetrics');
    reply.type('text/plain; version=0.0.4; charset=utf-8');
    return metricsText({
      version: parts.version,
      healthy: parts.problems().length === 0,
      cityNowMs: parts.now(),
      rate: parts.clock.rate,
      clients: parts.fanOut.clients,
      feeds: parts.feeds.states(),
      accepted: parts.feeds.counts(),
      rejected: parts.rejects.byReason,
      openAlerts: alerts.open().length,
      historyWritten: history.written,
      historyBacklog: history.backlog,
      historyDropped: history.dropped,
      historyWaitingHours: await history.waitingHours().catch(() => undefined),
      mqttConnected: parts.mqtt().connected(),
      leads: parts.gateways().leads,
    });
  });

  server.get('/api/catalog', async (request, reply) => {
    const view = viewOf(request);
    reply.header('Cache-Control', 'no-store');
    return {
      ...view.catalog,
      now: parts.now(),
      rate: parts.clock.rate,
      role: view.role,
      version: parts.version,
      parents: parts.options.parents,
      rules: parts.duty.book.rules.filter(({ layer, property }) => {
        const found = city.layer(layer);
        return found !== undefined && view.seesLayer(found) && view.seesProperty(found, property);
      }),
    };
  });

  server.get('/api/layers/:layer/table', async (request, reply) => {
    const view = viewOf(request);
    const layer = layerOf(parts, view, request);
    const key = `${view.role} ${layer.id}`;
    let body = tables.get(key);
    if (!body) {
      body = compressed(formatAssetTable(view.table(layer)));
      tables.set(key, body);
    }
    return sendCompressed(request, reply, body);
  });

  server.get('/api/layers/:layer/assets', async (request, reply) => {
    const view = viewOf(request);
    const layer = layerOf(parts, view, request);
    const query = request.query as Query;
    const now = parts.now();
    const at = instantOf(query, 'at', now);
    reply.type('application/geo+json; charset=utf-8').header('Cache-Control', 'no-store');
    if (at >= now)
      return JSON.stringify(featureCollection(layer, view, boxOf(query), (slot) => observedNow(layer, slot, view)));
    const then = observedThen(city, await history.asOf(at, [layer]), view);
    return JSON.stringify(featureCollection(layer, view, boxOf(query), (slot) => then.get(slot) ?? {}));
  });

  server.get('/api/assets/:id', async (request) => {
    const view = viewOf(request);
    const { layer, slot } = assetOf(parts, view, request);
    return {
      ...visibleAsset(layer, slot, view),
      slot: view.table(layer).ids.indexOf(layer.assets.ids[slot]!),
      provenance: layer.assets.provenance,
      source: layer.source,
      observations: observedNow(layer, slot, view),
      alerts: alerts
        .open()
        .flatMap((alert) => (alert.asset === layer.assets.ids[slot] ? (view.alert(alert) ?? []) : [])),
    };
  });

  server.get('/api/assets/:id/history', async (request, reply) => {
    const view = viewOf(request);
    const { layer, slot } = assetOf(parts, view, request);
    const query = request.query as Query;
    const seen = layer.definition.properties.filter((each) => view.seesProperty(layer, each.key));
    const property = requiredText(query, 'property', seen[0]?.key ?? 'value');
    if (!seen.some((each) => each.key === property))
      throw new RequestProblem(
        404,
        `Layer "${layer.id}" has no property "${property}"; it has ${seen.map((each) => each.key).join(', ') || 'none'}.`,
      );
    const { from, to } = spanOf(query, parts.now(), DAY);
    const bucket = durationOf(query, 'bucket', Math.max(1000, Math.ceil((to - from) / 240)));
    if ((to - from) / bucket > MOST_BUCKETS)
      throw new RequestProblem(
        400,
        `bucket: ${Math.ceil((to - from) / bucket)} buckets asked, at most ${MOST_BUCKETS}; use a longer bucket.`,
      );
    reply.header(LEVELS_HEADER, history.levelsOf(layer, from, to).join(','));
    return history.buckets(layer, property, slot, from, to, bucket);
  });

  server.get('/api/snapshot', async (request, reply) => {
    const view = viewOf(request);
    const query = request.query as Query;
    reply.type('application/octet-stream').header('Cache-Control', 'no-store');
    // Before the store is read: what comes meanwhile may be missing in the answer.
    const coming = parts.coming.span();
    if (coming) reply.header(COMING_HEADER, formatComing(coming));
    if (query.from === undefined) {
      const rows = await history.asOf(Math.min(instantOf(query, 'at', parts.now()), parts.now()));
      return Buffer.from(encodeDelta('snapshot', 0, frameRows(rows, view)));
    }
    const { from, to } = spanOf(query, parts.now(), HOUR, true);
    const rows = await history.changes(from, Math.min(to, parts.now()), MOST_CHANGES);
    if (rows.length > MOST_CHANGES)
      throw new RequestProblem(413, `More than ${MOST_CHANGES} changes between from and to; ask for a shorter span.`);
    return Buffer.from(encodeDelta('delta', 0, frameRows(rows, view)));
  });

  server.get('/api/imports', async (request) => {
    requireRight(parts.access.callerOf(request), 'readRejects');
    return parts.imports.list();
  });

  // For many viewers: what nginx or a CDN may keep is the public view alone, whoever asks.
  server.get('/api/cells/:layer/:cell', async (request, reply) => {
    const { layer: id, cell } = request.params as { layer: string; cell: string };
    const view = parts.views.public;
    const layer = city.layer(id);
    const tile =
      layer && view.seesLayer(layer) && isCell(Number(cell)) ? parts.fanOut.tile(view, id, Number(cell)) : undefined;
    if (!tile) throw new RequestProblem(404, `Layer "${id}" has no assets in cell ${cell}.`);
    reply
      .header('Cache-Control', 'public, max-age=1, stale-while-revalidate=10')
      .header('ETag', `"${tile.tag}"`)
      .type('application/octet-stream');
    if (request.headers['if-none-match'] === `"${tile.tag}"`) return reply.code(304).send();
    return reply.send(tile.frame);
  });

  server.post('/api/observations', async (request) => {
    requireRight(parts.access.callerOf(request), 'sendObservations');
    return takeObservations(parts, request.body);
  });

  server.post('/api/sources/:id', async (request) => {
    requireRight(parts.access.callerOf(request), 'sendObservations');
    const { id } = request.params as { id: string };
    const answer = parts.sources.push(id, request.body);
    if (!answer)
      throw new RequestProblem(404, `No HTTP source "${id}" is declared; name it in feeds.json of the city.`);
    return answer;
  });

  server.get('/live', { websocket: true }, (socket, request) => {
    const mine = parts.people.sessionOf(request);
    if (mine) socket.on('close', parts.people.sessions.hold(mine.session.id, socket));
    const caller = parts.access.callerOf(request);
    if (caller && hasRight(caller, 'decideAlerts')) socket.on('close', parts.duty.officers.enter(caller));
    parts.fanOut.join(socket, viewOf(request), request.query as Query);
  });
}

function frameRows(rows: readonly StoredRow[], view: RoleView): DeltaRow[] {
  const found: DeltaRow[] = [];
  for (const { row, value, time, quality } of rows) {
    // hot: every row of a city
    const at = view.frameRow(row);
    if (at) found.push({ ...at, value, time, quality });
  }
  return found;
}

/** Takes each observation for itself: the answer counts what was kept and names what was not. */
function takeObservations(parts: Parts, body: unknown): object {
  const where = 'POST /api/observations';
  let accepted = 0;
  const rejected: { index: number; reason: string; detail: string }[] = [];
  const taken = new Map<string, IncomingRow[]>();
  readBody(() => parseObservationBatch(body, where)).forEach(({ layer, incoming }, index) => {
    if (!incoming.ok) {
      parts.ingest.refuse('malformed', incoming.detail, 'external', where);
      rejected.push({ index, reason: 'malformed', detail: incoming.detail });
      return;
    }
    const place = parts.city.find(incoming.row.asset);
    if (!place && layer === undefined) {
      const detail = `no layer has an asset "${incoming.row.asset}"`;
      parts.ingest.refuse('unknown-asset', detail, 'external', where);
      rejected.push({ index, reason: 'unknown-asset', detail });
      return;
    }
    const into = layer ?? place?.layer.id ?? '';
    const reason = parts.ingest.row(into, incoming.row, 'external', where);
    if (reason) rejected.push({ index, reason, detail: parts.rejects.list()[0]?.detail ?? '' });
    else {
      accepted++;
      const rows = taken.get(into) ?? [];
      rows.push(incoming.row);
      taken.set(into, rows);
    }
  });
  for (const [layer, rows] of taken) parts.others.tellRows(layer, rows);
  return { accepted, rejected };
}

function layerOf(parts: Parts, view: RoleView, request: FastifyRequest): CityLayer {
  const { layer: id } = request.params as { layer: string };
  const layer = parts.city.layer(id);
  if (layer && view.seesLayer(layer)) return layer;
  const seen = parts.city.layers.filter((each) => view.seesLayer(each)).map((each) => each.id);
  throw new RequestProblem(404, `Unknown layer "${id}"; there are ${seen.join(', ') || 'none'}.`);
}

/** A withheld asset is as unknown as one that never was. */
function assetOf(parts: Parts, view: RoleView, request: FastifyRequest): Place {
  const { id } = request.params as { id: string };
  const place = parts.city.find(id);
  if (place && view.seesLayer(place.layer) && view.seesAsset(place.layer, place.slot)) return place;
  throw new RequestProblem(404, `Unknown asset "${id}".`);
}

/** `/?token=…` turns the token into a cookie, so that a browser carries it from then on. */
async function signIn(parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const [path, search] = request.url.split('?');
  const token = path === '/' ? new URLSearchParams(search ?? '').get('token') : null;
  if (token === null) return;
  if (!parts.access.matches(token)) throw new RequestProblem(403, 'The token is not this gateway’s OPERATOR_TOKEN.');
  const rest = new URLSearchParams(search);
  rest.delete('token');
  return reply
    .header('Set-Cookie', setCookie(COOKIE, token, { maxAge: 604_800, secure: isBehindTls(request.headers) }))
    .redirect(rest.size > 0 ? `/?${rest}` : '/');
}
