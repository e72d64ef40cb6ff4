/** A glTF document with its one binary chunk. */
export interface Glb<Json> {
  readonly json: Json;
  readonly binary: Uint8Array;
}

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;

/** Whether bytes are a binary glTF. */
export function isGlb(bytes: ArrayBuffer): boolean {
  return bytes.byteLength > 28 && new DataView(bytes).getUint32(0, true) === MAGIC;
}

/** How far into its JSON a content of shells says so: before everything whose length depends on the content. */
const SAID_WITHIN = 2048;

/** Whether a tile content is buildings over shared points (domain/building-shell.ts), without taking it apart. */
export function isShells(bytes: ArrayBuffer): boolean {
  if (!isGlb(bytes)) return false;
  const length = Math.min(SAID_WITHIN, bytes.byteLength - 20, new DataView(bytes).getUint32(12, true));
  return new TextDecoder().decode(new Uint8Array(bytes, 20, length)).includes('"extras":{"corners":');
}

/** Takes a GLB of a JSON and a binary chunk apart; the caller vouches for the JSON's shape. */
export function readGlb<Json>(bytes: ArrayBuffer): Glb<Json> {
  const length = new DataView(bytes).getUint32(12, true);
  const json = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 20, length))) as Json;
  return { json, binary: new Uint8Array(bytes, 28 + length) };
}

/** A GLB with its binary chunk on eight bytes, which property tables need. `binary` must be a multiple of four long. */
export function writeGlb(json: object, binary: Uint8Array): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const textLength = text.length + ((8 - ((28 + text.length) % 8)) % 8);
  const bytes = new ArrayBuffer(28 + textLength + binary.length);
  const view = new DataView(bytes);
  for (const [at, word] of [
    [0, MAGIC],
    [4, 2],
    [8, bytes.byteLength],
    [12, textLength],
    [16, JSON_CHUNK],
    [20 + textLength, binary.length],
    [24 + textLength, BINARY_CHUNK],
  ] as const)
    view.setUint32(at, word, true);
  const all = new Uint8Array(bytes);
  all.fill(0x20, 20, 20 + textLength);
  all.set(text, 20);
  all.set(binary, 28 + textLength);
  return bytes;
}
