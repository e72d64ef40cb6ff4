import { createReadStream, existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const ENGINE = 'node_modules/@cesium/engine';
const FOLDERS: Readonly<Record<string, string>> = {
  Workers: 'Build/Workers',
  ThirdParty: 'Build/ThirdParty',
  Assets: 'Source/Assets',
};

/** Serves and copies Cesium's workers and assets below `/cesium/`, from our own origin. */
export function cesiumFiles(): Plugin {
  let out = '';
  return {
    name: 'cesium-files',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir, 'cesium');
    },
    configureServer(server) {
      server.middlewares.use('/cesium', (request, response, next) => {
        const [, folder = '', ...rest] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
        const file = join(ENGINE, FOLDERS[folder] ?? 'none', ...rest);
        if (rest.includes('..') || !existsSync(file)) return next();
        if (file.endsWith('.js')) response.setHeader('Content-Type', 'text/javascript');
        createReadStream(file).pipe(response);
      });
    },
    async writeBundle() {
      for (const [name, from] of Object.entries(FOLDERS))
        await cp(join(ENGINE, from), join(out, name), { recursive: true });
    },
  };
}
