import { MeshoptEncoder } from 'meshoptimizer/encoder';

type Json = Record<string, unknown>;

export const FLOAT = 5126;
export const UNSIGNED_SHORT = 5123;
export const UNSIGNED_BYTE = 5121;
export const SHORT = 5122;
export const BYTE = 5120;

export interface Accessor {
  readonly componentType: number;
  readonly type: 'SCALAR' | 'VEC2' | 'VEC3' | 'VEC4';
  readonly count: number;
  readonly normalized?: boolean;
  readonly min?: readonly number[];
  readonly max?: readonly number[];
}

/** Streams that several documents share, in a file beside them. */
export interface SharedStreams {
  /** Relative to the documents. */
  readonly uri: string;
  /** Adds a compressed stream of parts one behind the other; answers the parts for `GlbDraft.addShared`. */
  add(bytes: Uint8Array, stride: number, mode: Mode, parts: readonly Accessor[]): SharedPart[];
  /** The file. */
  bytes(): Uint8Array<ArrayBuffer>;
}

interface SharedStream {
  readonly of: SharedStreams;
  readonly place: { readonly byteOffset: number; readonly byteLength: number };
  readonly stride: number;
  readonly mode: Mode;
  readonly count: number;
}

export interface SharedPart {
  readonly stream: SharedStream;
  /** Of the part within the stream as it is read. */
  readonly byteOffset: number;
  readonly accessor: Accessor;
}

type Mode = 'ATTRIBUTES' | 'TRIANGLES' | 'INDICES';

/** A glTF document in the making: one binary chunk, meshopt-compressed where it is a stream of vertices or triangles. */
export interface GlbDraft {
  /** Everything but buffers, bufferViews and accessors. */
  readonly json: Json;
  /**
   * Adds vertex data of `stride` bytes an element (a multiple of 4); answers the accessor. With the filter the bytes are
   * 32-bit numbers of 24 bits that count in steps of two to the power of the upper 8, and readers get floats.
   */
  addAttribute(bytes: Uint8Array, stride: number, accessor: Accessor, filter?: 'EXPONENTIAL'): number;
  /** The same in parts one behind the other, which one stream packs in fewer bytes; answers their accessors. */
  addAttributes(bytes: Uint8Array, stride: number, parts: readonly Accessor[], filter?: 'EXPONENTIAL'): number[];
  /**
   * Adds 16-bit triangle indices; answers the accessor. As a sequence they pack better where each triangle is like the one
   * before it, and keep their first corner.
   */
  addTriangles(indices: Uint16Array, mode?: 'TRIANGLES' | 'INDICES'): number;
  /** The same in parts of so many indices one behind the other; answers their accessors. */
  addTriangleParts(indices: Uint16Array, counts: readonly number[], mode?: 'TRIANGLES' | 'INDICES'): number[];
  /** Names a part of the one file that the document shares with others; answers the accessor. */
  addShared(part: SharedPart): number;
  /** Adds bytes as they are, aligned to 8; answers the buffer view. */
  addPlain(bytes: Uint8Array): number;
  finish(): Uint8Array<ArrayBuffer>;
}

/** Resolves when the encoder may be used. */
export const encoderReady: Promise<void> = MeshoptEncoder.ready;

