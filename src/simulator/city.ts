import { type CityClock, cityNow, type Instant } from '../domain/clock.ts';
import { findLayer } from '../domain/layers/table.ts';
import { parseAssetTable } from '../wire/asset-table.ts';
import { parseServedCatalog } from '../wire/catalog.ts';
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

/** Reads catalog and asset tables. Rejects with one line that names the address when the gateway does not answer. */
export async function fetchCity(gateway: string, defaultFeed: string): Promise<GatewayCity> {
  const catalog = parseServedCatalog(await fetchJson(`${gateway}/api/catalog`));
  const clock: CityClock = { now: catalog.now, wall: performance.now(), rate: catalog.rate };
  const layers: SimulatedLayer[] = [];
  for (const entry of catalog.layers) {
    const definition = findLayer(entry.id);
    if (!definition || !MODELS[entry.id] || (entry.feed ?? defaultFeed) !== 'simulator') continue;
    const address = `${gateway}/api/layers/${entry.id}/table`;
    layers.push({ definition, assets: parseAssetTable(await fetchJson(address), address) });
  }
  return { slots: catalog.slots, clock, utcOffset: catalog.city.utcOffset * 60_000, layers };
}

/** City time now, by the clock read from the gateway. */
export function nowOf(city: GatewayCity): Instant {
  return cityNow(city.clock, performance.now());
}

/** Port of the gateway's MQTT broker on its host, or the address of an outside one, from `/healthz`. */
export async function fetchBroker(gateway: string): Promise<string> {
  const health = (await fetchJson(`${gateway}/healthz`)) as { mqtt?: unknown };
  const mqtt = health.mqtt;
  const named =
    typeof mqtt === 'object' && mqtt !== null ? (mqtt as { url?: unknown; port?: unknown }) : { port: mqtt };
  if (typeof named.port === 'number') return `mqtt://${new URL(gateway).hostname}:${named.port}`;
  if (typeof named.url === 'string') return named.url;
  throw new Error(`${gateway}/healthz names no MQTT port: ${JSON.stringify(mqtt)}; set MQTT_URL.`);
}

/** Whether the gateway keeps observations older than a day: then the past needs no back-fill. */
export async function hasHistory(gateway: string, city: GatewayCity, now: Instant): Promise<boolean> {
  for (const { definition, assets } of city.layers) {
    const id = assets.ids[0];
    const property = definition.symbology.primary ?? definition.properties[0]?.key;
    if (id === undefined || property === undefined || definition.id === 'billboard') continue;
    const query = new URLSearchParams({
      property,
      from: new Date(now - 30 * 86_400_000).toISOString(),
      to: new Date(now - 86_400_000).toISOString(),
      bucket: '3600',
    });
    const answer = await fetchJson(`${gateway}/api/assets/${encodeURIComponent(id)}/history?${query}`);
    const points = Array.isArray(answer) ? answer : Object.values(answer as object).find(Array.isArray);
    if (points && points.length > 0) return true;
  }
  return false;
}

async function fetchJson(address: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, { signal: AbortSignal.timeout(20_000) });
  } catch (error) {
    throw new Error(`No answer at ${address} (${(error as Error).message}); is the gateway running?`);
  }
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
  return response.json();
}
