import { describe, expect, it } from 'vitest';
import { seededRandom } from '../domain/random.ts';
import { parseCql2 } from '../wire/cql2.ts';
import { decodeDelta, encodeDelta } from '../wire/delta.ts';
import { parseInterestMessage, parseLiveQuery } from '../wire/interest.ts';
import { parseObservationBatch } from '../wire/observation-message.ts';
import { WireError } from '../wire/parse.ts';
import { readCity } from './city.ts';
import { createIngest } from './ingest.ts';
import { boxOf, durationOf, instantOf, RequestProblem, spanOf } from './query.ts';
import { createRejects } from './rejects.ts';
import { makeTestCity } from './test-city.ts';

const NOW = Date.UTC(2026, 10, 23);
const PAYLOADS = 50_000;
const FRAMES = 20_000;
const QUERIES = 30_000;

const random = seededRandom(100_000);
const below = (n: number) => Math.floor(random() * n);
const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;

const TIME = new Date(NOW).toISOString();
const ODD = [
  ...[
    'NaN',
    'Infinity',
    '1e999',
    '-1e-999',
    '0x10',
    '9'.repeat(400),
    'null',
    'true',
    '""',
    '"\\u0000"',
    '{}',
    '[]',
    '[[]]',
  ],
  ...[
    '"__proto__"',
    '{"__proto__":{"value":1}}',
    '"2026-13-45T99:99:99Z"',
    '"2026-11-23T00:00:00+99:99"',
    '-0',
    '\u{1f3d9}',
  ],
  ...['['.repeat(3000), '{"a":'.repeat(2000), `"${'长'.repeat(2000)}"`, '\u2028', '//', '1,2', '"good"', '5'],
];
const TOPICS = [
  ...[
    'twin/lamp/LP-0/power',
    'twin/lamp/batch',
    'twin/waterlogging/WL-1/depth',
    'twin/lamp/LP-0',
    'twin//x/y',
    'twin/+/#/$',
  ],
  ...[
    'twin/constructor/LP-0/power',
    'twin/lamp/__proto__/power',
    'twin/lamp/LP-0/toString',
    'other/x',
    '',
    '/',
    'twin/lamp/批/power',
  ],
];

const SINGLE = `{"value":12,"time":"${TIME}","quality":"good"}`;
const BATCH = `[{"asset":"LP-0","property":"power","value":1,"time":"${TIME}"},{"asset":"LP-1","property":"dim","value":2,"time":"${TIME}"}]`;

/** A text that is wrong in one to three places, or in none where chance heals it. */
function mangled(text: string): string {
  let result = text;
  for (let i = 0, n = 1 + below(3); i < n; i++) {
    const at = below(result.length + 1);
    switch (below(5)) {
      case 0:
        result = result.slice(0, at);
        break;
      case 1:
        result = result.slice(0, at) + one(ODD) + result.slice(at);
        break;
      case 2:
        result = result.slice(0, at) + String.fromCharCode(below(0xffff)) + result.slice(at + 1);
        break;
      case 3:
        result = result.replace(/-?\d+(\.\d+)?|"[^"]*"/, one(ODD));
        break;
      default:
        result = result.slice(at) + result.slice(0, at);
    }
  }
  return result.slice(0, 20_000);
}

function noisy(text: string): Buffer {
  const bytes = Buffer.from(mangled(text));
  for (let i = below(3); i > 0 && bytes.length > 0; i--) bytes[below(bytes.length)] = below(256);
  return bytes;
}

/** Runs `parse` and tells whether it took it; anything but an error for the sender is a crash. */
function takes(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    if (error instanceof WireError || error instanceof RequestProblem) return false;
    throw error;
  }
}

