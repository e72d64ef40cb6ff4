import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { seededRandom } from '../../src/domain/random.ts';
import { startGatewayProcess } from '../chaos/gateway-process.ts';
import { makeLiveCity } from '../chaos/live-city.ts';
import { startMosquitto } from '../chaos/mosquitto.ts';
import { type Crowd, joinGateway, joinPeer } from './crowd.ts';
import type { PublisherOrder } from './publisher.ts';
import type { Measurement } from './result.ts';

const ASSETS = 200_000;
/** So many of them report, at random, every two seconds on average; the others are as silent as most of a city is. */
const REPORTING = 20_000;
const CLIENTS = 100;
/** Observations a second. */
const RATE = 10_000;
const SECONDS = 16;
/** The peer is given the same load for a shorter time: it falls behind at once and keeps what it owes in memory. */
const PEER_SECONDS = 8;
/** Longest time in which what was published may still arrive, ms. */
const SETTLE_MS = 15_000;
/** `TICK_MS` of the gateway and the 50 ms on top that the budget allows. */
const LATENCY_BUDGET_MS = 250 + 50;
/** Observations of the burst, as fast as they can be published in messages of a thousand; one of ten clients does not read. */
const BURST = 1_000_000;
const BURST_BATCH = 1000;
const BURST_CLIENTS = 10;
const MEMORY = 2 ** 30;
/** Latencies and last values are those of a run; the first seconds warm both programs up and count for neither. */
const WARM_SECONDS = 4;

interface Figures {
  readonly busySeconds: number;
  readonly cpuSeconds: number;
  readonly memory: number;
}

interface Run {
  readonly crowd: Crowd;
  readonly used: Figures;
  readonly lost: number;
}

/**
 * From a real mosquitto to 100 sockets: the gateway as it is shipped against a plain JSON broadcaster under the same load. A delivery
 * is one observation that has reached one client.
 */
export async function measureGateway(): Promise<Measurement[]> {
  const city = 'dist/bench/live-city';
  makeLiveCity(city, ASSETS);
  const peer = await measurePeer();
  const own = await measureOwn(resolve(city));
  const burst = await measureBurst(resolve(city));
  const each = (run: Run, what: number) => (what / run.crowd.deliveries) * 1e6;
  return [
    { metric: 'last values lost', value: own.lost, unit: '', peer: 'last values', peerValue: REPORTING * CLIENTS },
    {
      metric: 'latency p99',
      value: own.crowd.latency(0.99),
      unit: 'ms',
      peer: 'tick + 50 ms',
      peerValue: LATENCY_BUDGET_MS,
    },
    {
      metric: 'latency p50',
      value: own.crowd.latency(0.5),
      unit: 'ms',
      peer: 'ws + JSON',
      peerValue: peer.crowd.latency(0.5),
    },
    {
      metric: 'event loop a delivery',
      value: each(own, own.used.busySeconds),
      unit: 'µs',
      peer: 'ws + JSON',
      peerValue: each(peer, peer.used.busySeconds),
    },
    {
      metric: 'processor a delivery',
      value: each(own, own.used.cpuSeconds),
      unit: 'µs',
      peer: 'ws + JSON',
      peerValue: each(peer, peer.used.cpuSeconds),
    },
    {
      metric: 'bytes a delivery',
      value: own.crowd.bytes / own.crowd.deliveries,
      unit: 'B',
      peer: 'ws + JSON',
      peerValue: peer.crowd.bytes / peer.crowd.deliveries,
    },
    {
      metric: 'deliveries a second',
      value: own.crowd.deliveries / own.crowd.seconds / 1000,
      unit: 'k/s',
      peer: 'ws + JSON',
      peerValue: peer.crowd.deliveries / peer.crowd.seconds / 1000,
    },
    {
      metric: 'memory',
      value: own.used.memory / 2 ** 20,
      unit: 'MiB',
      peer: 'ws + JSON',
      peerValue: peer.used.memory / 2 ** 20,
    },
    { metric: 'burst: last values lost', value: burst.lost, unit: '', peer: 'last values', peerValue: ASSETS },
    { metric: 'burst: memory', value: burst.memory / 2 ** 20, unit: 'MiB', peer: '1 GiB', peerValue: MEMORY / 2 ** 20 },
  ];
}

async function measureOwn(city: string): Promise<Run> {
  return withGateway(city, async (url, brokerUrl) => {
    const load = plan(SECONDS, RATE);
    const crowd = await joinGateway(url, CLIENTS, ASSETS, load.sentAt, RATE * WARM_SECONDS);
    const used = await underLoad(brokerUrl, load, SECONDS, crowd, () => gatewayFigures(url));
    const lost = await settled(crowd, lastOf(load.assetOf), CLIENTS);
    crowd.close();
    return { crowd, used, lost };
  });
}

/** Last values that the first `clients` still lack when nothing more comes, or after `SETTLE_MS`. */
async function settled(crowd: Crowd, oracle: ReadonlyMap<number, number>, clients: number): Promise<number> {
  const end = Date.now() + SETTLE_MS;
  let lost = crowd.lost(oracle, clients);
  while (lost > 0 && Date.now() < end) {
    await new Promise((done) => setTimeout(done, 100));
    lost = crowd.lost(oracle, clients);
  }
  return lost;
}

