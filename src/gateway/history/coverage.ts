import type { Instant } from '../../domain/clock.ts';
import type { Database, Writer } from '../database.ts';

/** Cells of time in which the store remembers whether anything was observed, in milliseconds. */
const CELL_MS = 600_000;

/** When anything was observed at all, to within ten minutes. */
export interface Coverage {
  /** Notes a time. */
  add(time: Instant): void;
  /** Whether anything was observed in `[from, to)`. */
  observed(from: Instant, to: Instant): boolean;
  /** Writes what was noted since; returns the undo. */
  write(writer: Writer): Promise<() => void>;
  forget(before: Instant): Promise<void>;
  /** Learns what other gateways observed and forgot. */
  refresh(): Promise<void>;
}

export async function openCoverage(database: Database): Promise<Coverage> {
  await database.write((writer) => writer.run('CREATE TABLE IF NOT EXISTS coverage (cell BIGINT PRIMARY KEY)'));
  const covered = new Set<number>((await database.read('SELECT cell FROM coverage')).map((each) => Number(each.cell)));
  let fresh: number[] = [];

  return {
    add(time) {
      // hot: 10,000 rows a second
      const cell = Math.floor(time / CELL_MS);
      if (covered.has(cell)) return;
      covered.add(cell);
      fresh.push(cell);
    },
    observed(from, to) {
      for (let cell = Math.floor(from / CELL_MS); cell * CELL_MS < to; cell++) if (covered.has(cell)) return true;
      return false;
    },
    async write(writer) {
      const cells = fresh;
      fresh = [];
      const undo = () => {
        fresh = [...cells, ...fresh];
      };
      if (cells.length === 0) return undo;
      const values = [...new Set(cells)].map((cell) => `(${cell})`).join(', ');
      try {
        await writer.run(`INSERT INTO coverage VALUES ${values} ON CONFLICT DO NOTHING`);
      } catch (error) {
        undo();
        throw error;
      }
      return undo;
    },
    async refresh() {
      const waiting = new Set(fresh);
      const kept = new Set((await database.read('SELECT cell FROM coverage')).map((each) => Number(each.cell)));
      const first = Math.min(...kept);
      for (const each of covered) if (each < first && !waiting.has(each)) covered.delete(each);
      for (const each of kept) covered.add(each);
    },
    async forget(before) {
      const cell = Math.floor(before / CELL_MS);
      await database.write((writer) => writer.run('DELETE FROM coverage WHERE cell < ?', [BigInt(cell)]));
      for (const each of covered) if (each < cell) covered.delete(each);
    },
  };
}
