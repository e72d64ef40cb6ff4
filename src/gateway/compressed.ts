import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A JSON answer that seldom changes, with its compressed forms made once. */
export interface Compressed {
  readonly etag: string;
  readonly plain: Buffer;
  readonly br: Promise<Buffer>;
  readonly gzip: Promise<Buffer>;
}

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

export function compressed(value: unknown): Compressed {
  const plain = Buffer.from(JSON.stringify(value));
  return {
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    br: brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
    gzip: deflate(plain, { level: 6 }),
  };
}

/** Sends the form the client accepts, or 304 when it has it. */
export async function sendCompressed(request: FastifyRequest, reply: FastifyReply, body: Compressed): Promise<unknown> {
  reply
    .header('ETag', body.etag)
    .header('Cache-Control', 'no-cache')
    .header('Vary', 'Accept-Encoding, Authorization, Cookie, X-Role');
  if (request.headers['if-none-match'] === body.etag) return reply.code(304).send();
  reply.type('application/json; charset=utf-8');
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) return reply.header('Content-Encoding', 'br').send(await body.br);
  if (/\bgzip\b/.test(accepted)) return reply.header('Content-Encoding', 'gzip').send(await body.gzip);
  return reply.send(body.plain);
}
