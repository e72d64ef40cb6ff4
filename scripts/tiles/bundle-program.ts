import { resolve } from 'node:path';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');

/** Bundles a script of the tile build, as `npm run tiles` does, into `<folder>/<name>.mjs` for a process of its own. */
export async function bundleProgram(script: string, folder: string, name: string): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      ssr: script,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: `${name}.mjs`, chunkFileNames: 'chunks/[name].mjs' } },
    },
  });
}
