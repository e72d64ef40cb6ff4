export interface Skipped {
  readonly reason: string;
  readonly count: number;
  /** The first few records, as the file names them. */
  readonly examples: readonly string[];
}

const EXAMPLES = 3;

/** Counts records that are left out, by reason. */
export interface SkipLog {
  add(reason: string, record: string): void;
  list(): Skipped[];
}

export function skipLog(): SkipLog {
  const reasons = new Map<string, { count: number; examples: string[] }>();
  return {
    add(reason, record) {
      const entry = reasons.get(reason) ?? { count: 0, examples: [] };
      entry.count++;
      if (entry.examples.length < EXAMPLES) entry.examples.push(record);
      reasons.set(reason, entry);
    },
    list: () => [...reasons].map(([reason, { count, examples }]) => ({ reason, count, examples })),
  };
}
