import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OwnDataError } from '../../domain/own-data.ts';
import { MOST_SHARED_BYTES, type Sharing, sharingTrouble, tooLargeToShare } from '../../domain/shared-data.ts';
import type { Words } from '../../domain/words.ts';
import { parseWith } from '../../wire/parse.ts';
import { SharingSchema } from '../../wire/shared-data.ts';
import { parsed } from '../entity-tag.ts';
import type { Parts } from '../parts.ts';
import { requireRight } from '../people/rights.ts';
import { RequestProblem } from '../query.ts';

interface OfItem {
  Params: { id: string };
}

/** Who sends more than this many times the limit is cut off. */
const PATIENCE = 4;

/** Adds `/api/shared`: own data that one person gives to all who are signed in. A public session has no part in it. */
export function addSharedRoutes(server: FastifyInstance, { shared, access }: Parts): void {
  server.register(async (scope) => {
    // The bytes are counted as they come; the parser of JSON would hold them first.
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

    scope.post('/api/shared', async (request, reply) => {
      const caller = requireRight(access.callerOf(request), 'shareData');
      const { name, place = null, ...rest } = parsed(() => parseWith(SharingSchema, request.query, 'Sharing'));
      const { kind } = rest;
      const stream = streamOf(request);
      if (kind !== 'tiles') refuse({ name, place, ...rest });
      const content = await bytesOf(stream, name);
      const sharing = { name: kind === 'tiles' ? content.toString('utf8') : name, place, ...rest };
      if (kind === 'tiles') refuse(sharing);
      reply.code(201);
      return shared.share(caller, sharing, content);
    });
  });

  server.get('/api/shared', async (request, reply) => {
    requireRight(access.callerOf(request), 'readShared');
    reply.header('Cache-Control', 'no-store');
    return shared.list();
  });

  server.get<OfItem>('/api/shared/:id/content', async (request, reply) => {
    requireRight(access.callerOf(request), 'readShared');
    const { content } = await shared.get(request.params.id);
    // What somebody brought is data, never a page of this origin.
    reply
      .header('Cache-Control', 'no-store')
      .header('X-Content-Type-Options', 'nosniff')
      .header('Content-Disposition', 'attachment')
      .type('application/octet-stream');
    return reply.send(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
  });

  server.delete<OfItem>('/api/shared/:id', async (request, reply) => {
    const caller = requireRight(access.callerOf(request), 'withdrawShared');
    await shared.withdraw(caller, request.params.id);
    return reply.code(204).send();
  });
}

function streamOf(request: FastifyRequest): Readable {
  const body = request.body as Readable | undefined;
  if (typeof body?.pipe === 'function') return body;
  throw new RequestProblem(415, 'Send the bytes of the file, or the address, as application/octet-stream.');
}

/** Beyond the limit the rest is read and dropped, so that the sender hears why; nothing of it is held. */
async function bytesOf(stream: Readable, name: string): Promise<Buffer> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_SHARED_BYTES) chunks.push(chunk);
    else chunks = [];
    if (size > PATIENCE * MOST_SHARED_BYTES) break;
  }
  refuseWith(413, tooLargeToShare(name, size));
  if (size === 0)
    refuseWith(400, {
      zh: `${name || '请求'}：没有内容；请重新导出后再共享。`,
      en: `${name || 'The request'}: it is empty; export it again.`,
    });
  return Buffer.concat(chunks, size);
}

/** Throws RequestProblem 400 with words where a sharing makes no sense. */
function refuse(sharing: Sharing): void {
  let trouble: Words | null;
  try {
    trouble = sharingTrouble(sharing);
  } catch (error) {
    if (!(error instanceof OwnDataError)) throw error;
    trouble = error.words;
  }
  refuseWith(400, trouble);
}

function refuseWith(status: number, words: Words | null): void {
  if (words) throw new RequestProblem(status, words.en, {}, { words });
}
