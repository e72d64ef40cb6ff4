import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Logger, NodeIO } from '@gltf-transform/core';
import { EXTMeshGPUInstancing, EXTMeshoptCompression, KHRMeshQuantization } from '@gltf-transform/extensions';
import { validateBytes } from 'gltf-validator';
import { MeshoptDecoder } from 'meshoptimizer/decoder';

const WORST = 0;

/**
 * What the Khronos validator calls an error in the contents of a built city, as written and once more after meshopt has
 * been undone, since it does not look into compressed buffers: `file: code at pointer`.
 */
export async function khronosErrors(city: string): Promise<string[]> {
  await MeshoptDecoder.ready;
  const io = new NodeIO()
    // It would name the extensions it does not know on every file.
    .setLogger(new Logger(Logger.Verbosity.ERROR))
    .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization, EXTMeshGPUInstancing])
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
  const files = readdirSync(join(city, 'tiles'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.glb'),
  );
  if (files.length === 0) throw new RangeError(`${city} holds no contents: nothing was checked.`);
  const errors: string[] = [];
  for (const name of files) {
    const file = join(city, 'tiles', name);
    const bytes = new Uint8Array(readFileSync(file));
    // Not of the bytes alone: contents share files that lie beside them.
    const document = await io.read(file);
    const beside = async (uri: string): Promise<Uint8Array> => new Uint8Array(readFileSync(join(dirname(file), uri)));
    for (const extension of document.getRoot().listExtensionsUsed())
      if (extension.extensionName === EXTMeshoptCompression.EXTENSION_NAME) extension.dispose();
    const [own, ...shared] = document.getRoot().listBuffers();
    for (const accessor of document.getRoot().listAccessors()) accessor.setBuffer(own ?? null);
    for (const buffer of shared) buffer.dispose();
    for (const [state, each] of [
      ['as written', bytes],
      ['decoded', await io.writeBinary(document)],
    ] as const) {
      const { issues } = await validateBytes(each, { maxIssues: 100, externalResourceFunction: beside });
      for (const { severity, code, pointer } of issues.messages)
        if (severity === WORST) errors.push(`${name} ${state}: ${code} at ${pointer}`);
    }
  }
  return errors;
}
