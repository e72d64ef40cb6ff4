import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { PNG } from 'pngjs';

/** Flat colour of each service's tiles. */
export const COLOURS: Readonly<Record<string, readonly [number, number, number]>> = {
  kvp: [200, 60, 200],
  restful: [40, 190, 190],
  tianditu: [220, 190, 30],
  wms: [50, 70, 220],
  xyz: [230, 110, 30],
};

/** Map services on this machine: WMTS by parameters and by path, 天地图, WMS, XYZ and the 3D Tiles of a folder. */
export interface MapServices {
  readonly origin: string;
  /** Path and query of everything that was asked. */
  readonly requests: string[];
  /** False: every tile is refused with 503. */
  answering: boolean;
  stop(): Promise<void>;
}

export async function startMapServices(model: string): Promise<MapServices> {
  const tiles = Object.fromEntries(Object.entries(COLOURS).map(([id, colour]) => [id, flat(colour)]));
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    requests.push(url);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cache-Control', 'no-store');
    if (url.startsWith('/model/')) {
      try {
        response.end(readFileSync(join(model, 'tiles/buildings', url.slice('/model/'.length))));
      } catch {
        response.writeHead(404).end();
      }
      return;
    }
    const tile = services.answering ? tiles[serviceOf(url) ?? ''] : undefined;
    if (tile) response.setHeader('Content-Type', 'image/png').end(tile);
    else response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const services: MapServices = {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    requests,
    answering: true,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return services;
}

function serviceOf(url: string): string | undefined {
  if (url.startsWith('/wmts?')) return 'kvp';
  if (url.startsWith('/rest/image/default/w/')) return 'restful';
  if (url.startsWith('/vec_c/wmts?')) return 'tianditu';
  if (url.startsWith('/wms?')) return 'wms';
  return url.startsWith('/xyz/') ? 'xyz' : undefined;
}

function flat([r, g, b]: readonly [number, number, number]): Buffer {
  const png = new PNG({ width: 256, height: 256 });
  for (let i = 0; i < png.data.length; i += 4) png.data.set([r, g, b, 255], i);
  return PNG.sync.write(png);
}
