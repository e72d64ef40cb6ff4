import type { MqttClient } from 'mqtt';
import type { Sample } from './series.ts';

/** Rows of one batch message. */
const BATCH = 500;

/** The property marks simulated values through a broker that hides client ids; MQTT 3.1.1 leaves it out. */
const PUBLISH = { qos: 1, properties: { userProperties: { source: 'simulator' } } } as const;

/** Sends samples as batch messages, QoS 1, at most `inFlight` of them unacknowledged. */
export interface Publisher {
  /** Resolves with the number of rows when the broker has acknowledged all of them; stops early when `signal` aborts. */
  publish(samples: Iterable<Sample>, signal?: AbortSignal): Promise<number>;
}

export function makePublisher(client: MqttClient, inFlight: number): Publisher {
  return {
    async publish(samples, signal) {
      const waiting = new Set<Promise<void>>();
      let failed: Error | undefined;
      let rows = 0;
      for (const batch of batchesOf(samples)) {
        if (signal?.aborted || failed) break;
        const sent: Promise<void> = client
          .publishAsync(`twin/${batch.layer}/batch`, batch.payload, PUBLISH)
          .then(
            () => undefined,
            (error: Error) => {
              failed = error;
            },
          )
          .finally(() => waiting.delete(sent));
        waiting.add(sent);
        rows += batch.rows;
        if (waiting.size >= inFlight) await Promise.race(waiting);
      }
      await Promise.all(waiting);
      if (failed && !signal?.aborted) throw failed;
      return rows;
    },
  };
}

/** Groups samples by layer into payloads of at most BATCH rows: a JSON array of `{asset, property, value, time}`. */
function* batchesOf(samples: Iterable<Sample>): Generator<{ layer: string; payload: string; rows: number }> {
  const open = new Map<string, string[]>();
  let lastTime = Number.NaN;
  let lastText = '';
  for (const { layer, asset, property, value, time } of samples) {
    let rows = open.get(layer);
    if (!rows) {
      rows = [];
      open.set(layer, rows);
    }
    if (time !== lastTime) {
      lastTime = time;
      lastText = new Date(time).toISOString();
    }
    // Ids and property keys are [A-Za-z0-9._-]: nothing in a row needs escaping.
    rows.push(`{"asset":"${asset}","property":"${property}","value":${value},"time":"${lastText}"}`);
    if (rows.length === BATCH) {
      yield { layer, payload: `[${rows.join(',')}]`, rows: rows.length };
      open.set(layer, []);
    }
  }
  for (const [layer, rows] of open)
    if (rows.length > 0) yield { layer, payload: `[${rows.join(',')}]`, rows: rows.length };
}
