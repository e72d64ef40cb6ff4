import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, normalize } from 'node:path';
import {
  type Document,
  type GLTF,
  type JSONDocument,
  type Material,
  type Node,
  NodeIO,
  type Primitive,
} from '@gltf-transform/core';
import { ALL_EXTENSIONS } from '@gltf-transform/extensions';
import { MeshoptDecoder } from 'meshoptimizer';
import { ROLE_EMITTER, ROLE_PLAIN } from '../../../src/domain/furniture/mesh.ts';
import { ascending } from '../ascending.ts';
import type { ModelFinding } from './model-finding.ts';
import { decodePicture, type Picture } from './picture.ts';
import type { TriangleSoup } from './triangle-soup.ts';

/** Paint of what has none: the concrete of the bridges. */
const NEUTRAL = [201, 198, 190] as const;

export interface ReadModel {
  readonly soup: TriangleSoup;
  readonly findings: readonly ModelFinding[];
}

/**
 * All triangles of a .gltf or .glb file with the colours of their materials; textures become the colours of vertices. Throws an
 * Error with a reason when the file is no glTF 2.0 or a buffer is missing; a missing texture is only a finding.
 */
export async function readGltf(file: string): Promise<ReadModel> {
  await MeshoptDecoder.ready;
  const io = new NodeIO()
    .registerExtensions(ALL_EXTENSIONS)
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
  const bytes = new Uint8Array(readFileSync(file));
  const source = extname(file).toLowerCase() === '.glb' ? await io.binaryToJSON(bytes) : textDocument(file, bytes);
  const missing = lendPictures(source, dirname(file));
  return trianglesOf(await io.readJSON(source), missing);
}

function textDocument(file: string, bytes: Uint8Array): JSONDocument {
  let json: GLTF.IGLTF;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes)) as GLTF.IGLTF;
  } catch (error) {
    throw new Error(`${basename(file)} is not JSON (${(error as Error).message})`);
  }
  return { json, resources: {} };
}

/** A transparent pixel, in place of a picture that is not there. */
const NO_PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** Brings buffers and pictures that lie beside the file; answers the pictures that are missing, by index and name. */
function lendPictures({ json, resources }: JSONDocument, folder: string): ReadonlyMap<number, string> {
  const missing = new Map<number, string>();
  const fetched = (uri: string): Uint8Array<ArrayBuffer> | null => {
    const path = normalize(join(folder, decodeURIComponent(uri)));
    return existsSync(path) ? new Uint8Array(readFileSync(path)) : null;
  };
  for (const { uri } of json.buffers ?? []) {
    if (uri === undefined || uri.startsWith('data:') || resources[uri]) continue;
    const bytes = fetched(uri);
    if (!bytes) throw new Error(`its buffer ${uri} is missing`);
    resources[uri] = bytes;
  }
  for (const [index, image] of (json.images ?? []).entries()) {
    if (image.uri === undefined || image.uri.startsWith('data:') || resources[image.uri]) continue;
    const bytes = fetched(image.uri);
    if (bytes) resources[image.uri] = bytes;
    else {
      missing.set(index, image.uri);
      image.uri = NO_PICTURE;
    }
  }
  return missing;
}

interface Heap {
  readonly parts: { positions: Float32Array; normals: Float32Array | null; colors: Uint8Array; indices: Uint32Array }[];
}

function trianglesOf(document: Document, missing: ReadonlyMap<number, string>): ReadModel {
  const root = document.getRoot();
  const scene = root.getDefaultScene() ?? root.listScenes()[0];
  const tops = scene ? scene.listChildren() : root.listNodes().filter((node) => node.getParentNode() === null);
  const heap: Heap = { parts: [] };
  const paints = paintsOf(document, missing);
  let otherKinds = 0;
  for (const top of tops)
    top.traverse((node) => {
      for (const primitive of node.getMesh()?.listPrimitives() ?? []) {
        const part = partOf(node, primitive, paints);
        if (part) heap.parts.push(part);
        else otherKinds++;
      }
    });
  if (heap.parts.length === 0) throw new Error('it holds no triangles');
  const { soup, bad } = joined(heap);
  if (soup.indices.length === 0) throw new Error('none of its triangles has an area');
  const findings: ModelFinding[] = [];
  if (paints.bare) findings.push({ kind: 'no-materials' });
  const lost = [...missing.values(), ...paints.unread];
  if (lost.length > 0) findings.push({ kind: 'missing-texture', names: lost });
  if (paints.textured) findings.push({ kind: 'texture-as-paint' });
  if (bad > 0) findings.push({ kind: 'bad-triangles', count: bad });
  if (otherKinds > 0) findings.push({ kind: 'not-triangles', count: otherKinds });
  return { soup, findings };
}

