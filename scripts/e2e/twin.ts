import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../ports.ts';

/** A running product, started exactly as `npm start` starts it. */
export interface RunningTwin {
  readonly url: string;
  readonly output: () => string;
  readonly health: () => Promise<Health>;
  /** Sends SIGTERM and resolves with the exit code. */
  stop(): Promise<number | null>;
  readonly process: ChildProcess;
}

export interface Health {
  readonly status: string;
  readonly now: number;
  readonly rate: number;
  readonly mqtt: { readonly port: number; readonly connected: boolean };
  readonly feeds: readonly { id: string; state: string; lastObservation: string | null; rate: number }[];
  readonly rejected: number;
  readonly rejectedByReason: Record<string, number>;
  readonly clients: number;
}

/** Starts the product on a free port with its own data folder; resolves when it has printed its address. */
export async function startTwin(env: Record<string, string> = {}): Promise<RunningTwin> {
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'chengjing-e2e-'));
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = `http://127.0.0.1:${env['PORT'] ?? port}`;
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No address printed in 10 min:\n${output.slice(-3000)}`)), 600_000);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes(`${url}/`)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then((code) => reject(new Error(`Start ended with code ${code}:\n${output.slice(-3000)}`)));
  });
  return {
    url,
    process: child,
    output: () => output,
    health: async () => (await fetch(`${url}/healthz`)).json() as Promise<Health>,
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM');
      const code = await exited;
      await rm(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

/** A deadline is for what hangs: machines differ by as much in what software GL takes on them. */
const PATIENCE = 3;

/** Resolves with the first truthy outcome of `question`, asked every 100 ms; rejects with `what` after `ms` on a common machine. */
export async function until<T>(
  question: () => T | Promise<T>,
  ms: number,
  what: string,
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const end = performance.now() + PATIENCE * ms;
  let last: unknown;
  while (performance.now() < end) {
    try {
      const answer = await question();
      if (answer) return answer as Exclude<T, false | null | undefined | 0 | ''>;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(
    `${what}: not within ${(PATIENCE * ms) / 1000} s${last instanceof Error ? ` (${last.message})` : ''}`,
  );
}
