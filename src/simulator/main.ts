import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt from 'mqtt';
import { fetchBroker, fetchCity, type GatewayCity, hasHistory, nowOf } from './city.ts';
import { readOptions, type SimulatorOptions } from './options.ts';
import { makePublisher, type Publisher } from './publisher.ts';
import { backfillStart, makeSimulation, type Simulation } from './simulation.ts';

/** Retained; says what the source is. Outside `twin/`, so that no gateway takes it for an observation. */
const STATUS_TOPIC = 'twin-source/simulator';
/** Wall milliseconds between two looks at the clock. */
const TICK = 500;
/** City milliseconds of one tick above which only the latest sample of each series is sent. */
const LATEST_ONLY_ABOVE = 60_000;

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());

try {
  await run(readOptions(process.env), stop.signal);
} catch (error) {
  if (!stop.signal.aborted) {
    console.error(`simulator: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
process.exit();

async function run(options: SimulatorOptions, signal: AbortSignal): Promise<void> {
  let city = await retry('waits for the gateway', signal, () => fetchCity(options.gateway, options.feed));
  const epoch = nowOf(city);
  let simulation = simulate(options, city, epoch);
  const client = mqtt.connect(options.mqttUrl ?? (await fetchBroker(options.gateway)), {
    clientId: `simulator-${process.pid}`,
    username: 'simulator',
    reconnectPeriod: 1000,
    queueQoSZero: false,
    // A restarted gateway may hold another port or city: everything is read again on reconnection.
    resubscribe: false,
  });
  client.on('error', (error) => console.error(`simulator: broker: ${error.message}`));
  signal.addEventListener('abort', () => client.end(true), { once: true });
  const publisher = makePublisher(client, 8);
  const say = (backfill: Record<string, unknown>): void =>
    void client.publish(
      STATUS_TOPIC,
      JSON.stringify({
        source: 'simulator',
        provenance: 'simulated',
        label: '模拟',
        seed: options.seed,
        drill: options.drill,
        epoch: new Date(epoch).toISOString(),
        backfill: { label: '模拟回填', ...backfill },
      }),
      { qos: 1, retain: true },
    );

  let backfilled = false;
  while (!signal.aborted) {
    await connected(client, signal);
    if (signal.aborted) return;
    try {
      const fresh = await fetchCity(options.gateway, options.feed);
      if (fresh.slots !== city.slots) simulation = simulate(options, fresh, epoch);
      city = fresh;
      const past = !backfilled && options.backfillDays > 0 && !(await hasHistory(options.gateway, city, nowOf(city)));
      const rows = await publisher.publish(simulation.state(nowOf(city)), signal);
      console.log(`simulator: ${rows} values of ${city.layers.length} layers are live (模拟)`);
      if (!past && !backfilled) say({ state: 'skipped' });
      const work = past ? backfill(simulation, publisher, options, epoch, say, signal) : undefined;
      backfilled = true;
      await live(simulation, city, publisher, () => client.connected, signal);
      await work;
    } catch (error) {
      if (signal.aborted) return;
      console.error(`simulator: ${(error as Error).message}; tries again`);
      await sleep(2000, undefined, { signal }).catch(() => undefined);
    }
  }
}

function simulate(options: SimulatorOptions, city: GatewayCity, epoch: number): Simulation {
  return makeSimulation({
    seed: options.seed,
    epoch,
    utcOffset: city.utcOffset,
    drill: options.drill,
    layers: city.layers,
  });
}

/** Sends what falls due, until the broker is lost or the run is stopped. */
async function live(
  simulation: Simulation,
  city: GatewayCity,
  publisher: Publisher,
  isConnected: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  let sent = nowOf(city);
  while (!signal.aborted && isConnected()) {
    await sleep(TICK, undefined, { signal }).catch(() => undefined);
    const now = nowOf(city);
    if (now > sent) await publisher.publish(simulation.live(sent, now, now - sent > LATEST_ONLY_ABOVE), signal);
    sent = now;
  }
}

/** 模拟回填: the past of a city that has none, after the live state went out, a few batches at a time. */
async function backfill(
  simulation: Simulation,
  publisher: Publisher,
  options: SimulatorOptions,
  epoch: number,
  say: (backfill: Record<string, unknown>) => void,
  signal: AbortSignal,
): Promise<void> {
  const from = backfillStart(epoch, options.backfillDays);
  const span = { from: new Date(from).toISOString(), to: new Date(epoch).toISOString() };
  const began = performance.now();
  let rows = 0;
  say({ state: 'running', ...span });
  for await (const hour of simulation.history(from, epoch)) {
    if (signal.aborted) return;
    rows += await publisher.publish(hour, signal);
  }
  say({ state: 'done', rows, ...span });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`simulator: 模拟回填 ${rows} values of ${options.backfillDays} days in ${seconds} s`);
}

/** Resolves when the client is connected, or the run is stopped. */
async function connected(client: mqtt.MqttClient, signal: AbortSignal): Promise<void> {
  while (!client.connected && !signal.aborted) await sleep(100, undefined, { signal }).catch(() => undefined);
}

/** Runs `attempt` until it succeeds, waiting longer each time up to 5 s; says why once. */
async function retry<T>(doing: string, signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  for (let wait = 250, told = false; ; wait = Math.min(2 * wait, 5000)) {
    try {
      return await attempt();
    } catch (error) {
      if (signal.aborted) throw error;
      if (!told) console.error(`simulator: ${doing}: ${(error as Error).message}`);
      told = true;
      await sleep(wait, undefined, { signal });
    }
  }
}