/** Materials of a document as paint, and what was noticed of them on the way. */
interface Paints {
  readonly pictures: ReadonlyMap<string, Picture | null>;
  readonly nameOf: (material: Material) => string | null;
  bare: boolean;
  textured: boolean;
  readonly unread: Set<string>;
}

function paintsOf(document: Document, missing: ReadonlyMap<number, string>): Paints {
  const textures = document.getRoot().listTextures();
  const pictures = new Map<string, Picture | null>();
  const unread = new Set<string>();
  const key = (index: number): string => String(index);
  for (const [index, texture] of textures.entries()) {
    const bytes = texture.getImage();
    const picture = missing.has(index) || !bytes ? null : decodePicture(bytes);
    pictures.set(key(index), picture);
    if (!picture && !missing.has(index)) unread.add(texture.getURI() || texture.getName() || `#${index}`);
  }
  return {
    pictures,
    nameOf: (material) => {
      const texture = material.getBaseColorTexture();
      return texture ? key(textures.indexOf(texture)) : null;
    },
    bare: false,
    textured: false,
    unread,
  };
}

function partOf(node: Node, primitive: Primitive, paints: Paints): Heap['parts'][number] | null {
  const position = primitive.getAttribute('POSITION');
  const mode = primitive.getMode();
  if (!position || mode < 4) return null;
  const matrix = node.getWorldMatrix();
  const count = position.getCount();
  const positions = new Float32Array(3 * count);
  const normal = primitive.getAttribute('NORMAL');
  const normals = normal ? new Float32Array(3 * count) : null;
  const turned = normalMatrix(matrix);
  const element = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    position.getElement(i, element);
    const [x, y, z] = element as [number, number, number];
    for (let k = 0; k < 3; k++)
      positions[3 * i + k] = matrix[k]! * x + matrix[4 + k]! * y + matrix[8 + k]! * z + matrix[12 + k]!;
    if (!normal || !normals) continue;
    normal.getElement(i, element);
    const [u, v, w] = element as [number, number, number];
    const n = [0, 3, 6].map((row) => turned[row]! * u + turned[row + 1]! * v + turned[row + 2]! * w);
    const size = Math.hypot(...n) || 1;
    for (let k = 0; k < 3; k++) normals[3 * i + k] = n[k]! / size;
  }
  const flipped = determinant(matrix) < 0;
  return {
    positions,
    normals,
    colors: colorsOf(primitive, count, paints),
    indices: indicesOf(primitive, count, mode, flipped),
  };
}

function colorsOf(primitive: Primitive, count: number, paints: Paints): Uint8Array {
  const material = primitive.getMaterial();
  const painted = primitive.getAttribute('COLOR_0');
  const colors = new Uint8Array(4 * count);
  const name = material ? paints.nameOf(material) : null;
  const picture = name === null ? null : (paints.pictures.get(name) ?? null);
  const place = material?.getBaseColorTextureInfo()?.getTexCoord() ?? 0;
  const spot = picture ? primitive.getAttribute(`TEXCOORD_${place}`) : null;
  const neutral = (!material && !painted) || (name !== null && !picture);
  if (!material && !painted) paints.bare = true;
  if (picture && spot) paints.textured = true;
  const factor = material?.getBaseColorFactor() ?? [1, 1, 1, 1];
  const shines = Math.max(...(material?.getEmissiveFactor() ?? [0])) > 0.2;
  const element = [1, 1, 1, 1];
  const uv = [0, 0];
  for (let i = 0; i < count; i++) {
    const linear = [factor[0]!, factor[1]!, factor[2]!];
    if (painted) {
      painted.getElement(i, element);
      for (let k = 0; k < 3; k++) linear[k]! *= element[k]!;
    }
    if (picture && spot) {
      spot.getElement(i, uv);
      const texel = picture.at(uv[0]!, uv[1]!);
      for (let k = 0; k < 3; k++) linear[k]! *= (texel[k]! / 255) ** 2.2;
    }
    for (let k = 0; k < 3; k++)
      colors[4 * i + k] = neutral ? NEUTRAL[k]! : Math.round(255 * Math.min(1, Math.max(0, linear[k]!)) ** (1 / 2.2));
    colors[4 * i + 3] = shines ? ROLE_EMITTER : ROLE_PLAIN;
  }
  return colors;
}

