import { createServer, type IncomingHttpHeaders } from 'node:http';

/** One request that the bureau's system got. */
export interface GotCase {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** How it answers one request: with a status and a body; `never`; or it takes the case and the line breaks (`cut`). */
export type Behaviour = { readonly status: number; readonly body?: unknown } | 'never' | 'cut';

/** A small real HTTP server in the place of the bureau's 数字城管; it behaves as told, request after request, the last way for good. */
export async function fakeCaseSystem(...behaviours: Behaviour[]): Promise<{
  readonly url: string;
  readonly got: readonly GotCase[];
  stop(): Promise<void>;
}> {
  const got: GotCase[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => {
      text += part.toString();
    });
    request.on('end', () => {
      const how = behaviours[Math.min(got.length, behaviours.length - 1)] ?? 'never';
      got.push({ headers: request.headers, text });
      if (how === 'never') return;
      if (how === 'cut') {
        request.socket.destroy();
        return;
      }
      response.writeHead(how.status, { 'content-type': 'application/json' }).end(JSON.stringify(how.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/cases`,
    got,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
