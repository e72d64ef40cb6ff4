import { MeshoptDecoder } from 'meshoptimizer/decoder';
import type { BuildingsReply, BuildingsTask } from './building-divider.ts';
import { drawnBuildings } from './drawn-buildings.ts';

addEventListener('message', async ({ data: { task, bytes } }: MessageEvent<BuildingsTask>) => {
  try {
    await MeshoptDecoder.ready;
    const drawn = drawnBuildings(bytes, MeshoptDecoder.decodeGltfBuffer);
    postMessage({ task, bytes: drawn } satisfies BuildingsReply, { transfer: [drawn] });
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error);
    postMessage({ task, failed } satisfies BuildingsReply);
  }
});