/** Triangles of a list (4), strip (5) or fan (6); a mirrored node turns their winding. */
function indicesOf(primitive: Primitive, count: number, mode: number, flipped: boolean): Uint32Array {
  const given = primitive.getIndices()?.getArray() ?? ascending(count);
  const out: number[] | Uint32Array = mode === 4 ? Uint32Array.from(given) : [];
  if (mode !== 4)
    for (let i = 2; i < given.length; i++) {
      const [a, b] =
        mode === 6
          ? [given[0]!, given[i - 1]!]
          : i % 2
            ? [given[i - 1]!, given[i - 2]!]
            : [given[i - 2]!, given[i - 1]!];
      (out as number[]).push(a, b, given[i]!);
    }
  const indices = Uint32Array.from(out).subarray(0, out.length - (out.length % 3));
  if (flipped)
    for (let i = 0; i < indices.length; i += 3) [indices[i + 1], indices[i + 2]] = [indices[i + 2]!, indices[i + 1]!];
  return indices;
}

/** One soup of all parts, without triangles that name no vertex, hold no number or have no area. */
function joined({ parts }: Heap): { soup: TriangleSoup; bad: number } {
  const vertices = parts.reduce((sum, each) => sum + each.positions.length / 3, 0);
  const positions = new Float32Array(3 * vertices);
  const normals = parts.every((each) => each.normals) ? new Float32Array(3 * vertices) : null;
  const colors = new Uint8Array(4 * vertices);
  const indices = new Uint32Array(parts.reduce((sum, each) => sum + each.indices.length, 0));
  let [base, kept, bad] = [0, 0, 0];
  for (const part of parts) {
    positions.set(part.positions, 3 * base);
    if (normals && part.normals) normals.set(part.normals, 3 * base);
    colors.set(part.colors, 4 * base);
    const own = part.positions.length / 3;
    for (let i = 0; i < part.indices.length; i += 3) {
      const [a, b, c] = [part.indices[i]!, part.indices[i + 1]!, part.indices[i + 2]!];
      if (a >= own || b >= own || c >= own || !hasArea(part.positions, a, b, c)) {
        bad++;
        continue;
      }
      indices[kept++] = base + a;
      indices[kept++] = base + b;
      indices[kept++] = base + c;
    }
    base += own;
  }
  const soundNormals = normals?.every(Number.isFinite) ? normals : null;
  return { soup: { positions, normals: soundNormals, colors, indices: indices.slice(0, kept) }, bad };
}

/** False for corners that are no numbers too: a sum with NaN is never above 0. */
function hasArea(positions: Float32Array, a: number, b: number, c: number): boolean {
  const [ux, uy, uz] = [0, 1, 2].map((k) => positions[3 * b + k]! - positions[3 * a + k]!) as [number, number, number];
  const [vx, vy, vz] = [0, 1, 2].map((k) => positions[3 * c + k]! - positions[3 * a + k]!) as [number, number, number];
  const area = (uy * vz - uz * vy) ** 2 + (uz * vx - ux * vz) ** 2 + (ux * vy - uy * vx) ** 2;
  return area > 0 && Number.isFinite(area);
}

function determinant(m: readonly number[]): number {
  return (
    m[0]! * (m[5]! * m[10]! - m[6]! * m[9]!) -
    m[4]! * (m[1]! * m[10]! - m[2]! * m[9]!) +
    m[8]! * (m[1]! * m[6]! - m[2]! * m[5]!)
  );
}

/** Cofactors of the upper 3 × 3, by rows: the inverse transpose up to its scale, which normals are freed of. */
function normalMatrix(m: readonly number[]): number[] {
  const [a, b, c, d, e, f, g, h, i] = [m[0]!, m[4]!, m[8]!, m[1]!, m[5]!, m[9]!, m[2]!, m[6]!, m[10]!];
  const sign = determinant(m) < 0 ? -1 : 1;
  return [
    e * i - f * h,
    f * g - d * i,
    d * h - e * g,
    c * h - b * i,
    a * i - c * g,
    b * g - a * h,
    b * f - c * e,
    c * d - a * f,
    a * e - b * d,
  ].map((each) => each * sign);
}
