import { createReadStream, existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const ENGINE = 'node_modules/@cesium/engine';
const CESIUM_FOLDERS = { Workers: 'Build/Workers', ThirdParty: 'Build/ThirdParty', Assets: 'Source/Assets' };

/** Serves and copies Cesium's workers and assets below `/cesium/`, from our own origin. */
function cesiumFiles(): Plugin {
  let out = '';
  return {
    name: 'cesium-files',
    configResolved(config) {
      out = join(config.root, config.build.outDir, 'cesium');
    },
    configureServer(server) {
      server.middlewares.use('/cesium', (request, response, next) => {
        const [, folder = '', ...rest] = (request.url ?? '').split('?')[0]!.split('/');
        const base = CESIUM_FOLDERS[folder as keyof typeof CESIUM_FOLDERS];
        const file = join(ENGINE, base ?? '', ...rest);
        if (!base || rest.includes('..') || !existsSync(file)) return next();
        if (file.endsWith('.js')) response.setHeader('Content-Type', 'text/javascript');
        createReadStream(file).pipe(response);
      });
    },
    async closeBundle() {
      if (this.environment.name !== 'client') return;
      for (const [name, from] of Object.entries(CESIUM_FOLDERS))
        await cp(join(ENGINE, from), join(out, name), { recursive: true });
    },
  };
}

const NODE_ENTRIES = {
  gateway: 'src/gateway/main.ts',
  simulator: 'src/simulator/main.ts',
  tiles: 'scripts/tiles/main.ts',
};

/** `vite build` makes the client, `vite build --mode node` the programs that run under Node: dist/node/*.mjs. */
export default defineConfig(({ mode }) =>
  mode === 'node'
    ? {
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
      }
    : {
        plugins: [react(), cesiumFiles()],
        define: { CESIUM_BASE_URL: JSON.stringify('/cesium/') },
        build: {
          outDir: 'dist/client',
          target: 'es2023',
          chunkSizeWarningLimit: 6000,
          rollupOptions: { input: { index: 'index.html' } },
        },
        server: {
          proxy: {
            '/api': proxyTarget(),
            '/healthz': proxyTarget(),
            '/city': proxyTarget(),
            '/live': { target: proxyTarget(), ws: true },
          },
        },
      },
);

function proxyTarget(): string {
  return `http://127.0.0.1:${process.env.PORT ?? 8080}`;
}
