import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Document, getBounds, Logger, type Node, NodeIO, type Primitive } from '@gltf-transform/core';
import { EXTMeshoptCompression, KHRMeshQuantization } from '@gltf-transform/extensions';
import { pack } from 'gltfpack';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { drawnShell } from '../../src/domain/building-shell.ts';

/** Steps of whole contents and of the farthest, as powers of two of a metre. */
const FINEST_EXPONENT = -6;
const COARSEST_EXPONENT = 6;

/** Bytes at gzip -9 of contents as they are, and of the same contents packed by gltfpack -cc from plain glTF. */
interface Packed {
  readonly ours: number;
  /** The same shared points and triangles. Neither feature ids nor property tables, which it drops. */
  readonly shared: number;
  /** The mesh as it is drawn: flat-shaded walls and roofs with normals. */
  readonly drawn: number;
  /** The same with -vp, as precise as our contents are: 14 bits are 6 cm where a content is a kilometre wide. */
  readonly precise: number;
  /** The mesh as it is drawn, and with -kv all that our contents bring of it: façade places and feature ids. No tables. */
  readonly whole: number;
}

/** Packs `most` contents of a folder, spread over all of its levels. */
export async function packedByGltfpack(folder: string, most: number): Promise<Packed> {
  await MeshoptDecoder.ready;
  const io = new NodeIO()
    .setLogger(new Logger(Logger.Verbosity.ERROR))
    .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization])
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
  const names = readdirSync(folder).filter((name) => name.endsWith('.glb'));
  const sum = { ours: 0, shared: 0, drawn: 0, precise: 0, whole: 0 };
  const every = Math.max(1, names.length / most);
  for (let i = 0; i < names.length; i += every) {
    const name = names[Math.floor(i)] as string;
    const bytes = readFileSync(join(folder, name));
    const document = await io.readBinary(new Uint8Array(bytes));
    for (const extension of document.getRoot().listExtensionsUsed())
      if (extension.extensionName === EXTMeshoptCompression.EXTENSION_NAME) extension.dispose();
    sum.ours += gzipSync(bytes, { level: 9 }).length;
    const step = stepOf(document);
    const bits = Math.min(16, Math.ceil(Math.log2(joinMeshes(document) / step)));
    sum.shared += await packedSize(await io.writeBinary(document));
    divide(document);
    const flat = await io.writeBinary(document);
    sum.drawn += await packedSize(flat);
    sum.precise += await packedSize(flat, '-vp', String(bits));
    sum.whole += await packedSize(flat, '-kv');
  }
  return sum;
}

async function packedSize(plain: Uint8Array, ...more: string[]): Promise<number> {
  let size = 0;
  await pack(['-i', 'in.glb', '-o', 'out.glb', '-cc', ...more], {
    read: () => plain,
    write: (_path: string, data: Uint8Array) => {
      size = gzipSync(data, { level: 9 }).length;
    },
  });
  return size;
}

/** Metres of the steps in which a content tells places in the plane, a power of two. */
function stepOf(document: Document): number {
  const positions = document.getRoot().listMeshes()[0]?.listPrimitives()[0]?.getAttribute('POSITION');
  const plane = Array.from<number>(positions?.getArray() ?? []).filter((_, i) => i % 3 !== 1);
  let exponent = COARSEST_EXPONENT;
  while (exponent > FINEST_EXPONENT && !plane.every((value) => Number.isInteger(value / 2 ** exponent))) exponent--;
  return 2 ** exponent;
}

/**
 * Makes the meshes of a content, each turned by the way of its walls, into one that stands east, up, south; answers how wide it
 * is. The peer gets the same points as if they had never been turned.
 */
function joinMeshes(document: Document): number {
  const root = document.getRoot();
  const [first, ...others] = root.listNodes();
  const primitiveOf = (node: Node | undefined): Primitive => node?.getMesh()?.listPrimitives()[0] as Primitive;
  const whole = primitiveOf(first);
  const stored = whole.getAttribute('POSITION')?.getArray() as Float32Array;
  const positions = new Float32Array(stored.length);
  const indices: number[] = [];
  for (const node of [first, ...others]) {
    const m = node?.getWorldMatrix() ?? [];
    const part = primitiveOf(node).getIndices()?.getArray() ?? [];
    for (const point of part) {
      indices.push(point);
      for (let axis = 0; axis < 3; axis++)
        positions[3 * point + axis] = [0, 1, 2].reduce(
          (sum, k) => sum + (m[4 * k + axis] as number) * (stored[3 * point + k] as number),
          0,
        );
    }
  }
  for (const node of others) node.dispose();
  const buffer = root.listBuffers()[0] ?? null;
  whole
    .setAttribute('POSITION', document.createAccessor().setType('VEC3').setArray(positions).setBuffer(buffer))
    .setIndices(document.createAccessor().setType('SCALAR').setArray(Uint16Array.from(indices)).setBuffer(buffer));
  first?.setMatrix([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  const { min, max } = getBounds(first as Node);
  return Math.max(...max.map((high, axis) => high - (min[axis] as number)));
}

/** Makes the mesh of a content into the one that the scene draws. */
function divide(document: Document): void {
  const primitive = document.getRoot().listMeshes()[0]?.listPrimitives()[0] as Primitive;
  const { corners } = primitive.getExtras() as { corners: number };
  const positions = primitive.getAttribute('POSITION')?.getArray() as Float32Array;
  const ids = primitive.getAttribute('_FEATURE_ID_0')?.getArray() as Uint16Array;
  const indices = primitive.getIndices()?.getArray() as Uint16Array;
  const drawn = drawnShell({ corners, positions, indices });
  const buffer = document.getRoot().listBuffers()[0] ?? null;
  const add = (type: 'SCALAR' | 'VEC2' | 'VEC3', array: Float32Array | Uint16Array | Uint32Array) =>
    document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
  const spots = new Float32Array(3 * drawn.from.length);
  drawn.from.forEach((point, i) => {
    spots.set(positions.subarray(3 * point, 3 * point + 3), 3 * i);
  });
  primitive
    .setAttribute('POSITION', add('VEC3', spots))
    .setAttribute('NORMAL', add('VEC3', drawn.normals))
    .setAttribute('TEXCOORD_0', add('VEC2', drawn.places))
    .setAttribute(
      '_FEATURE_ID_0',
      add(
        'SCALAR',
        Uint16Array.from(drawn.from, (point) => ids[point] as number),
      ),
    )
    .setIndices(add('SCALAR', drawn.indices));
}
