import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { parseScenarioDocument } from '../wire/scenario-document.ts';
import { parseSurroundings } from '../wire/surroundings.ts';
import type { City } from './city.ts';
import { type Compressed, compressed, sendCompressed } from './compressed.ts';
import { RequestProblem } from './query.ts';
import type { RoleView } from './role-view.ts';

/** Content types that the usual table lacks. */
const TYPES: Readonly<Record<string, string>> = {
  '.subtree': 'application/octet-stream',
  '.glb': 'model/gltf-binary',
  '.terrain': 'application/vnd.quantized-mesh',
  '.bin': 'application/octet-stream',
  '.gltf': 'model/gltf+json',
  '.pbf': 'application/x-protobuf',
  '.wasm': 'application/wasm',
  '.geojson': 'application/geo+json',
};

/** Pages of the client; any other unknown path is a 404 in JSON. */
const PAGES = ['/', '/index.html', '/gallery', '/gallery/'];

/** Serves the client at `/` and the built city below `/city/`, with `.br` and `.gz` siblings where they exist. */
export function serveFiles(
  server: FastifyInstance,
  city: City,
  client: string,
  viewOf: (request: { headers: Record<string, string | string[] | undefined>; url: string }) => RoleView,
): void {
  server.register(fastifyStatic, {
    root: city.folder,
    serve: false,
    preCompressed: true,
    setHeaders(reply, path) {
      const dot = path.replace(/\.(br|gz)$/, '').match(/\.[A-Za-z0-9]+$/)?.[0] ?? '';
      const type = TYPES[dot];
      if (type) reply.header('Content-Type', type);
    },
  });

  const scenarios = new Map<string, Compressed>();

  server.get('/city/*', async (request, reply) => {
    const path = safePath((request.params as { '*': string })['*']);
    const view = viewOf(request);
    const scenario = city.catalog.scenarios.find((each) => each.url === path || each.surroundings === path);
    if (scenario) {
      const key = `${view.role} ${path}`;
      let body = scenarios.get(key);
      if (!body) {
        const json: unknown = JSON.parse(readFileSync(join(city.folder, path), 'utf8'));
        body = compressed(
          scenario.url === path
            ? view.scenario(parseScenarioDocument(json, path))
            : view.surroundings(parseSurroundings(json, path)),
        );
        scenarios.set(key, body);
      }
      return sendCompressed(request, reply, body);
    }
    if (!view.seesFile(path)) throw new RequestProblem(403, `/city/${path} is not open to a public session.`);
    return send(reply, path, city.folder, 'no-cache');
  });

  for (const page of PAGES)
    server.get(page, (_request, reply) => {
      const file = page.startsWith('/gallery') ? 'gallery/index.html' : 'index.html';
      return send(reply, existsSync(join(client, file)) ? file : 'index.html', client, 'no-cache');
    });

  server.get('/*', (request, reply) => {
    const path = safePath((request.params as { '*': string })['*']);
    // Vite names everything in assets/ by its content.
    const cache = path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';
    return send(reply, path, client, cache);
  });
}

function send(reply: FastifyReply, path: string, root: string, cache: string): FastifyReply {
  if (!existsSync(join(root, path))) throw new RequestProblem(404, `Nothing at ${reply.request.url.split('?')[0]}.`);
  return reply
    .header('Vary', 'Accept-Encoding')
    .sendFile(path, root, { cacheControl: false })
    .header('Cache-Control', cache);
}

function safePath(raw: string): string {
  const path = posix.normalize(raw);
  if (
    path.startsWith('..') ||
    path.includes('\0') ||
    path.split('/').some((part) => part.startsWith('.') && part !== '.')
  )
    throw new RequestProblem(404, 'Nothing there.');
  return path;
}
