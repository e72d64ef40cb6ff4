import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers, freePort } from '../ports.ts';

const PROGRAM = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'].find(existsSync);
/** Milliseconds that the broker may take to its first connection. */
const START_MS = 10_000;

/** Whether there is a mosquitto on this machine. */
export const HAS_MOSQUITTO = PROGRAM !== undefined;

export interface Mosquitto {
  readonly url: string;
  /** Ends it as a power cut would not, and starts it again on the same port: what it had to deliver is still there. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A broker of this process on a port of its own. Nothing is dropped from its queues, which outlive a restart.
 *
 * @param inFlight messages on their way to one client; 0: as many as it allows
 */
export async function startMosquitto(inFlight = 0): Promise<Mosquitto> {
  if (PROGRAM === undefined) throw new Error('There is no mosquitto here; install the Debian package "mosquitto".');
  const program = PROGRAM;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'chengjing-mosquitto-'));
  const settings = [
    ...[`listener ${port} 127.0.0.1`, 'allow_anonymous true', 'user root'],
    ...[`max_inflight_messages ${inFlight}`, 'max_queued_messages 0'],
    ...['persistence true', `persistence_location ${folder}/`],
  ];
  writeFileSync(join(folder, 'mosquitto.conf'), `${settings.join('\n')}\n`);
  let broker = await start();

  async function start(): Promise<ChildProcess> {
    const child = spawn(program, ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' });
    if (!(await answers(port, child, START_MS))) throw new Error(`mosquitto on port ${port} did not start.`);
    return child;
  }

  async function end(): Promise<void> {
    const gone = new Promise((resolve) => broker.once('exit', resolve));
    if (broker.exitCode === null) broker.kill();
    else return;
    await gone;
  }

  return {
    url: `mqtt://127.0.0.1:${port}`,
    async restart() {
      await end();
      broker = await start();
    },
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
