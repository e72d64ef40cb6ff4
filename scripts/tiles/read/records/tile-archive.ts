import { type FileHandle, open } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import {
  Compression,
  type Entry,
  type Header,
  PMTiles,
  SharedPromiseCache,
  type Source,
  TileType,
  tileIdToZxy,
} from 'pmtiles';
import { inputError } from '../../input-error.ts';
import { openSqlite } from '../sqlite.ts';

/** One vector tile; y counts from the north. */
export interface ArchivedTile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  /** Its bytes, unpacked. */
  data(): Promise<Uint8Array> | Uint8Array;
}

/** The tiles of an archive, the deepest zoom first. */
export interface TileArchive {
  readonly format: string;
  readonly tiles: AsyncIterable<ArchivedTile> | Iterable<ArchivedTile>;
  close(): Promise<void> | void;
}

/** An MBTiles archive (1.3). Throws InputError where it holds no vector tiles. */
export function openMbTiles(file: string): TileArchive {
  const sqlite = openSqlite(file);
  const metadata = new Map(sqlite.all('SELECT name, value FROM metadata').map(({ name, value }) => [name, value]));
  const zooms = sqlite
    .all('SELECT DISTINCT zoom_level AS zoom FROM tiles ORDER BY zoom DESC')
    .map(({ zoom }) => Number(zoom));
  const format = metadata.get('format') ?? 'pbf';
  if (zooms.length === 0 || format !== 'pbf') {
    sqlite.close();
    throw inputError(
      file,
      null,
      zooms.length === 0 ? 'holds no tiles' : `holds pictures (${String(format)}), no vector tiles`,
      'give an archive of vector tiles',
    );
  }
  function* tiles(): Generator<ArchivedTile> {
    for (const z of zooms) {
      const rows = sqlite.iterate(
        `SELECT tile_column AS x, tile_row AS row, tile_data AS data FROM tiles WHERE zoom_level = ${z} ORDER BY x, row`,
      );
      for (const { x, row, data } of rows)
        if (data instanceof Uint8Array)
          yield { z, x: Number(x), y: 2 ** z - 1 - Number(row), data: () => unpacked(data) };
    }
  }
  return { format: 'MBTiles', tiles: tiles(), close: () => sqlite.close() };
}

/** A PMTiles archive (version 3). Throws InputError where it holds no vector tiles. */
export async function openPmTiles(file: string): Promise<TileArchive> {
  const handle = await open(file);
  const source = fileSource(handle, file);
  const cache = new SharedPromiseCache();
  let header: Header;
  try {
    header = await new PMTiles(source, cache).getHeader();
  } catch (error) {
    await handle.close();
    throw inputError(file, null, `is no PMTiles (${(error as Error).message})`, 'fetch it again, whole');
  }
  if (header.tileType !== TileType.Mvt) {
    await handle.close();
    throw inputError(file, null, 'holds no Mapbox vector tiles', 'give an archive of vector tiles');
  }
  const [size, whole] = [(await handle.stat()).size, header.tileDataOffset + (header.tileDataLength ?? 0)];
  if (size < whole) {
    await handle.close();
    throw inputError(file, null, `is cut off: ${size} of ${whole} bytes`, 'fetch it again, whole');
  }
  async function bytesOf(entry: Entry): Promise<Uint8Array> {
    const { data } = await source.getBytes(header.tileDataOffset + entry.offset, entry.length);
    if (header.tileCompression === Compression.Zstd)
      throw inputError(file, null, 'is packed with Zstandard', 'convert it to gzip with pmtiles');
    return unpacked(new Uint8Array(data), header.tileCompression === Compression.Brotli);
  }
  /** From the last to the first: numbers of tiles grow with the zoom. */
  async function* entries(offset: number, length: number): AsyncGenerator<Entry> {
    for (const entry of [...(await cache.getDirectory(source, offset, length, header))].reverse())
      if (entry.runLength === 0) yield* entries(header.leafDirectoryOffset + entry.offset, entry.length);
      else yield entry;
  }
  async function* tiles(): AsyncGenerator<ArchivedTile> {
    for await (const entry of entries(header.rootDirectoryOffset, header.rootDirectoryLength))
      for (let run = entry.runLength - 1; run >= 0; run--) {
        const [z, x, y] = tileIdToZxy(entry.tileId + run);
        yield { z, x, y, data: () => bytesOf(entry) };
      }
  }
  return { format: 'PMTiles', tiles: tiles(), close: () => handle.close() };
}

function fileSource(handle: FileHandle, file: string): Source {
  return {
    getKey: () => file,
    async getBytes(offset, length) {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, offset);
      return { data: bytes.buffer.slice(0, bytesRead) };
    },
  };
}

/** The bytes of a tile whatever it is packed with; brotli has no mark of its own. */
function unpacked(bytes: Uint8Array, brotli = false): Uint8Array {
  if (brotli) return brotliDecompressSync(bytes);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes);
  return bytes[0] === 0x78 && ((bytes[0] << 8) | (bytes[1] ?? 0)) % 31 === 0 ? inflateSync(bytes) : bytes;
}
