import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../e2e/twin.ts';

const PROGRAM = ['/usr/sbin/nats-server', '/usr/local/bin/nats-server', '/opt/homebrew/bin/nats-server'].find(
  existsSync,
);
/** Milliseconds that the cluster may take until all of its nodes agree. */
const START_MS = 30_000;

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

interface Node {
  readonly mqtt: number;
  readonly monitor: number;
  readonly process: ChildProcess;
}

export async function startNats(count = 3): Promise<NatsCluster> {
  if (PROGRAM === undefined) throw new Error('There is no nats-server here; install the Debian package "nats-server".');
  const folder = mkdtempSync(join(tmpdir(), 'chengjing-nats-'));
  const ports: { client: number; route: number; mqtt: number; monitor: number }[] = [];
  for (let n = 0; n < count; n++)
    ports.push({
      ...{ client: await freePort(), route: await freePort() },
      ...{ mqtt: await freePort(), monitor: await freePort() },
    });
  const routes = ports.map(({ route }) => `"nats://127.0.0.1:${route}"`).join(', ');
  const nodes: Node[] = ports.map(({ client, route, mqtt, monitor }, n) => {
    const store = join(folder, `n${n}`);
    mkdirSync(store);
    const file = join(folder, `n${n}.conf`);
    writeFileSync(
      file,
      `server_name: n${n}
listen: "127.0.0.1:${client}"
http: "127.0.0.1:${monitor}"
jetstream { store_dir: "${store}", max_mem: 256MB, max_file: 2GB }
cluster { name: chengjing, listen: "127.0.0.1:${route}", routes: [${routes}] }
mqtt { listen: "127.0.0.1:${mqtt}", max_ack_pending: 10000, ack_wait: "10s" }
`,
    );
    return { mqtt, monitor, process: spawn(PROGRAM, ['-c', file], { stdio: 'ignore' }) };
  });

  async function end(node: Node): Promise<void> {
    if (node.process.exitCode !== null || node.process.signalCode !== null) return;
    const gone = new Promise((resolve) => node.process.once('exit', resolve));
    node.process.kill('SIGKILL');
    await gone;
  }

  const cluster: NatsCluster = {
    url: nodes.map(({ mqtt }) => `mqtt://127.0.0.1:${mqtt}`).join(','),
    urls: nodes.map(({ mqtt }) => `mqtt://127.0.0.1:${mqtt}`),
    kill: (n) => end(nodes[n] as Node),
    async stop() {
      for (const node of nodes) await end(node);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    for (const node of nodes) await agreed(node);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}

/** Waits until a node knows its leader and serves JetStream. */
async function agreed({ monitor, process }: Node): Promise<void> {
  const end = Date.now() + START_MS;
  while (Date.now() < end && process.exitCode === null) {
    const health = await fetch(`http://127.0.0.1:${monitor}/healthz?js-enabled-only=false`).catch(() => undefined);
    if (health?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The NATS cluster did not start.');
}
