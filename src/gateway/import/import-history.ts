import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Alert } from '../../domain/alert.ts';
import { slotOf } from '../../domain/asset.ts';
import { QUALITIES } from '../../domain/observation.ts';
import type { Provenance } from '../../domain/provenance.ts';
import type { Retention } from '../../domain/retention.ts';
import { createAlertEngine } from '../alert-engine.ts';
import { openAlertStore } from '../alert-store.ts';
import { type City, type CityLayer, rowOf } from '../city.ts';
import type { Database } from '../database.ts';
import { openHistory } from '../history/history.ts';
import { SOLE } from '../lease.ts';
import { type DataFile, openDataFile } from './data-file.ts';
import { type ReadTime, timeReader } from './file-time.ts';
import { openImports } from './imports.ts';
import { readMapping } from './mapping.ts';
import { type RowTrouble, rowReader } from './read-rows.ts';
import { openStaging, type StagedRow, type Staging } from './staging.ts';

/** What to take in, and how to read it. */
export interface ImportOptions {
  readonly files: readonly string[];
  readonly layer: CityLayer;
  /** `NAME=COLUMN[:UNIT]`, see `readMapping`. */
  readonly assignments: readonly string[];
  /** The one asset of files without a column of them. */
  readonly asset: string | undefined;
  /** Ids in the file -> ids of the city. */
  readonly assetMap: ReadonlyMap<string, string>;
  /** Zone of times that name none. */
  readonly timeZone: string | undefined;
  readonly timeFormat: string | undefined;
  readonly provenance: Extract<Provenance, 'surveyed' | 'published'>;
  /** How long the gateway keeps each level of a layer. */
  readonly retentionOf: (layer: CityLayer) => Retention;
}

type Reason = RowTrouble | 'broken-line' | 'unknown-asset' | 'out-of-range' | 'in-future';

/** A row, or a value of it, that is not taken. */
export interface Refused {
  readonly file: string;
  /** Counted from 1 below the header; of a broken line its number in the file. */
  readonly row: number;
  readonly reason: Reason;
  readonly detail: string;
  /** What stands there. */
  readonly cells: readonly (string | null)[];
}

export interface ImportSummary {
  readonly rows: number;
  /** Observations, each of its asset, property and time once. */
  readonly observations: number;
  readonly refused: readonly {
    readonly reason: Reason;
    readonly count: number;
    readonly examples: readonly Refused[];
  }[];
  readonly first: number | null;
  readonly last: number | null;
  /** Alerts of the past that the values make; those known already are left as they are. */
  readonly alerts: number;
  readonly notes: readonly string[];
}

/** Rows of one transaction. */
const BATCH = 50_000;
const EXAMPLES = 3;

/**
 * Reads the files whole, then keeps what they say: values, the alerts they make, and where they come from. Nothing is kept of a file
 * that cannot be read, and what is imported twice is kept once.
 *
 * @param database undefined: a dry run, which only looks
 * @param now city time, ms: nothing later is taken
 * @param refuse gets everything that is not taken, in the files' order
 * @param progress told the observations kept so far, and their number
 * @throws FileError, MappingError or RangeError with one line
 */
export async function importHistory(
  options: ImportOptions,
  city: City,
  database: Database | undefined,
  now: number,
  refuse: (refused: Refused) => void,
  progress: (done: number, of: number) => void,
): Promise<ImportSummary> {
  const readTime = timeReader(options.timeZone, options.timeFormat);
  const staging = await openStaging();
  const counts = new Map<Reason, Refused[]>();
  const totals = new Map<Reason, number>();
  const notes: string[] = [];
  let rows = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const no = (refused: Refused) => {
    const { reason } = refused;
    totals.set(reason, (totals.get(reason) ?? 0) + 1);
    const examples = counts.get(reason) ?? [];
    if (examples.length < EXAMPLES) counts.set(reason, [...examples, refused]);
    refuse(refused);
  };

  try {
    for (const path of options.files) {
      const file = await openDataFile(path);
      try {
        notes.push(...file.notes);
        rows += await stage(options, file, basename(path), readTime, now, staging, no, (time) => {
          first = Math.min(first, time);
          last = Math.max(last, time);
        });
      } finally {
        file.close();
      }
    }
    const observations = await staging.count();
    let alerts = 0;
    if (database && observations > 0) {
      alerts = await keep(options, city, database, staging, (done) => progress(done, observations));
      const imports = await openImports(database);
      await imports.put({
        id: await fingerprint(options),
        at: Math.round(now),
        layer: options.layer.id,
        files: options.files.map((path) => basename(path)),
        map: [...options.assignments],
        provenance: options.provenance,
        first,
        last,
        observations,
      });
    }
    return {
      rows,
      observations,
      refused: [...totals].map(([reason, count]) => ({ reason, count, examples: counts.get(reason) ?? [] })),
      first: observations > 0 ? first : null,
      last: observations > 0 ? last : null,
      alerts,
      notes,
    };
  } finally {
    staging.close();
  }
}

