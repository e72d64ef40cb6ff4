import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { cesiumFiles } from './scripts/vite/cesium-files.ts';
import { cesiumParts } from './scripts/vite/cesium-parts.ts';
import { notices } from './scripts/vite/notices.ts';

const NODE_ENTRIES = {
  gateway: 'src/gateway/main.ts',
  admin: 'src/gateway/admin.ts',
  import: 'src/gateway/import/main.ts',
  simulator: 'src/simulator/main.ts',
  tiles: 'scripts/tiles/main.ts',
  'tiles-thread': 'scripts/tiles/threads/thread.ts',
  bench: 'scripts/bench/main.ts',
  'bench-publisher': 'scripts/bench/publisher.ts',
  broadcaster: 'scripts/bench/broadcaster.ts',
};

const gateway = `http://127.0.0.1:${process.env.PORT ?? 8080}`;

const programs = defineConfig({
  // Their modules are bundled: of what Node imports as CommonJS it first reads all of the source for its exports.
  ssr: { noExternal: ['proj4', 'mgrs', 'wkt-parser', 'polygon-clipping', 'splaytree', 'robust-predicates'] },
  build: {
    ssr: true,
    outDir: 'dist/node',
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: Object.fromEntries(Object.entries(NODE_ENTRIES).filter(([, file]) => existsSync(file))),
      output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
    },
  },
});

/** A first start says what is built, not how long each part of the builder took. */
const QUIET = { bundlerTimings: false };

function client(pages: Record<string, string>, outDir: string) {
  return defineConfig({
    plugins: [react(), cesiumParts(), cesiumFiles(), notices()],
    define: { CESIUM_BASE_URL: JSON.stringify('/cesium/') },
    resolve: {
      alias: [
        {
          find: /^cesium$/,
          replacement: fileURLToPath(new URL('./scripts/vite/cesium-without-viewer.ts', import.meta.url)),
        },
      ],
    },
    worker: { rollupOptions: { checks: QUIET } },
    build: {
      outDir,
      target: 'es2023',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 6000,
      rollupOptions: {
        input: pages,
        checks: QUIET,
        // HiGHS imports `node:module` only where it finds itself under Node; its worker runs in the browser.
        onwarn: (warning, warn) => {
          if (!/"node:module".*highs/.test(warning.message)) warn(warning);
        },
      },
    },
    server: {
      proxy: { '/api': gateway, '/healthz': gateway, '/city': gateway, '/live': { target: gateway, ws: true } },
    },
  });
}

/**
 * `vite build` makes the client, `--mode gallery` the gallery, `--mode node` the programs that run under Node:
 * dist/node/*.mjs.
 */
export default defineConfig(({ mode }) => {
  switch (mode) {
    case 'node':
      return programs;
    case 'gallery':
      return client({ gallery: 'gallery.html' }, 'dist/gallery');
    default:
      return client({ index: 'index.html' }, 'dist/client');
  }
});
