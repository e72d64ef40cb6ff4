import { type CityClock, cityNow, DAY, type Instant } from '../domain/clock.ts';
import { findLayer } from '../domain/layers/table.ts';
import { parseAssetTable } from '../wire/asset-table.ts';
import { parseServedCatalog } from '../wire/catalog.ts';
import { parseHistory } from '../wire/history.ts';
import { MODELS } from './models.ts';
import type { SimulatedLayer } from './world.ts';

/** What the simulator learns from the gateway before it can speak. */
export interface GatewayCity {
  /** Changes when the city is rebuilt. */
  readonly slots: string;
  readonly clock: CityClock;
  readonly utcOffset: number;
  /** Layers that have a model here and no other feed. */
  readonly layers: readonly SimulatedLayer[];
}

/** How to reach the gateway. */
export interface GatewayAccess {
  /** Address without a trailing slash. */
  readonly gateway: string;
  /** Operator token; needed where the gateway listens beyond loopback. */
  readonly token: string | undefined;
}

/** Reads catalog and asset tables. Rejects with one line that names the address when the gateway does not answer. */
export async function fetchCity(access: GatewayAccess, defaultFeed: string): Promise<GatewayCity> {
  const { gateway } = access;
  const catalog = parseServedCatalog(await fetchJson(access, '/api/catalog'));
  const clock: CityClock = { now: catalog.now, wall: performance.now(), rate: catalog.rate };
  const layers: SimulatedLayer[] = [];
  for (const entry of catalog.layers) {
    const definition = findLayer(entry.id);
    if (!definition || !MODELS[entry.id] || (entry.feed ?? defaultFeed) !== 'simulator') continue;
    const path = `/api/layers/${entry.id}/table`;
    layers.push({ definition, assets: parseAssetTable(await fetchJson(access, path), gateway + path) });
  }
  return { slots: catalog.slots, clock, utcOffset: catalog.city.utcOffset * 60_000, layers };
}

/** City time now, by the clock read from the gateway. */
export function nowOf(city: GatewayCity): Instant {
  return cityNow(city.clock, performance.now());
}

/** Port of the gateway's MQTT broker on its host, or the address of an outside one, from `/healthz`. */
export async function fetchBroker(access: GatewayAccess): Promise<string> {
  const { gateway } = access;
  const health = (await fetchJson(access, '/healthz')) as { mqtt?: unknown };
  const mqtt = health.mqtt;
  const named =
    typeof mqtt === 'object' && mqtt !== null ? (mqtt as { url?: unknown; port?: unknown }) : { port: mqtt };
  if (typeof named.port === 'number') return `mqtt://${new URL(gateway).hostname}:${named.port}`;
  if (typeof named.url === 'string') return named.url;
  throw new Error(`${gateway}/healthz names no MQTT port: ${JSON.stringify(mqtt)}; set MQTT_URL.`);
}

/** Layers by which the past is judged: their sensors speak every few minutes, so old values are history, not last words. */
const TELLING_LAYERS = ['bridge', 'waterlogging', 'greenway', 'lamp', 'pole'];

/** Whether the gateway keeps observations older than a day: then the past needs no back-fill. */
export async function hasHistory(access: GatewayAccess, city: GatewayCity, now: Instant): Promise<boolean> {
  const layer = TELLING_LAYERS.map((id) => city.layers.find((each) => each.definition.id === id)).find(
    (each) => each !== undefined && each.assets.count > 0,
  );
  const asset = layer?.assets.ids[0];
  const property = layer?.definition.symbology.primary;
  if (asset === undefined || property === undefined) return false;
  const query = new URLSearchParams({
    property,
    from: new Date(now - 30 * DAY).toISOString(),
    to: new Date(now - DAY).toISOString(),
    bucket: '1d',
  });
  return parseHistory(await fetchJson(access, `/api/assets/${encodeURIComponent(asset)}/history?${query}`)).length > 0;
}

async function fetchJson({ gateway, token }: GatewayAccess, path: string): Promise<unknown> {
  const address = gateway + path;
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  let response: Response;
  try {
    response = await fetch(address, { headers, signal: AbortSignal.timeout(20_000) });
  } catch (error) {
    throw new Error(`No answer at ${address} (${(error as Error).message}); is the gateway running?`);
  }
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
  return response.json();
}
