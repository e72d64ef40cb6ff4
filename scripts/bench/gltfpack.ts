import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { NodeIO } from '@gltf-transform/core';
import { EXTMeshoptCompression, KHRMeshQuantization } from '@gltf-transform/extensions';
import { pack } from 'gltfpack';
import { MeshoptDecoder } from 'meshoptimizer/decoder';

/**
 * Bytes at gzip -9 of the first `most` contents as they are, and of the same meshes packed by gltfpack -cc: places, true
 * normals and feature ids (as colours, the one attribute it keeps), without their property tables.
 */
export async function packedByGltfpack(folder: string, most: number): Promise<{ ours: number; theirs: number }> {
  const io = new NodeIO()
    .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization])
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
  const names = readdirSync(folder).filter((name) => name.endsWith('.glb'));
  let [ours, theirs] = [0, 0];
  for (const name of names.slice(0, most)) {
    const bytes = readFileSync(join(folder, name));
    const document = await io.readBinary(new Uint8Array(bytes));
    for (const extension of document.getRoot().listExtensionsUsed())
      if (extension.extensionName === EXTMeshoptCompression.EXTENSION_NAME) extension.dispose();
    const plain = await io.writeBinary(document);
    let packed: Uint8Array = new Uint8Array();
    await pack(['-i', 'in.glb', '-o', 'out.glb', '-cc'], {
      read: () => plain,
      write: (_path: string, data: Uint8Array) => {
        packed = data;
      },
    });
    ours += gzipSync(bytes, { level: 9 }).length;
    theirs += gzipSync(packed, { level: 9 }).length;
  }
  return { ours, theirs };
}
