import { QUALITIES, type Quality } from '../domain/observation.ts';
import { WireError } from './parse.ts';

/**
 * Binary frame of the live socket and of `GET /api/snapshot`: little-endian.
 *
 *     0  u32  magic "CJD1"         16  f64  base time, ms
 *     4  u8   kind 0 delta 1 snapshot  24  u32  row count
 *     5  u8×3 zero                 28  rows
 *     8  f64  sequence number
 *
 * A row is 16 bytes: u8 layer, u8 property, u8 quality, u8 zero, u32 slot, f32 value, i32 time − base in units of 1/8 s
 * (± 8.5 years; 0x80000000: erased, nothing observed).
 * Layer and property are indices into the lists of the socket's hello.
 */
const MAGIC = 0x31444a43;
const HEADER = 28;
const ROW = 16;
const ERASED = -0x80000000;

export interface DeltaRow {
  layer: number;
  property: number;
  slot: number;
  value: number;
  /** Milliseconds; NaN: erased. */
  time: number;
  quality: Quality;
}

export interface DeltaHeader {
  readonly kind: 'delta' | 'snapshot';
  readonly sequence: number;
  readonly count: number;
}

export function encodeDelta(kind: DeltaHeader['kind'], sequence: number, rows: readonly DeltaRow[]): Uint8Array {
  const bytes = new Uint8Array(HEADER + ROW * rows.length);
  const view = new DataView(bytes.buffer);
  const base = rows.find((row) => Number.isFinite(row.time))?.time ?? 0;
  view.setUint32(0, MAGIC, true);
  view.setUint8(4, kind === 'snapshot' ? 1 : 0);
  view.setFloat64(8, sequence, true);
  view.setFloat64(16, base, true);
  view.setUint32(24, rows.length, true);
  let at = HEADER;
  for (const row of rows) {
    view.setUint8(at, row.layer);
    view.setUint8(at + 1, row.property);
    view.setUint8(at + 2, QUALITIES.indexOf(row.quality));
    view.setUint32(at + 4, row.slot, true);
    view.setFloat32(at + 8, row.value, true);
    view.setInt32(at + 12, Number.isFinite(row.time) ? offsetOf(row.time - base) : ERASED, true);
    at += ROW;
  }
  return bytes;
}

/** Rounded down, so that no value seems to come from after now; clamped, so that a far one does not wrap round. */
function offsetOf(milliseconds: number): number {
  return Math.max(ERASED + 1, Math.min(0x7fffffff, Math.floor(milliseconds / 125)));
}

/** Calls `visit` for each row; the row object is reused, copy what you keep. Throws WireError on a foreign frame. */
export function decodeDelta(data: ArrayBuffer, visit: (row: DeltaRow) => void): DeltaHeader {
  const view = new DataView(data);
  if (data.byteLength < HEADER || view.getUint32(0, true) !== MAGIC)
    throw new WireError(
      `Live frame of ${data.byteLength} bytes does not start with CJD1; reload to match the gateway.`,
    );
  const count = view.getUint32(24, true);
  if (data.byteLength !== HEADER + ROW * count)
    throw new WireError(`Live frame holds ${data.byteLength} bytes, its header promises ${count} rows of ${ROW}.`);
  const base = view.getFloat64(16, true);
  const row: DeltaRow = { layer: 0, property: 0, slot: 0, value: 0, time: 0, quality: 'good' };
  for (let i = 0, at = HEADER; i < count; i++, at += ROW) {
    // hot: a snapshot of a city is 100,000 rows
    const offset = view.getInt32(at + 12, true);
    row.layer = view.getUint8(at);
    row.property = view.getUint8(at + 1);
    row.quality = QUALITIES[view.getUint8(at + 2)] ?? 'bad';
    row.slot = view.getUint32(at + 4, true);
    row.value = view.getFloat32(at + 8, true);
    row.time = offset === ERASED ? Number.NaN : base + offset * 125;
    visit(row);
  }
  return { kind: view.getUint8(4) === 1 ? 'snapshot' : 'delta', sequence: view.getFloat64(8, true), count };
}