/** Runs `work` on a gateway of its own at a broker of its own. */
async function withGateway<T>(city: string, work: (url: string, brokerUrl: string) => Promise<T>): Promise<T> {
  const broker = await startMosquitto();
  const dataDir = mkdtempSync(join(tmpdir(), 'chengjing-bench-'));
  const gateway = await startGatewayProcess({ CITY: city, DATA_DIR: dataDir, MQTT_URL: broker.url });
  try {
    return await work(gateway.url, broker.url);
  } finally {
    await gateway.stop();
    await broker.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A million observations at once, and a client that reads none of them until the end. */
async function measureBurst(city: string): Promise<{ lost: number; memory: number }> {
  return withGateway(city, async (url, brokerUrl) => {
    const seconds = 5;
    const load = plan(seconds, BURST / seconds, ASSETS);
    const crowd = await joinGateway(url, BURST_CLIENTS, ASSETS, load.sentAt, 0);
    crowd.stall(0, true);
    let memory = 0;
    const watching = setInterval(() => {
      // One that is under way when the gateway stops has no answer.
      gatewayFigures(url).then(
        (figures) => {
          memory = Math.max(memory, figures.memory);
        },
        () => undefined,
      );
    }, 200);
    const publisher = publish(brokerUrl, load, BURST / seconds, seconds, BURST_BATCH);
    await publisher.finished;
    const oracle = lastOf(load.assetOf);
    await settled(crowd, oracle, BURST_CLIENTS - 1);
    crowd.stall(0, false);
    const lost = await settled(crowd, oracle, BURST_CLIENTS);
    clearInterval(watching);
    crowd.close();
    return { lost, memory };
  });
}

async function measurePeer(): Promise<Run> {
  const broker = await startMosquitto();
  const child = fork('dist/node/broadcaster.mjs', [broker.url], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    const load = plan(PEER_SECONDS, RATE);
    const crowd = await joinPeer(`ws://127.0.0.1:${port}`, CLIENTS, load.sentAt, RATE * WARM_SECONDS);
    const figures = async () => {
      child.send('measure');
      return ((await once(child, 'message')) as [Figures])[0];
    };
    const used = await underLoad(broker.url, load, PEER_SECONDS, crowd, figures);
    crowd.close();
    return { crowd, used, lost: 0 };
  } finally {
    child.kill('SIGKILL');
    await broker.stop();
  }
}

interface Load {
  readonly sentAt: Float64Array;
  readonly assetOf: Uint32Array;
}

/** Which asset each observation is of: at random, the same in each run. */
function plan(seconds: number, rate: number, assets = REPORTING): Load {
  const total = rate * seconds;
  const random = seededRandom(6);
  const assetOf = new Uint32Array(new SharedArrayBuffer(4 * total));
  for (let n = 0; n < total; n++) assetOf[n] = Math.floor(random() * assets) * Math.floor(ASSETS / assets);
  return { sentAt: new Float64Array(new SharedArrayBuffer(8 * total)), assetOf };
}

/** Observation that is the last one of each asset. */
function lastOf(assetOf: Uint32Array): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  for (const [n, asset] of assetOf.entries()) last.set(asset, n);
  return last;
}

function publish(url: string, load: Load, rate: number, seconds: number, batch: number) {
  const order: PublisherOrder = {
    ...{ url, rate, seconds, batch },
    sentAt: load.sentAt.buffer as SharedArrayBuffer,
    assetOf: load.assetOf.buffer as SharedArrayBuffer,
  };
  const worker = new Worker(resolve('dist/node/bench-publisher.mjs'), { workerData: order });
  return { finished: once(worker, 'message'), stop: () => worker.terminate() };
}

/** Publishes, and tells what the program used from the end of the first seconds until the last observation was sent. */
async function underLoad(
  url: string,
  load: Load,
  seconds: number,
  crowd: Crowd,
  figures: () => Promise<Figures>,
): Promise<Figures> {
  const publisher = publish(url, load, RATE, seconds, 1);
  await new Promise((done) => setTimeout(done, 1000 * WARM_SECONDS));
  const before = await figures();
  crowd.begin();
  await new Promise((done) => setTimeout(done, 1000 * (seconds - WARM_SECONDS)));
  const after = await figures();
  crowd.end();
  if (crowd.deliveries === 0) throw new Error('Nothing was delivered.');
  await Promise.race([publisher.finished, new Promise((done) => setTimeout(done, SETTLE_MS))]);
  await publisher.stop();
  return {
    busySeconds: after.busySeconds - before.busySeconds,
    cpuSeconds: after.cpuSeconds - before.cpuSeconds,
    memory: after.memory,
  };
}

async function gatewayFigures(url: string): Promise<Figures> {
  const text = await (await fetch(`${url}metrics`)).text();
  const read = (name: string) => Number(new RegExp(`^chengjing_${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    busySeconds: read('event_loop_busy_seconds_total'),
    cpuSeconds: read('cpu_seconds_total'),
    memory: read('memory_bytes'),
  };
}
