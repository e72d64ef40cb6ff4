import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Logger, NodeIO } from '@gltf-transform/core';
import { EXTMeshoptCompression, KHRMeshQuantization } from '@gltf-transform/extensions';
import { pack } from 'gltfpack';
import { MeshoptDecoder } from 'meshoptimizer/decoder';

/**
 * Bytes at gzip -9 of the first `most` contents as they are, and of the same meshes packed by gltfpack -cc: `theirs` as it
 * likes, without the façade places that no material of its own uses and without property tables; `whole` with -kv, which
 * keeps every attribute.
 */
export async function packedByGltfpack(
  folder: string,
  most: number,
): Promise<{ ours: number; theirs: number; whole: number }> {
  await MeshoptDecoder.ready;
  const io = new NodeIO()
    .setLogger(new Logger(Logger.Verbosity.ERROR))
    .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization])
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
  const names = readdirSync(folder).filter((name) => name.endsWith('.glb'));
  let [ours, theirs, whole] = [0, 0, 0];
  for (const name of names.slice(0, most)) {
    const bytes = readFileSync(join(folder, name));
    const document = await io.readBinary(new Uint8Array(bytes));
    for (const extension of document.getRoot().listExtensionsUsed())
      if (extension.extensionName === EXTMeshoptCompression.EXTENSION_NAME) extension.dispose();
    const plain = await io.writeBinary(document);
    const packed = async (...more: string[]): Promise<number> => {
      let size = 0;
      await pack(['-i', 'in.glb', '-o', 'out.glb', '-cc', ...more], {
        read: () => plain,
        write: (_path: string, data: Uint8Array) => {
          size = gzipSync(data, { level: 9 }).length;
        },
      });
      return size;
    };
    ours += gzipSync(bytes, { level: 9 }).length;
    theirs += await packed();
    whole += await packed('-kv');
  }
  return { ours, theirs, whole };
}
