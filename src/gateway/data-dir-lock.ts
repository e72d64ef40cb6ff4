import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SettingError } from './options.ts';

interface Holder {
  readonly pid: number;
  readonly port: number;
  /** Tells a process from a later one with the same id; empty where the system does not say. */
  readonly started: string;
}

/**
 * Takes `dataDir` for this process, so that two gateways never write one database. Returns the undo. Throws SettingError
 * that names the holder, or says that the folder cannot be written.
 */
export function lockDataDir(dataDir: string, port: number): () => void {
  const file = join(dataDir, 'lock');
  try {
    makeFolder(dataDir);
  } catch (error) {
    throw unwritable(dataDir, error);
  }
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, JSON.stringify({ pid: process.pid, port, started: startOf(process.pid) } satisfies Holder));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(dataDir, error);
    }
    const holder = readHolder(file);
    if (holder && isAlive(holder))
      throw new SettingError(
        `DATA_DIR ${dataDir} is in use by process ${holder.pid} (port ${holder.port}); stop it or set DATA_DIR to another folder.`,
      );
    rmSync(file, { force: true });
  }
  throw new SettingError(`DATA_DIR ${dataDir} is being taken by another start at this moment; try again.`);
}

/** Node's own recursive mkdir never returns below some special file systems (/proc), so ours climbs once. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    mkdirSync(folder);
  }
}

function unwritable(dataDir: string, error: unknown): SettingError {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return new SettingError(`DATA_DIR ${dataDir} cannot be written (${code}); set DATA_DIR to a folder that can.`);
}

function readHolder(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder;
    return Number.isInteger(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return holder.started === '' || holder.started === startOf(holder.pid);
}

/** Start time of a process since boot (field 22 of proc(5) stat), or '' where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