describe('malformed input', () => {
  it(`as ${PAYLOADS} MQTT messages: each is counted with its reason or taken, none is fatal`, () => {
    const made = makeTestCity();
    const city = readCity(made.folder, 'external');
    made.remove();
    const rejects = createRejects();
    let accepted = 0;
    const ingest = createIngest({ city, now: () => NOW, keptFor: () => 1e12, rejects, onSample: () => accepted++ });
    let uncounted = 0;
    for (let i = 0; i < PAYLOADS; i++) {
      const topic = random() < 0.8 ? one(TOPICS) : mangled(one(TOPICS));
      const payload = noisy(topic.endsWith('batch') ? BATCH : SINGLE);
      const before = rejects.total + accepted;
      ingest.message(topic, payload, 'external');
      // An empty batch says nothing, and what is known already makes no second sample.
      if (rejects.total + accepted === before && !isQuiet(payload)) uncounted++;
    }
    expect(uncounted).toBe(0);
    expect(rejects.total).toBeGreaterThan(0.9 * PAYLOADS);
    expect(Object.values(rejects.byReason).reduce((sum, count) => sum + count, 0)).toBe(rejects.total);
    expect(rejects.list().every(({ reason, detail, where }) => reason && detail !== '' && where.length <= 200)).toBe(
      true,
    );
    expect(rejects.list().length).toBeLessThanOrEqual(1000);
  });

  it(`as ${FRAMES} binary frames: each is refused with a WireError or read to its end`, () => {
    const rows = Array.from({ length: 20 }, (_, slot) => ({
      ...{ layer: 1, property: 0, slot, value: slot, time: NOW, quality: 'good' as const },
    }));
    const good = encodeDelta('delta', 7, rows);
    let refused = 0;
    for (let i = 0; i < FRAMES; i++) {
      const bytes = Uint8Array.from(random() < 0.5 ? good : good.subarray(0, below(good.length + 1)));
      for (let n = below(8); n > 0 && bytes.length > 0; n--) bytes[below(bytes.length)] = below(256);
      let read = 0;
      if (takes(() => expect(decodeDelta(bytes.buffer, () => read++).count).toBe(read))) continue;
      refused++;
    }
    expect(refused).toBeGreaterThan(0.4 * FRAMES);
    expect(refused).toBeLessThan(FRAMES);
  });

  it(`as ${QUERIES} queries, interests and bodies: each is answered or refused with its reason`, () => {
    const bodies = [SINGLE, BATCH, `{"layer":"lamp","observations":${BATCH}}`];
    let refused = 0;
    for (let i = 0; i < QUERIES; i++) {
      const word = () =>
        mangled(one(['2026-11-23T00:00:00Z', '1795392000000', '116.5,35.3,116.7,35.5', '5m', '1d', '']));
      const query = {
        at: word(),
        from: word(),
        to: word(),
        bbox: word(),
        bucket: word(),
        since: word(),
        interest: word(),
      };
      const parsers: (() => unknown)[] = [
        () => expect(instantOf(query, 'at', NOW)).toSatisfy(isInstant),
        () => expect(Object.values(spanOf(query, NOW, 1000))).toSatisfy((span: number[]) => span.every(isInstant)),
        () => boxOf(query),
        () => durationOf(query, 'bucket', 1000),
        () => parseLiveQuery({ since: query.since }),
        () => parseLiveQuery(query),
        () =>
          parseInterestMessage(mangled('{"type":"interest","interest":{"lamp":[105952442,105952443],"bridge":true}}')),
        () => parseCql2(mangled("depth >= 15.5 AND (name LIKE '示%' OR NOT stage IN ('a', 'b') OR \"x y\" IS NULL)")),
        () => parseObservationBatch(parsed(mangled(one(bodies))), 'body'),
      ];
      if (!takes(one(parsers))) refused++;
    }
    expect(refused).toBeGreaterThan(0.3 * QUERIES);
  });
});

/** What a `Date` can hold. */
const isInstant = (time: number) => Math.abs(time) <= 8.64e15;

function isQuiet(payload: Buffer): boolean {
  try {
    const json: unknown = JSON.parse(payload.toString());
    return Array.isArray(json) ? json.every(isObservation) : isObservation(json);
  } catch {
    return false;
  }
}

function isObservation(value: unknown): boolean {
  const { value: number, time } = (value ?? {}) as { value?: unknown; time?: unknown };
  return typeof number === 'number' && typeof time === 'string';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
