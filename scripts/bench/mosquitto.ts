import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../e2e/twin.ts';

const PLACES = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'];
/** Milliseconds that the broker may take to its first connection. */
const START_MS = 10_000;

export interface Mosquitto {
  readonly url: string;
  stop(): Promise<void>;
}

/** A broker of this process on a port of its own: as many messages in flight as the clients allow, nothing dropped. */
export async function startMosquitto(): Promise<Mosquitto> {
  const program = PLACES.find(existsSync);
  if (!program) throw new Error('There is no mosquitto here; install the Debian package "mosquitto".');
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'chengjing-mosquitto-'));
  const settings = ['allow_anonymous true', 'max_inflight_messages 0', 'max_queued_messages 0', 'persistence false'];
  writeFileSync(join(folder, 'mosquitto.conf'), `listener ${port} 127.0.0.1\n${settings.join('\n')}\n`);
  const broker = spawn(program, ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' });
  await answering(port, broker);
  return {
    url: `mqtt://127.0.0.1:${port}`,
    async stop() {
      const gone = new Promise((resolve) => broker.once('exit', resolve));
      if (broker.exitCode === null) broker.kill();
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answering(port: number, broker: ChildProcess): Promise<void> {
  const end = Date.now() + START_MS;
  while (Date.now() < end && broker.exitCode === null) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      }).on('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`mosquitto on port ${port} did not start.`);
}
