import { parseInstant } from '../../domain/clock.ts';
import type { Quality } from '../../domain/observation.ts';
import type { IncomingRow } from '../../wire/observation-message.ts';
import { type ObservationPage, parseObservationPage } from '../../wire/sensor-things.ts';
import type { SensorThingsMapping } from '../../wire/source-mapping.ts';
import type { Reading } from './foreign-message.ts';

export type Datastream = SensorThingsMapping['datastreams'][number];

/** Observations of one page. */
const PAGE = 1000;
/** Pages of one look; what is left comes with the next one. */
const MOST_PAGES = 200;
/** Milliseconds that a page may take. */
const ANSWER_MS = 20_000;

const QUALITIES: Readonly<Record<string, Quality>> = {
  ...{ good: 'good', suspect: 'suspect', questionable: 'suspect', uncertain: 'suspect', bad: 'bad', invalid: 'bad' },
};

/** One observation of a datastream in our terms. Never throws. */
export function readThing({ asset, property, unit }: Datastream, thing: ObservationPage['value'][number]): Reading {
  const { result, phenomenonTime, resultTime, resultQuality } = thing;
  const value = typeof result === 'string' && result.trim() !== '' ? Number(result) : result;
  if (typeof value !== 'number' || !Number.isFinite(value))
    return { ok: false, detail: `result: expected a number, found ${JSON.stringify(result)?.slice(0, 80)}` };
  try {
    // An interval counts from its start, as in what is imported.
    const time = parseInstant((phenomenonTime ?? resultTime ?? '').split('/')[0] ?? '');
    const row: IncomingRow = { asset, property, value, time, quality: qualityOf(resultQuality) };
    return { ok: true, row: unit === undefined ? row : { ...row, unit } };
  } catch (error) {
    return { ok: false, detail: (error as Error).message };
  }
}

/**
 * Asks a service for the observations of a datastream after `since`, oldest first, page by page along `@iot.nextLink`; a link is
 * followed by its path at the service's own origin, which a proxy may name otherwise. Throws when a page cannot be had or read.
 *
 * @param url root of the service; @param since ms
 */
export async function* thingsSince(
  url: string,
  datastream: Datastream,
  since: number,
  signal: AbortSignal,
): AsyncGenerator<ObservationPage['value']> {
  const root = new URL(url.endsWith('/') ? url : `${url}/`);
  const id = typeof datastream.id === 'number' ? datastream.id : `'${datastream.id.replaceAll("'", "''")}'`;
  const first = new URL(`Datastreams(${id})/Observations`, root);
  first.searchParams.set('$filter', `phenomenonTime gt ${new Date(since).toISOString()}`);
  first.searchParams.set('$orderby', 'phenomenonTime asc');
  first.searchParams.set('$top', String(PAGE));
  let next: URL | undefined = first;
  for (let page = 0; next && page < MOST_PAGES; page++) {
    const answer: Response = await fetch(next, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
    });
    if (!answer.ok) throw new Error(`${next.pathname}: status ${answer.status}`);
    const { value, '@iot.nextLink': link } = parseObservationPage(await answer.json());
    yield value;
    if (link === undefined) return;
    const linked = new URL(link, next);
    next = new URL(`${linked.pathname}${linked.search}`, root);
  }
}

function qualityOf(quality: unknown): Quality {
  const word = typeof quality === 'object' && quality !== null && 'quality' in quality ? quality.quality : quality;
  return typeof word === 'string' ? (QUALITIES[word.toLowerCase()] ?? 'good') : 'good';
}
