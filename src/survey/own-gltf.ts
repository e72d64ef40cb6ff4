import { OwnDataError, unreadable } from '../domain/own-data.ts';
import { glbContainer } from './write-glb.ts';

interface Uri {
  uri?: string;
}

interface Gltf {
  asset?: { version?: unknown };
  buffers?: (Uri & { byteLength?: number })[];
  bufferViews?: {
    buffer: number;
    byteOffset?: number;
    byteLength: number;
    extensions?: Record<string, { buffer?: number; byteOffset?: number }>;
  }[];
  images?: (Uri & { bufferView?: number; mimeType?: string })[];
}

const PICTURES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  ktx2: 'image/ktx2',
};

/**
 * A glTF 2.0 with everything in it: what it names in other files is taken from those that were brought with it and packed into one
 * binary. Throws OwnDataError that names what is missing.
 *
 * @param beside files by name, without their folders
 */
export function ownGltf(name: string, bytes: Uint8Array, beside: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const binary = new TextDecoder().decode(bytes.subarray(0, 4)) === 'glTF';
  const json = binary ? jsonOfGlb(name, bytes) : jsonOf(name, bytes);
  if (json.asset?.version !== '2.0')
    throw unreadable(name, String(json.asset?.version), 'is not glTF 2.0', '不是 glTF 2.0');
  const outside = [...(json.buffers ?? []), ...(json.images ?? [])].filter(
    ({ uri }) => uri !== undefined && !uri.startsWith('data:'),
  );
  if (outside.length === 0) return bytes;
  const names = outside.map(({ uri }) => String(uri));
  const missing = binary ? names : names.filter((uri) => !beside.has(fileOf(uri)));
  if (missing.length > 0) {
    const [en, zh] = binary
      ? ['save it with everything in it', '连同全部内容另存']
      : ['drop it together with this one, or save all as one .glb', '与本文件一起拖入，或另存为单个 .glb'];
    throw new OwnDataError(
      `${name}: ${missing.map((uri) => `"${uri}"`).join(', ')} lies in another file; ${en}.`,
      `${name}：${missing.map((uri) => `“${uri}”`).join('、')}在另一个文件中，请${zh}。`,
    );
  }
  return packed(json, beside);
}

function jsonOf(name: string, bytes: Uint8Array): Gltf {
  const text = new TextDecoder().decode(bytes);
  try {
    return (JSON.parse(text) ?? {}) as Gltf;
  } catch {
    throw unreadable(name, text.slice(0, 20), 'is no JSON', '不是 JSON');
  }
}

/** Header and JSON chunk (Khronos glTF 2.0, §4.4). */
function jsonOfGlb(name: string, bytes: Uint8Array): Gltf {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes.length < 20 ? 0 : view.getUint32(4, true);
  if (version !== 2) throw unreadable(name, `glTF ${version}`, 'is not version 2', '不是 2.0 版');
  const length = view.getUint32(8, true);
  if (length > bytes.length)
    throw unreadable(
      name,
      `${bytes.length} B`,
      `are there of ${length} B: it is cut off`,
      `只是 ${length} B 中的一部分，文件不完整`,
    );
  return jsonOf(name, bytes.subarray(20, 20 + view.getUint32(12, true)));
}

function packed(json: Gltf, beside: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const blocks: Uint8Array[] = [];
  let length = 0;
  const store = (data: Uint8Array): number => {
    const at = length;
    const filled = new Uint8Array(Math.ceil(data.length / 4) * 4);
    filled.set(data);
    blocks.push(filled);
    length += filled.length;
    return at;
  };
  const data = (uri: string | undefined) =>
    uri?.startsWith('data:') ? decoded(uri) : (beside.get(fileOf(uri)) ?? new Uint8Array());
  const offsets = (json.buffers ?? []).map(({ uri }) => store(data(uri)));
  const moved = <Part extends { buffer?: number; byteOffset?: number }>(part: Part): Part =>
    part.buffer === undefined
      ? part
      : { ...part, buffer: 0, byteOffset: (part.byteOffset ?? 0) + (offsets[part.buffer] ?? 0) };
  const bufferViews = (json.bufferViews ?? []).map((each) => ({
    ...moved(each),
    ...(each.extensions
      ? { extensions: Object.fromEntries(Object.entries(each.extensions).map(([key, part]) => [key, moved(part)])) }
      : {}),
  }));
  const images = (json.images ?? []).map(({ uri, ...image }) => {
    if (uri === undefined || uri.startsWith('data:')) return uri === undefined ? image : { ...image, uri };
    const picture = data(uri);
    const ending = /\.([^.]+)$/.exec(fileOf(uri))?.[1]?.toLowerCase() ?? '';
    const mimeType = image.mimeType ?? PICTURES[ending] ?? 'image/png';
    const view = { buffer: 0, byteOffset: store(picture), byteLength: picture.length };
    return { ...image, mimeType, bufferView: bufferViews.push(view) - 1 };
  });
  const whole = { ...json, bufferViews, ...(json.images ? { images } : {}), buffers: [{ byteLength: length }] };
  return glbContainer(new TextEncoder().encode(JSON.stringify(whole)), blocks, length);
}

function decoded(uri: string): Uint8Array {
  const comma = uri.indexOf(',');
  const text = uri.slice(comma + 1);
  const binary = uri.slice(0, comma).endsWith(';base64') ? atob(text) : decodeURIComponent(text);
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** The file's name of an address, without its folders. */
function fileOf(uri: string | undefined): string {
  const last = (uri ?? '').split(/[\\/]/).at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