export function beginGlb(): GlbDraft {
  const chunks: Uint8Array[] = [];
  const bufferViews: Json[] = [];
  const accessors: Json[] = [];
  const json: Json = {};
  let length = 0;
  let expanded = 0;
  let shared: SharedStreams | undefined;
  const sharedViews = new Map<SharedStream, number>();

  function append(bytes: Uint8Array, alignment: number): number {
    const padding = (alignment - (length % alignment)) % alignment;
    if (padding > 0) chunks.push(new Uint8Array(padding));
    chunks.push(bytes);
    length += padding + bytes.length;
    return length - bytes.length;
  }

  function addCompressed(bytes: Uint8Array, stride: number, mode: Mode, filter?: 'EXPONENTIAL'): number {
    const count = bytes.length / stride;
    const encoded = MeshoptEncoder.encodeGltfBuffer(bytes, count, stride, mode, 0);
    return addView(0, { byteOffset: append(encoded, 4), byteLength: encoded.length }, stride, count, mode, filter);
  }

  function addView(
    buffer: number,
    place: SharedStream['place'],
    stride: number,
    count: number,
    mode: Mode,
    filter?: 'EXPONENTIAL',
  ): number {
    const byteLength = stride * count;
    bufferViews.push({
      buffer: 1,
      byteOffset: expanded,
      byteLength,
      ...(mode === 'ATTRIBUTES' ? { byteStride: stride } : {}),
      target: mode === 'ATTRIBUTES' ? 34962 : 34963,
      extensions: {
        EXT_meshopt_compression: {
          buffer,
          ...place,
          byteStride: stride,
          count,
          mode,
          ...(filter ? { filter } : {}),
        },
      },
    });
    expanded += Math.ceil(byteLength / 4) * 4;
    return bufferViews.length - 1;
  }

  const draft: GlbDraft = {
    json,
    addAttribute(bytes, stride, accessor, filter) {
      return draft.addAttributes(bytes, stride, [accessor], filter)[0] as number;
    },
    addAttributes(bytes, stride, parts, filter) {
      const bufferView = addCompressed(bytes, stride, 'ATTRIBUTES', filter);
      return offsetsOf(parts, stride).map(({ accessor, byteOffset }) => {
        accessors.push({ bufferView, byteOffset, ...accessor });
        return accessors.length - 1;
      });
    },
    addTriangles(indices, mode) {
      return draft.addTriangleParts(indices, [indices.length], mode)[0] as number;
    },
    addTriangleParts(indices, counts, mode = 'TRIANGLES') {
      const bufferView = addCompressed(new Uint8Array(indices.buffer, indices.byteOffset, indices.byteLength), 2, mode);
      const parts = counts.map((count) => ({ componentType: UNSIGNED_SHORT, type: 'SCALAR', count }) as const);
      return offsetsOf(parts, 2).map(({ accessor, byteOffset }) => {
        accessors.push({ bufferView, byteOffset, ...accessor });
        return accessors.length - 1;
      });
    },
    addShared({ stream, byteOffset, accessor }) {
      shared ??= stream.of;
      if (shared !== stream.of)
        throw new RangeError('A document shares the streams of one file; this one is of another.');
      const { place, stride, count, mode } = stream;
      const bufferView = sharedViews.get(stream) ?? addView(2, place, stride, count, mode);
      sharedViews.set(stream, bufferView);
      accessors.push({ bufferView, byteOffset, ...accessor });
      return accessors.length - 1;
    },
    addPlain(bytes) {
      bufferViews.push({ buffer: 0, byteOffset: append(bytes, 8), byteLength: bytes.length });
      return bufferViews.length - 1;
    },
    finish() {
      append(new Uint8Array((8 - (length % 8)) % 8), 1);
      const buffers: Json[] = [{ byteLength: length }];
      // The buffer that a reader without meshopt would want; nothing of it is stored.
      if (expanded > 0)
        buffers.push({ byteLength: expanded, extensions: { EXT_meshopt_compression: { fallback: true } } });
      if (shared) buffers.push({ uri: shared.uri, byteLength: shared.bytes().length });
      return packGlb(
        { asset: { version: '2.0', generator: 'chengjing tiles' }, ...json, accessors, bufferViews, buffers },
        chunks,
        length,
      );
    },
  };
  return draft;
}

/** Where each part of a stream begins, whose elements take `stride` bytes. */
function offsetsOf(parts: readonly Accessor[], stride: number): { accessor: Accessor; byteOffset: number }[] {
  let byteOffset = 0;
  return parts.map((accessor) => {
    const part = { accessor, byteOffset };
    byteOffset += stride * accessor.count;
    return part;
  });
}

/** Begins a file of streams at `uri`, as documents beside it name it. All are added before the first document is finished. */
export function beginShared(uri: string): SharedStreams {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const streams: SharedStreams = {
    uri,
    add(bytes, stride, mode, parts) {
      const count = bytes.length / stride;
      const encoded = MeshoptEncoder.encodeGltfBuffer(bytes, count, stride, mode, 0);
      const place = { byteOffset: length, byteLength: encoded.length };
      const padded = new Uint8Array(Math.ceil(encoded.length / 4) * 4);
      padded.set(encoded);
      chunks.push(padded);
      length += padded.length;
      const stream: SharedStream = { of: streams, place, stride, mode, count };
      return offsetsOf(parts, stride).map((part) => ({ stream, ...part }));
    },
    bytes() {
      const all = new Uint8Array(length);
      let offset = 0;
      for (const chunk of chunks) {
        all.set(chunk, offset);
        offset += chunk.length;
      }
      return all;
    },
  };
  return streams;
}

function packGlb(json: Json, chunks: readonly Uint8Array[], binaryLength: number): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(json));
  // The binary chunk's data starts on 8 bytes, which property tables need: 12 + 8 + text + 8.
  const textLength = text.length + ((8 - ((28 + text.length) % 8)) % 8);
  const total = 28 + textLength + binaryLength;
  const glb = new Uint8Array(total);
  const view = new DataView(glb.buffer);
  view.setUint32(0, 0x46546c67, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, total, true);
  view.setUint32(12, textLength, true);
  view.setUint32(16, 0x4e4f534a, true);
  glb.fill(0x20, 20, 20 + textLength);
  glb.set(text, 20);
  view.setUint32(20 + textLength, binaryLength, true);
  view.setUint32(24 + textLength, 0x004e4942, true);
  let offset = 28 + textLength;
  for (const chunk of chunks) {
    glb.set(chunk, offset);
    offset += chunk.length;
  }
  return glb;
}
