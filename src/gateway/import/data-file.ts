import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { strFromU8, unzipSync } from 'fflate';
import { type ObservationPage, parseObservationPage } from '../../wire/sensor-things.ts';

/** A file that cannot be read: one line with the remedy. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** A table of a file: everything as text, row by row; null where a cell is empty. */
export interface DataFile {
  readonly columns: readonly string[];
  rows(): AsyncIterable<readonly (string | null)[][]>;
  /** Lines that are no rows of the table, with what is wrong; complete once the rows have been read. */
  broken(): Promise<readonly { readonly line: number; readonly text: string; readonly detail: string }[]>;
  /** What the person should know of the file. */
  readonly notes: readonly string[];
  close(): void;
}

/** Opens a CSV (also zipped, several in one archive, UTF-8 with or without BOM, or Latin-1), a Parquet file or a SensorThings page. */
export async function openDataFile(path: string): Promise<DataFile> {
  const head = await firstBytes(path, 4096);
  const name = basename(path);
  if (head.length === 0) throw new FileError(`${name} is empty.`);
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return openTable([path], 'parquet', '', name, () => undefined);
  if (head.subarray(0, 2).toString('latin1') === 'PK') return openZip(path, name);
  if (/^[\s\uFEFF]*[{[]/.test(head.toString('utf8'))) return openSensorThings(path, name);
  return openTable([path], await encodingOf(path), delimiterOf(head), name, () => undefined);
}

type Encoding = 'utf-8' | 'latin-1';

/** The whole file is looked at: a degree sign may stand in its last line only. */
async function encodingOf(path: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const part of createReadStream(path)) decoder.decode(part as Buffer, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch {
    return 'latin-1';
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** What stands most often in the header, outside quotes; a guess from the rows is led astray by a broken one. */
function delimiterOf(bytes: Uint8Array): string {
  const header =
    Buffer.from(bytes.subarray(0, 65_536))
      .toString('latin1')
      .split('\n')[0]
      ?.replace(/"[^"]*"/g, '') ?? '';
  const counts = [',', ';', '\t', '|'].map((each) => ({ each, count: header.split(each).length }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).each;
}

/** Files of one archive are read one after the other; they must have the same header. */
function openZip(path: string, name: string): Promise<DataFile> {
  let entries: [string, Uint8Array][];
  try {
    entries = Object.entries(unzipSync(readFileSync(path))).filter(([, bytes]) => bytes.length > 0);
  } catch (error) {
    throw new FileError(`${name} is no readable ZIP archive (${(error as Error).message}).`);
  }
  if (entries.length === 0) throw new FileError(`${name} holds no file.`);
  const folder = mkdtempSync(join(tmpdir(), 'chengjing-import-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const files = entries.map(([, bytes], index) => {
    const file = join(folder, `${index}.csv`);
    writeFileSync(file, isUtf8(bytes) ? bytes : strFromU8(bytes, true));
    return file;
  });
  return openTable(files, 'utf-8', delimiterOf(entries[0]?.[1] ?? new Uint8Array()), name, remove);
}

async function openTable(
  files: readonly string[],
  kind: Encoding | 'parquet',
  delimiter: string,
  name: string,
  remove: () => void,
): Promise<DataFile> {
  const list = `[${files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ')}]`;
  const source =
    kind === 'parquet'
      ? `read_parquet(${list})`
      : `read_csv(${list}, header = true, all_varchar = true, null_padding = true, strict_mode = false, store_rejects = true,
           delim = '${delimiter}', quote = '"', escape = '"', skip = 0,
           parallel = false, encoding = '${kind}')`;
  let connection: DuckDBConnection;
  let columns: string[];
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const close = () => {
    connection?.closeSync();
    instance.closeSync();
    remove();
  };
  try {
    connection = await instance.connect();
    columns = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`))
      .getRows()
      .map(([each]) => String(each));
  } catch (error) {
    connection ??= await instance.connect();
    close();
    throw new FileError(`${name} cannot be read as a table: ${String((error as Error).message).split('\n')[0]}`);
  }
  return {
    columns,
    notes: [],
    async *rows() {
      const texts = columns.map((each) => `CAST("${each.replaceAll('"', '""')}" AS VARCHAR)`).join(', ');
      const result = await connection.stream(`SELECT ${texts} FROM ${source}`);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        yield chunk.getRows() as (string | null)[][];
      }
    },
    async broken() {
      if (kind === 'parquet') return [];
      const rows = await connection.runAndReadAll(
        'SELECT line, csv_line, error_message FROM reject_errors ORDER BY line',
      );
      return rows.getRows().map(([line, text, detail]) => ({
        line: Number(line),
        text: String(text ?? ''),
        detail: String(detail).split('\n')[0] ?? '',
      }));
    },
    close,
  };
}

const THING_COLUMNS = ['phenomenonTime', 'resultTime', 'result', 'resultQuality', 'datastream'];

/** Observations of OGC SensorThings 1.1 (18-088): a page as the service answers it, or an array of observations. */
function openSensorThings(path: string, name: string): DataFile {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new FileError(`${name} is no JSON: ${(error as Error).message}`);
  }
  let page: ObservationPage;
  try {
    page = parseObservationPage(Array.isArray(json) ? { value: json } : json);
  } catch {
    throw new FileError(`${name} is no page of SensorThings observations ({"value": [{"phenomenonTime", "result"}]}).`);
  }
  const { value, '@iot.count': count, '@iot.nextLink': next } = page;
  const ofPage = /Datastreams\(([^)]+)\)/.exec(next ?? '')?.[1];
  const text = (cell: unknown) =>
    cell === null || cell === undefined ? null : typeof cell === 'string' ? cell : JSON.stringify(cell);
  const rows = value.map((each) => {
    const stream = each.Datastream?.['@iot.id'] ?? ofPage ?? null;
    // An interval counts from its start, as its aggregate does in our buckets.
    const time = each.phenomenonTime?.split('/')[0] ?? null;
    return [time, each.resultTime ?? null, text(each.result), text(qualityOf(each.resultQuality)), text(stream)];
  });
  return {
    columns: THING_COLUMNS,
    notes: next
      ? [`${name} is one page, ${rows.length} of ${count ?? '?'} observations; the next one is at ${next}`]
      : [],
    async *rows() {
      yield rows;
    },
    broken: async () => [],
    close: () => undefined,
  };
}

/** A text, or the word of BGS's own object. */
function qualityOf(quality: unknown): unknown {
  return typeof quality === 'object' && quality !== null && 'quality' in quality ? quality.quality : quality;
}

function firstBytes(path: string, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    createReadStream(path, { end: length - 1 })
      .on('data', (part) => parts.push(Buffer.from(part)))
      .on('end', () => resolve(Buffer.concat(parts)))
      .on('error', (error) => reject(new FileError(`${path} cannot be opened (${error.message}).`)));
  });
}
