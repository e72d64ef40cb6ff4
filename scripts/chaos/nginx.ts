import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers, freePort } from '../ports.ts';

const PROGRAM = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'].find(existsSync);
const MANUAL = 'src/gateway/OPERATIONS.md';
const START_MS = 10_000;

/** Whether there is an nginx on this machine. */
export const HAS_NGINX = PROGRAM !== undefined;

/** nginx before two gateways, with the very settings that the manual gives. */
export async function startNginx(gateways: readonly [string, string]): Promise<{ url: string; stop(): Promise<void> }> {
  if (PROGRAM === undefined) throw new Error('There is no nginx here; install the Debian package "nginx-light".');
  const folder = mkdtempSync(join(tmpdir(), 'chengjing-nginx-'));
  const port = await freePort();
  const [first, second] = gateways.map((url) => new URL(url).host) as [string, string];
  const http = manualSettings()
    .replaceAll('127.0.0.1:8081', first)
    .replaceAll('127.0.0.1:8082', second)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (each) => `${each}_temp_path ${join(folder, each)};`,
  );
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off;\nuser ${process.getuid?.() === 0 ? 'root' : 'nobody'};\npid ${join(folder, 'pid')};\nerror_log ${join(folder, 'error.log')};
events {}\nhttp {\naccess_log off;\n${places.join('\n')}\n${http}\n}\n`,
  );
  const server = spawn(PROGRAM, ['-c', file, '-p', folder], { stdio: 'ignore' });
  const stop = async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    if (server.exitCode === null && server.kill()) await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  if (await answers(port, server, START_MS)) return { url: `http://127.0.0.1:${port}/`, stop };
  const said = existsSync(join(folder, 'error.log')) ? readFileSync(join(folder, 'error.log'), 'utf8') : '';
  await stop();
  throw new Error(`nginx does not start with the settings of ${MANUAL}: ${said.slice(-500)}`);
}

/** The block of the manual from `upstream` to the end of `server`. */
function manualSettings(): string {
  const [, block] = /\n( {4}upstream [\s\S]*?\n {4}\}\n)/.exec(readFileSync(MANUAL, 'utf8')) ?? [];
  if (block === undefined) throw new Error(`${MANUAL} has no settings of nginx.`);
  return block;
}
