import { parentPort, workerData } from 'node:worker_threads';
import mqtt from 'mqtt';

/** What the publisher is told, and where it writes down what it sent. */
export interface PublisherOrder {
  readonly url: string;
  /** Observations a second, and seconds. */
  readonly rate: number;
  readonly seconds: number;
  /** Observations of one message; 1: a message each, on the asset's own topic. */
  readonly batch: number;
  /** Wall time of each observation, ms (fractional). */
  readonly sentAt: SharedArrayBuffer;
  /** Asset of each observation. */
  readonly assetOf: SharedArrayBuffer;
}

/** Milliseconds between two bursts of the publisher. */
const STEP_MS = 5;

/** The power of observation `n` says which it is of 200,000: steps of 0.01 W below the lamp's 2000 W. */
const wattsOf = (n: number) => (n % 200_000) / 100;

/** Publishes as the order says, evenly, at QoS 1; tells its parent how many once the broker has all. */
async function publish(order: PublisherOrder): Promise<void> {
  const client = await mqtt.connectAsync(order.url, { protocolVersion: 5, clientId: 'bench-publisher' });
  const sentAt = new Float64Array(order.sentAt);
  const assetOf = new Uint32Array(order.assetOf);
  const total = order.rate * order.seconds;
  const began = performance.now();
  let acknowledged = 0;
  const done = () => {
    acknowledged++;
  };
  let messages = 0;
  for (let n = 0; n < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * order.rate));
    while (n < due) {
      const end = Math.min(n + order.batch, total);
      if (end > due && end < total) break;
      const rows: object[] = [];
      const time = new Date().toISOString();
      const wall = performance.timeOrigin + performance.now();
      for (; n < end; n++) {
        sentAt[n] = wall;
        rows.push({ asset: `L-${assetOf[n]}`, property: 'power', value: wattsOf(n), time, quality: 'good' });
      }
      messages++;
      if (order.batch > 1) client.publish('twin/lamp/batch', JSON.stringify(rows), { qos: 1 }, done);
      else
        client.publish(
          `twin/lamp/L-${assetOf[n - 1]}/power`,
          JSON.stringify({ value: wattsOf(n - 1), time, quality: 'good' }),
          { qos: 1 },
          done,
        );
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  while (acknowledged < messages) await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  await client.endAsync();
  parentPort?.postMessage({ seconds: (performance.now() - began) / 1000 });
}

await publish(workerData as PublisherOrder);
