import { setTimeout as sleep } from 'node:timers/promises';
import mqtt, { type MqttClient } from 'mqtt';
import { DAY } from '../domain/clock.ts';
import { SOURCE_TOPICS, type SourceStatus } from '../wire/source-status.ts';
import { type BackfillPlan, backfill } from './backfill.ts';
import { fetchBroker, fetchCity, type GatewayCity, hasHistory, nowOf } from './city.ts';
import type { SimulatorOptions } from './options.ts';
import { makePublisher, type Publisher } from './publisher.ts';
import { makeSimulation, type Simulation } from './simulation.ts';

/** Retained; says what the source is, and how much of the past it has sent. */
export const STATUS_TOPIC = `${SOURCE_TOPICS}simulator`;
/** Wall milliseconds between two looks at the clock. */
const TICK = 500;
/** City milliseconds of one tick above which only the latest sample of each series is sent. */
const LATEST_ONLY_ABOVE = 60_000;
/** Batches under way at a time: live values must not wait behind the past. */
const IN_FLIGHT_LIVE = 16;
const IN_FLIGHT_PAST = 4;

type Log = (line: string) => void;

/** What outlives a connection. */
interface Run {
  readonly options: SimulatorOptions;
  readonly log: Log;
  simulation: { readonly slots: string; readonly value: Simulation } | undefined;
  /** City time of the first connection. */
  epoch: number | undefined;
  /** Undefined until the gateway was asked whether it has a past. */
  plan: BackfillPlan | undefined;
}

/**
 * Publishes the city until `signal` aborts: current state of everything, then what falls due, and once the past when the
 * gateway has none. Everything is read again after a lost connection: a restarted gateway may hold another port or city.
 */
export async function runSimulator(options: SimulatorOptions, signal: AbortSignal, log: Log): Promise<void> {
  const run: Run = { options, log, simulation: undefined, epoch: undefined, plan: undefined };
  let told = '';
  for (let wait = 250; !signal.aborted; wait = Math.min(2 * wait, 5000)) {
    try {
      await session(run, signal, () => {
        wait = 250;
        told = '';
      });
    } catch (error) {
      const { message } = error as Error;
      if (!signal.aborted && message !== told) log(`${message}; tries again`);
      told = message;
    }
    await sleep(wait, undefined, { signal }).catch(() => undefined);
  }
}

/** One connection, from reading the city to the loss of the broker. Rejects with the reason it ended. */
async function session(run: Run, signal: AbortSignal, onLive: () => void): Promise<void> {
  const { options, log } = run;
  const city = await fetchCity(options, options.feed);
  run.epoch ??= nowOf(city);
  const simulation = simulationOf(run, city, run.epoch);
  const client = await connect(options.mqttUrl ?? (await fetchBroker(options)), options);
  const over = new AbortController();
  const end = (): void => {
    over.abort();
    client.end(true);
  };
  client.once('close', end);
  signal.addEventListener('abort', end, { once: true });
  try {
    if (signal.aborted) return;
    run.plan ??= await planBackfill(run, city, run.epoch);
    const now = nowOf(city);
    const publisher = makePublisher(client, IN_FLIGHT_LIVE);
    const rows = await publisher.publish(simulation.state(now), over.signal);
    log(`${rows} values of ${city.layers.length} layers are live (模拟)`);
    onLive();
    await Promise.all([
      live(simulation, city, now, publisher, over.signal),
      past(run, simulation, client, over.signal),
    ]);
    if (!signal.aborted) throw new Error('Lost the MQTT broker');
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

function simulationOf(run: Run, city: GatewayCity, epoch: number): Simulation {
  if (run.simulation?.slots !== city.slots) {
    const { seed, drill } = run.options;
    const value = makeSimulation({ seed, epoch, utcOffset: city.utcOffset, drill, layers: city.layers });
    run.simulation = { slots: city.slots, value };
  }
  return run.simulation.value;
}

async function planBackfill(run: Run, city: GatewayCity, epoch: number): Promise<BackfillPlan> {
  const from = epoch - run.options.backfillDays * DAY;
  const needed = from < epoch && !(await hasHistory(run.options, city, epoch));
  return { from, to: epoch, sentUntil: needed ? from : epoch, rows: 0 };
}

/** Sends what falls due until `over` aborts. */
async function live(
  simulation: Simulation,
  city: GatewayCity,
  from: number,
  publisher: Publisher,
  over: AbortSignal,
): Promise<void> {
  const cursor = simulation.follow('live', from);
  for (let sent = from; ; ) {
    await sleep(TICK, undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return;
    const now = nowOf(city);
    if (now > sent) await publisher.publish(cursor.advance(now, now - sent > LATEST_ONLY_ABOVE), over);
    sent = now;
  }
}

/** Sends what is left of the past, and says so in the retained status. */
async function past(run: Run, simulation: Simulation, client: MqttClient, over: AbortSignal): Promise<void> {
  const { options, log, plan } = run;
  if (!plan) return;
  const say = async (state: SourceStatus['backfill']['state']): Promise<void> => {
    const status: SourceStatus = {
      source: 'simulator',
      provenance: 'simulated',
      label: '模拟',
      seed: options.seed,
      drill: options.drill,
      backfill: {
        label: '模拟回填',
        state,
        rows: plan.rows,
        from: new Date(plan.from).toISOString(),
        until: new Date(plan.sentUntil).toISOString(),
        to: new Date(plan.to).toISOString(),
      },
    };
    await client.publishAsync(STATUS_TOPIC, JSON.stringify(status), { qos: 1, retain: true });
  };
  if (plan.sentUntil >= plan.to) return say(plan.rows > 0 ? 'done' : 'skipped');
  await say('running');
  const seconds = await backfill(simulation, plan, makePublisher(client, IN_FLIGHT_PAST), over, () => say('running'));
  if (over.aborted) return;
  await say('done');
  log(`模拟回填 ${plan.rows} values of ${options.backfillDays} days in ${seconds.toFixed(1)} s`);
}

/** Connects once; reconnecting is the run's business, because the address may change. */
function connect(address: string, options: SimulatorOptions): Promise<MqttClient> {
  const client = mqtt.connect(address, {
    clientId: `simulator-${process.pid}`,
    username: 'simulator',
    ...(options.token === undefined ? {} : { password: options.token }),
    // Through an outside broker only a user property of MQTT 5 tells the gateway that values are simulated.
    protocolVersion: options.mqttUrl ? 5 : 4,
    reconnectPeriod: 0,
    connectTimeout: 10_000,
  });
  return new Promise((resolve, reject) => {
    let trouble = 'no answer';
    client.on('error', (error) => {
      trouble = error.message || trouble;
    });
    client.once('connect', () => resolve(client));
    client.once('close', () => {
      client.end(true);
      reject(new Error(`MQTT broker ${address}: ${trouble}`));
    });
  });
}
