import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../ports.ts';

const PROGRAM = ['/usr/sbin/nats-server', '/usr/local/bin/nats-server', '/opt/homebrew/bin/nats-server'].find(
  existsSync,
);
/** Milliseconds that the cluster may take until all of its nodes agree. */
const START_MS = 15_000;
const ATTEMPTS = 3;

/** Whether there is a nats-server on this machine. */
export const HAS_NATS = PROGRAM !== undefined;

/** A cluster of NATS nodes that speak MQTT 3.1.1, with what they have to deliver on each of them (JetStream). */
export interface NatsCluster {
  /** Addresses of all nodes for MQTT, with commas between. */
  readonly url: string;
  /** The address of each. */
  readonly urls: readonly string[];
  /** `kill -9` of one node. */
  kill(node: number): Promise<void>;
  stop(): Promise<void>;
}

type Ports = [route: number, client: number, mqtt: number, monitor: number];

interface Node {
  readonly mqtt: number;
  readonly monitor: number;
  readonly log: string;
  readonly process: ChildProcess;
}

/** Starts the nodes, anew on other ports where they do not agree: somebody else may have taken a port in between. */
export async function startNats(count = 3): Promise<NatsCluster> {
  if (PROGRAM === undefined) throw new Error('There is no nats-server here; install the Debian package "nats-server".');
  for (let attempt = 1; ; attempt++) {
    const folder = mkdtempSync(join(tmpdir(), 'chengjing-nats-'));
    const nodes = await startNodes(PROGRAM, folder, count);
    const stop = async () => {
      for (const node of nodes) await end(node);
      rmSync(folder, { recursive: true, force: true });
    };
    if (await agree(nodes)) {
      const urls = nodes.map(({ mqtt }) => `mqtt://127.0.0.1:${mqtt}`);
      return { url: urls.join(','), urls, kill: (n) => end(nodes[n] as Node), stop };
    }
    const said = nodes.map(lastWords).join('\n');
    await stop();
    if (attempt === ATTEMPTS) throw new Error(`The NATS cluster did not start.\n${said}`);
  }
}

async function startNodes(program: string, folder: string, count: number): Promise<Node[]> {
  const ports = await freePorts(4 * count);
  const routes = ports.slice(0, count).map((route) => `"nats://127.0.0.1:${route}"`);
  return Array.from({ length: count }, (_, n) => {
    const [route, client, mqtt, monitor] = [0, 1, 2, 3].map((kind) => ports[kind * count + n] ?? 0) as Ports;
    const [store, log, file] = [join(folder, `n${n}`), join(folder, `n${n}.log`), join(folder, `n${n}.conf`)];
    mkdirSync(store);
    writeFileSync(
      file,
      `server_name: n${n}
listen: "127.0.0.1:${client}"
http: "127.0.0.1:${monitor}"
log_file: "${log}"
jetstream { store_dir: "${store}", max_mem: 256MB, max_file: 2GB }
cluster { name: chengjing, listen: "127.0.0.1:${route}", routes: [${routes.join(', ')}] }
mqtt { listen: "127.0.0.1:${mqtt}", max_ack_pending: 10000, ack_wait: "10s" }
`,
    );
    return { mqtt, monitor, log, process: spawn(program, ['-c', file], { stdio: 'ignore' }) };
  });
}

async function end({ process }: Node): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const gone = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGKILL');
  await gone;
}

/** Waits until each node knows its leader and serves JetStream; false once one has ended, or when it takes too long. */
async function agree(nodes: readonly Node[]): Promise<boolean> {
  const deadline = Date.now() + START_MS;
  while (nodes.every(({ process }) => process.exitCode === null) && Date.now() < deadline) {
    if ((await Promise.all(nodes.map(healthy))).every(Boolean)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

async function healthy({ monitor }: Node): Promise<boolean> {
  const health = await fetch(`http://127.0.0.1:${monitor}/healthz?js-enabled-only=false`).catch(() => undefined);
  return health?.ok ?? false;
}

function lastWords({ log, process }: Node): string {
  const said = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n') : 'no word';
  return `${process.exitCode === null ? 'running' : `ended with ${process.exitCode}`}: ${said}`;
}
