import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { consentState, needLabel, putConsents } from '../../scenario/versions/consents.ts';
import { advance } from '../../scenario/versions/workflow.ts';
import { parseWith } from '../../wire/parse.ts';
import {
  ApprovalsSchema,
  ConsentsSchema,
  ForkSchema,
  type Head,
  LettersSchema,
  NameVersionSchema,
  receiveScenarioDocument,
  StepSchema,
  type VersionHead,
} from '../../wire/scenario-version.ts';
import { ifMatch, parsed, quoted } from '../entity-tag.ts';
import type { Parts } from '../parts.ts';
import { type Caller, type Right, requireRight } from '../people/rights.ts';
import { RequestProblem } from '../query.ts';
import { freeze } from './freeze.ts';
import type { Saved } from './rows.ts';

/** A document of the whole city's poles has 0.6 MB; this leaves room for ten times as much text as anyone drew. */
const MOST_BYTES = 6 * 1024 * 1024;

interface OfScenario {
  Params: { id: string };
}
interface OfVersion {
  Params: { id: string; n: string };
}

/** Adds `/api/scenarios`. */
export function addScenarioRoutes(server: FastifyInstance, { scenarios, access, mutes, now }: Parts): void {
  const caller = (request: FastifyRequest, right: Right): Caller => requireRight(access.callerOf(request), right);

  server.get('/api/scenarios', async (request) => {
    caller(request, 'readScenarios');
    return scenarios.list();
  });

  server.get<OfScenario>('/api/scenarios/:id/draft', async (request, reply) => {
    caller(request, 'readScenarios');
    const draft = await scenarios.draft(request.params.id);
    tag(reply, draft.head.etag);
    return draft;
  });

  server.put<OfScenario>('/api/scenarios/:id/draft', { bodyLimit: MOST_BYTES }, async (request, reply) => {
    const planner = caller(request, 'editScenarios');
    const { id } = request.params;
    const etag = ifMatch(request, 'the ETag of the draft that was edited');
    const document = parsed(() => receiveScenarioDocument(request.body, 'Draft'));
    if (document.id !== id)
      throw new RequestProblem(
        400,
        `Draft: id is "${document.id}"; this is scenario "${id}". Fork it to save under another id.`,
      );
    const result = await scenarios.save(planner, id, etag, document);
    if (result.ok) {
      tag(reply, result.head.etag);
      return { head: result.head, document };
    }
    const { conflict } = result;
    const message = `${conflict.server.author.name} saved since; nothing was overwritten, yours is kept as revision ${conflict.yours.n}.`;
    throw new RequestProblem(409, message, { ETag: quoted(conflict.server.etag) }, conflict);
  });

  server.get<OfScenario>('/api/scenarios/:id/versions', async (request, reply) => {
    const reader = caller(request, 'readScenarios');
    reply.header('Cache-Control', 'no-store');
    return scenarios.versions(request.params.id, reader);
  });

  server.post<OfScenario>('/api/scenarios/:id/versions', async (request, reply) => {
    const planner = caller(request, 'editScenarios');
    const { name, note } = parsed(() => parseWith(NameVersionSchema, request.body, 'Version'));
    const etag = ifMatch(request, 'the ETag of the draft that gets the name');
    return sendVersion(reply.code(201), await scenarios.name(planner, request.params.id, etag, name, note));
  });

  server.post<OfScenario>('/api/scenarios/:id/fork', async (request, reply): Promise<Head> => {
    const planner = caller(request, 'editScenarios');
    const { from, id, title } = parsed(() => parseWith(ForkSchema, request.body, 'Fork'));
    const head = await scenarios.fork(planner, request.params.id, from, id, title);
    tag(reply.code(201), head.etag);
    return head;
  });

  server.get<OfVersion>('/api/scenarios/:id/versions/:n', async (request, reply) => {
    caller(request, 'readScenarios');
    const { recordEtag, ...version } = await scenarios.version(request.params.id, numberOf(request));
    tag(reply, recordEtag ?? version.head.etag);
    return version;
  });

  server.put<OfVersion>(
    '/api/scenarios/:id/versions/:n/consents',
    { bodyLimit: MOST_BYTES },
    async (request, reply) => {
      const planner = caller(request, 'editScenarios');
      const { consents } = parsed(() => parseWith(ConsentsSchema, request.body, 'Consents'));
      return change(request, reply, planner, 'version.consents', ({ record }) => ({
        ...record,
        consents: putConsents(
          record.consents,
          consents.map((each) => ({ ...each, recorded: signed(planner) })),
        ),
      }));
    },
  );

  server.put<OfVersion>('/api/scenarios/:id/versions/:n/letters', { bodyLimit: MOST_BYTES }, async (request, reply) => {
    const planner = caller(request, 'editScenarios');
    const { letters } = parsed(() => parseWith(LettersSchema, request.body, 'Letters'));
    return change(request, reply, planner, 'version.letters', ({ record }) => {
      const before = new Map(record.letters?.map((each) => [each.id, each]));
      return {
        ...record,
        letters: letters.map((each) => {
          const { version = numberOf(request), recorded = signed(planner) } = before.get(each.id) ?? {};
          return { ...each, version, recorded };
        }),
      };
    });
  });

  server.put<OfVersion>('/api/scenarios/:id/versions/:n/approvals', async (request, reply) => {
    const planner = caller(request, 'editScenarios');
    const { approvals } = parsed(() => parseWith(ApprovalsSchema, request.body, 'Approvals'));
    return change(request, reply, planner, 'version.approvals', ({ document, record }) => {
      const phases = new Set(document.alternatives.flatMap((each) => each.phases.map((phase) => phase.id)));
      const unknown = approvals.flatMap((each) => each.gates).find((gate) => !phases.has(gate.phase));
      if (unknown)
        throw new RequestProblem(400, `Approvals: no phase "${unknown.phase}"; there are ${[...phases].join(', ')}.`);
      return { ...record, approvals };
    });
  });

  server.post<OfVersion>('/api/scenarios/:id/versions/:n/steps', async (request, reply) => {
    const person = caller(request, 'stepVersions');
    const { step, note, alternative } = parsed(() => parseWith(StepSchema, request.body, 'Step'));
    return change(request, reply, person, `version.${step}`, (version) => {
      const { document, record } = version;
      const actor = { ...person, at: Math.round(now()) };
      const facts = {
        note,
        alternative,
        alternatives: document.alternatives.map((each) => each.id),
        ...openAnswers(version),
      };
      const result = advance(record.progress, step, actor, facts);
      if (!result.ok)
        throw new RequestProblem(
          result.why === 'forbidden' ? 403 : 409,
          result.reason.en,
          {},
          { words: result.reason },
        );
      const next = { ...version, record: { ...record, progress: result.progress } };
      const signature = result.progress.steps.at(-1)?.by;
      return step === 'finalise' && signature ? freeze(next, signature) : next.record;
    });
  });

  const signed = ({ user, name, demo }: Caller) => ({ user, name, demo, at: Math.round(now()) });

  async function change(
    request: FastifyRequest<OfVersion>,
    reply: FastifyReply,
    person: Caller,
    action: string,
    how: Parameters<typeof scenarios.changeRecord>[5],
  ): Promise<VersionHead> {
    const etag = ifMatch(request, 'the ETag of the version (recordEtag)');
    const changed = await scenarios.changeRecord(person, request.params.id, numberOf(request), etag, action, how);
    // A finalised plan mutes what it works on.
    if (changed.frozen) await mutes.refresh();
    return sendVersion(reply, changed);
  }
}

/** Assets of the alternative to be signed whose owners have not agreed, with conditions counted as an agreement. */
function openAnswers({ document, record }: Saved): { readonly unanswered: string[]; readonly refused: string[] } {
  const chosen = document.alternatives.find((each) => each.id === record.progress.chosen);
  if (!chosen) return { unanswered: [], refused: [] };
  const { unanswered, refused } = consentState(chosen, record.consents);
  return { unanswered: unanswered.map(needLabel), refused: refused.map(needLabel) };
}

function sendVersion(reply: FastifyReply, version: VersionHead): VersionHead {
  tag(reply, version.recordEtag);
  return version;
}

function tag(reply: FastifyReply, etag: string): void {
  reply.header('ETag', quoted(etag)).header('Cache-Control', 'no-store');
}

function numberOf(request: FastifyRequest<OfVersion>): number {
  const n = Number(request.params.n);
  if (!Number.isInteger(n) || n < 0 || n > 2 ** 31 - 1)
    throw new RequestProblem(400, `"${request.params.n}" is no version number.`);
  return n;
}
