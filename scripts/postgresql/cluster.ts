import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../ports.ts';

/** A private PostgreSQL server of this process, in a temporary folder, on a port of its own. */
export interface Cluster {
  /** Address of its database; `?schema=` makes a place apart. */
  readonly url: string;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';
const REMEDY = 'install the Debian package "postgresql", or set POSTGRESQL_BIN to the folder of initdb and postgres';
/** Milliseconds that a server may take to its first answer. */
const START_MS = 60_000;

/** Whether a server can be started here. */
export function hasPostgreSql(): boolean {
  try {
    return binaries() !== '';
  } catch {
    return false;
  }
}

/** Folder of `initdb` and `postgres`: POSTGRESQL_BIN, or Debian's newest. Throws with the remedy when there is none. */
function binaries(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const found = [process.env.POSTGRESQL_BIN, ...versions.map((each) => join(DEBIAN, each, 'bin'))].find(
    (folder) => folder && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
  if (!found) throw new Error(`There is no PostgreSQL here; ${REMEDY}.`);
  return found;
}

/** Starts a server. It refuses to run as root, so there it runs as the user `postgres`. */
export async function startCluster(): Promise<Cluster> {
  const bin = binaries();
  const folder = mkdtempSync(join(tmpdir(), 'chengjing-pg-'));
  const asUser = userToRunAs(folder);
  const data = join(folder, 'data');
  const port = await freePort();
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    let said = '';
    // No fsync: the tests end the server, never the machine under it.
    const settings = [
      'fsync=off',
      'listen_addresses=127.0.0.1',
      'max_connections=60',
      `unix_socket_directories=${folder}`,
    ];
    const child = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((each) => ['-c', each])],
      { stdio: ['ignore', 'ignore', 'pipe'], ...asUser },
    );
    server = child;
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const end = Date.now() + START_MS;
    while (!said.includes('ready to accept connections')) {
      if (child.exitCode !== null || Date.now() > end)
        throw new Error(`PostgreSQL in ${folder} did not start: ${said.slice(-500)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Resolves when the process is gone. */
  async function end(): Promise<void> {
    const child = server;
    server = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await gone;
  }

  try {
    execFileSync(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'chengjing', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        ...asUser,
      },
    );
    await start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL of ${bin} cannot be started (${(error as Error).message}); ${REMEDY}.`);
  }
  return {
    url: `postgresql://chengjing@127.0.0.1:${port}/postgres`,
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function userToRunAs(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (kind: string) => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
  const [uid, gid] = [id('-u'), id('-g')];
  chownSync(folder, uid, gid);
  return { uid, gid };
}