async function stage(
  { layer, assignments, asset, assetMap }: ImportOptions,
  file: DataFile,
  name: string,
  readTime: ReadTime,
  now: number,
  staging: Staging,
  no: (refused: Refused) => void,
  taken: (time: number) => void,
): Promise<number> {
  const { properties } = layer.definition;
  const units = new Map(properties.map(({ key, unit }) => [key, unit]));
  const mapping = readMapping(assignments, asset, file.columns, units);
  const read = rowReader(file.columns, mapping, readTime);
  const indexOf = new Map(properties.map(({ key }, index) => [key, index]));
  let row = 0;
  for await (const part of file.rows()) {
    const staged: StagedRow[] = [];
    for (const cells of part) {
      row++;
      const { found, left } = read(cells);
      const refused = (reason: Reason, detail: string) => no({ file: name, row, reason, detail, cells });
      for (const { reason, detail } of left) refused(reason, detail);
      for (const { asset: id, property, time, value, quality } of found) {
        const ours = assetMap.get(id) ?? id;
        const slot = slotOf(layer.assets, ours);
        const index = indexOf.get(property) as number;
        const [min, max] = properties[index]?.range ?? [0, 0];
        if (slot === undefined) {
          refused('unknown-asset', `layer "${layer.id}" has no asset "${ours}"`);
          break;
        }
        if (!(value >= min && value <= max)) {
          refused('out-of-range', `${property} ${value} ${units.get(property)}: expected ${min} … ${max}`);
          continue;
        }
        if (time > now) {
          refused('in-future', `${new Date(time).toISOString()} is after the city clock`);
          continue;
        }
        taken(time);
        staged.push({ slot, property: index, time, value, quality: QUALITIES.indexOf(quality) });
      }
    }
    await staging.add(staged);
  }
  for (const { line, text, detail } of await file.broken())
    no({ file: name, row: line, reason: 'broken-line', detail, cells: [text] });
  return row;
}

/** Writes what is staged, oldest first, and raises the alerts of the past. Returns how many of them are new. */
async function keep(
  { layer, provenance, retentionOf }: ImportOptions,
  city: City,
  database: Database,
  staging: Staging,
  progress: (done: number) => void,
): Promise<number> {
  const history = await openHistory(city, database, retentionOf);
  const store = await openAlertStore(database, SOLE);
  const raised = new Map<string, Alert>();
  const engine = createAlertEngine(city, false, ({ alert }) => raised.set(alert.id, { ...alert, provenance }));
  let done = 0;
  for await (const part of staging.sorted()) {
    for (const { slot, property, time, value, quality } of part) {
      const sample = {
        layer,
        property,
        slot,
        row: rowOf(layer, property, slot),
        value,
        time,
        quality: QUALITIES[quality] ?? 'bad',
        origin: 'external' as const,
        newest: false,
        historical: true,
      };
      history.add(sample);
      engine.observe(sample);
    }
    done += part.length;
    if (history.backlog >= BATCH) {
      await history.flush();
      progress(done);
    }
  }
  await history.flush();
  let fresh = 0;
  for (const alert of raised.values()) {
    // What was told then, with its log, is not told anew.
    const known = await store.between(alert.raisedAt, (alert.clearedAt ?? alert.raisedAt) + 1, 10_000);
    if (known.some((each) => each.asset === alert.asset && each.property === alert.property)) continue;
    store.put({ alert, holding: false }, 'past');
    fresh++;
  }
  await store.flush();
  progress(done);
  return fresh;
}

/** The same files read in the same way are the same import. */
async function fingerprint({ files, layer, assignments, asset }: ImportOptions): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([layer.id, assignments, asset ?? null]));
  for (const path of files) for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex').slice(0, 24);
}
