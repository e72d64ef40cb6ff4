import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { parse } from 'csv-parse';
import { inputError } from '../../input-error.ts';
import type { ReadOptions } from '../collector.ts';
import type { RawFeature } from '../geojson-feature.ts';
import { openAt } from '../open-at.ts';
import { batched, type RecordStream } from '../record-stream.ts';
import { decoderLabel, looksLike } from '../text-encoding.ts';

const X = ['longitude', 'lon', 'lng', 'long', 'x', 'xcoord', 'x_coord', 'point_x', 'easting', '经度', 'x坐标'];
const Y = ['latitude', 'lat', 'y', 'ycoord', 'y_coord', 'point_y', 'northing', '纬度', 'y坐标'];
const SEPARATORS = [',', ';', '\t', '|'];
const HEAD = 64 * 1024;

/** Points of a table: a row of column names, then a point a row. */
export async function csvRecords(file: string, options: ReadOptions): Promise<RecordStream> {
  const head = headOf(file);
  const encoding = decoderLabel(options.encoding ?? looksLike(head), file);
  const firstLine = /^[^\r\n]*/.exec(new TextDecoder(encoding).decode(head))?.[0] ?? '';
  const delimiter = SEPARATORS.toSorted((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0] as string;
  const decoder = new TextDecoder(encoding);
  const decode = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, decoder.decode(chunk, { stream: true }));
    },
    flush(done) {
      done(null, decoder.decode());
    },
  });
  const rows = createReadStream(file)
    .pipe(decode)
    .pipe(
      parse({ bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, relax_quotes: true, trim: true }),
    );
  const iterator = rows[Symbol.asyncIterator]() as AsyncIterator<string[]>;
  const header = (await iterator.next()).value as string[] | undefined;
  if (!header) throw inputError(file, null, 'has no row of column names', 'export it with a header');
  const [x, y] = [columnOf(header, options.x, X, '--x', file), columnOf(header, options.y, Y, '--y', file)];
  async function* points(): AsyncGenerator<RawFeature> {
    try {
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
        const row = next.value;
        const properties = Object.fromEntries((header as string[]).map((name, i) => [name, row[i] ?? '']));
        yield {
          type: 'Feature',
          properties,
          geometry: { type: 'Point', coordinates: [coordinateOf(row[x], delimiter), coordinateOf(row[y], delimiter)] },
        };
      }
    } catch (error) {
      throw inputError(file, null, `is no table (${(error as Error).message})`, 'export it again as CSV');
    }
  }
  return { format: 'CSV', crs: null, mayHaveParts: false, batches: batched(points()) };
}

function headOf(file: string): Buffer {
  const read = openAt(file);
  try {
    return read.bytes(0, HEAD);
  } finally {
    read.close();
  }
}

function columnOf(
  header: readonly string[],
  asked: string | undefined,
  usual: readonly string[],
  option: string,
  file: string,
): number {
  const found =
    asked === undefined
      ? usual.map((name) => header.findIndex((each) => each.toLowerCase() === name)).find((i) => i >= 0)
      : header.indexOf(asked);
  if (found !== undefined && found >= 0) return found;
  throw inputError(
    file,
    null,
    asked === undefined ? 'names no column of coordinates that is usual' : `has no column "${asked}"`,
    `give ${option} one of ${header.slice(0, 60).join(', ')}`,
  );
}

/** Degrees with their minutes and seconds, in marks or in Chinese, and the quarter before or behind them. */
const DEGREES =
  /^([NSEW])?([-+]?\d+(?:[.,]\d+)?)[°º度](?:(\d+(?:[.,]\d+)?)(?:['′’]|分))?(?:(\d+(?:[.,]\d+)?)(?:["″”]|''|′′|秒))?([NSEW])?$/i;

function coordinateOf(text: string | undefined, delimiter: string): number {
  const [whole, before, ...rest] = DEGREES.exec((text ?? '').replaceAll(/\s/g, '')) ?? [];
  if (whole === undefined) return numberOf(text, delimiter);
  const behind = rest.pop();
  const [degrees = 0, minutes = 0, seconds = 0] = rest.map((each) => Number((each ?? '0').replace(',', '.')));
  const size = Math.abs(degrees) + minutes / 60 + seconds / 3600;
  return rest[0]?.startsWith('-') || /[SW]/i.test(before ?? behind ?? '') ? -size : size;
}

/**
 * A number with a point or a comma before its fraction, its thousands apart by blanks or by the other mark; NaN where a
 * comma may be either: between commas (`delimiter`), with three digits behind it.
 */
function numberOf(text: string | undefined, delimiter: string): number {
  const plain = (text ?? '').replaceAll(/[\s']/g, '');
  if (plain === '') return Number.NaN;
  if (/^[-+]?\d{1,3}(\.\d{3})+,\d+$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'));
  if (/^[-+]?\d{1,3}(,\d{3})+\.\d+$/.test(plain)) return Number(plain.replaceAll(',', ''));
  if (!/^[-+]?\d+,\d+$/.test(plain)) return Number(plain);
  return delimiter === ',' && /,\d{3}$/.test(plain) ? Number.NaN : Number(plain.replace(',', '.'));
}
