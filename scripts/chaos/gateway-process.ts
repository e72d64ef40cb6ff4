import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** The gateway as it is shipped, in a process of its own. */
export interface GatewayProcess {
  readonly url: string;
  readonly mqttPort: number;
  readonly process: ChildProcess;
  /** `kill -9`: it can finish nothing. */
  kill(): Promise<void>;
  /** Stands still, as a machine that swaps or is moved does, and goes on. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
  health(): Promise<GatewayHealth>;
}

interface GatewayHealth {
  readonly status: string;
  readonly mqtt: { readonly connected: boolean };
  readonly rejected: number;
  readonly rejectedByReason: Readonly<Record<string, number>>;
  readonly clients: number;
  /** This gateway and those that share its database; `leads` is the one that raises the alerts. */
  readonly gateway: { readonly name: string; readonly leads: boolean; readonly alive: readonly string[] };
}

/**
 * Starts `dist/node/gateway.mjs` on a free port and waits until it takes observations.
 *
 * @param env at least CITY and DATA_DIR
 */
export async function startGatewayProcess(env: Readonly<Record<string, string>>): Promise<GatewayProcess> {
  const child = fork('dist/node/gateway.mjs', {
    env: { ...process.env, PORT: '0', FEED: 'external', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const exited = once(child, 'exit');
  const [first] = (await Promise.race([
    once(child, 'message'),
    exited.then(() => {
      throw new Error(`The gateway did not start: ${said.slice(-500)}`);
    }),
  ])) as [{ url: string; mqttPort: number }];
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      child.kill('SIGCONT');
    }
    await exited;
  };
  const gateway: GatewayProcess = {
    url: first.url,
    mqttPort: first.mqttPort,
    process: child,
    kill: () => end('SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    stop: () => end('SIGTERM'),
    health: async () => (await fetch(`${first.url}healthz`)).json() as Promise<GatewayHealth>,
  };
  while (!(await gateway.health()).mqtt.connected) await new Promise((resolve) => setTimeout(resolve, 50));
  return gateway;
}
