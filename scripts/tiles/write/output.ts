import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { inputError } from '../input-error.ts';
import { isThorough, openCompressor, SIBLINGS, withSiblings } from './precompress.ts';

/** A folder that is built aside and takes its name only when it is whole. */
export interface Output {
  /** Where the files are until `commit`. */
  readonly folder: string;
  readonly files: readonly string[];
  /** Writes `path` below the folder. */
  write(path: string, bytes: Uint8Array | string): void;
  /** Takes `path` and its compressed copies over from the earlier city. */
  keep(path: string): void;
  /** Counts in a file that another process has written below the folder. */
  found(path: string): void;
  /** Resolves when all compressed copies are written, with the bytes of the files and of the copies beside them. */
  sizes(): Promise<{ plain: number; beside: number }>;
  /** Replaces the target by the folder. */
  commit(): void;
  /** Removes the folder; nothing has happened. */
  discard(): void;
}

/**
 * Opens `<target>.building-<pid>` beside the target. Throws InputError when the target is no folder of tiles.
 *
 * @param alone whether nothing else keeps the other cores busy: then they make all compressed copies, and not the large tables' alone
 */
export function openOutput(target: string, alone = false): Output {
  const out = resolve(target);
  if (existsSync(out) && !isReplaceable(out))
    throw inputError(out, null, 'holds files that no tile build wrote', 'name an empty or new folder with --out');
  const folder = join(dirname(out), `.${basename(out)}.building-${process.pid}`);
  const files: string[] = [];
  const compressor = openCompressor(folder);
  const made = new Set<string>();
  try {
    removeLeftovers(out);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw inputError(dirname(out), null, `cannot be written (${(error as Error).message})`, 'name another --out');
  }
  const discard = (): void => {
    // A compressed copy may be just being written.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    // Not before: a second signal would end the process while it tidies up.
    forgetSignals();
  };
  const forgetSignals = onSignal(discard);
  return {
    folder,
    files,
    write(path, content) {
      const parent = dirname(join(folder, path));
      if (!made.has(parent)) mkdirSync(parent, { recursive: true });
      made.add(parent);
      const file = { path, bytes: typeof content === 'string' ? Buffer.from(content) : content };
      const elsewhere = alone || isThorough(file);
      if (elsewhere) compressor.add(file);
      for (const each of elsewhere ? [file] : withSiblings(file)) writeFileSync(join(folder, each.path), each.bytes);
      files.push(path);
    },
    keep(path) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      for (const ending of ['', ...SIBLINGS])
        if (existsSync(`${join(out, path)}${ending}`)) copyFileSync(`${join(out, path)}${ending}`, `${file}${ending}`);
      files.push(path);
    },
    found: (path) => void files.push(path),
    async sizes() {
      await compressor.finish();
      const sizeOf = (path: string): number => statSync(join(folder, path), { throwIfNoEntry: false })?.size ?? 0;
      let [plain, beside] = [0, 0];
      for (const path of files) {
        plain += sizeOf(path);
        for (const ending of SIBLINGS) beside += sizeOf(path + ending);
      }
      return { plain, beside };
    },
    commit() {
      const old = `${folder}-old`;
      if (existsSync(out)) renameSync(out, old);
      renameSync(folder, out);
      rmSync(old, { recursive: true, force: true });
      // Not before: between the renames no city stands at its place.
      forgetSignals();
    },
    discard,
  };
}

/** Tidies up when the build is interrupted; answers the undo. */
function onSignal(tidy: () => void): () => void {
  const interrupted = (): void => {
    tidy();
    process.exit(130);
  };
  for (const signal of SIGNALS) process.on(signal, interrupted);
  return () => {
    for (const signal of SIGNALS) process.off(signal, interrupted);
  };
}

/** Ctrl-C, the wish of a supervisor, a terminal that was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Folders of builds that were killed: their process is gone. An earlier city that one had just set aside is put back. */
function removeLeftovers(out: string): void {
  const prefix = `.${basename(out)}.building-`;
  if (!existsSync(dirname(out))) return;
  for (const name of readdirSync(dirname(out))) {
    const pid = Number(name.startsWith(prefix) ? name.slice(prefix.length).replace('-old', '') : Number.NaN);
    if (!Number.isInteger(pid) || isRunning(pid)) continue;
    const left = join(dirname(out), name);
    if (name.endsWith('-old') && !existsSync(out)) renameSync(left, out);
    else rmSync(left, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isReplaceable(folder: string): boolean {
  try {
    return existsSync(join(folder, 'catalog.json')) || readdirSync(folder).length === 0;
  } catch {
    return false;
  }
}
