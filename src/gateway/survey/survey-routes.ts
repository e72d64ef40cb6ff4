import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MINUTE } from '../../domain/clock.ts';
import { formatAssetTable } from '../../wire/asset-table.ts';
import { parseWith, WireError } from '../../wire/parse.ts';
import {
  MOST_SURVEYED_POLES,
  type Survey,
  SurveyAcceptanceSchema,
  type SurveyHead,
  type SurveyOrder,
  SurveyOrderSchema,
  type SurveyTrial,
} from '../../wire/survey.ts';
import type { Parts } from '../parts.ts';
import { type Caller, requireRight } from '../people/rights.ts';
import { type Query, RequestProblem, requiredText } from '../query.ts';
import {
  besideOf,
  datesOf,
  differencesOf,
  keptOf,
  POLE_LAYERS,
  polesOf,
  refuseUnreadable,
  type Tried,
  trialOf,
  trySurvey,
} from './trial.ts';

interface OfUpload {
  Params: { upload: string };
}
interface OfSurvey {
  Params: { id: string };
}

/** Adds `/api/surveys`: files come in, are tried, and become a dated survey when a planner accepts them. */
export function addSurveyRoutes(server: FastifyInstance, parts: Parts): void {
  const { access, surveys } = parts;
  const planner = (request: FastifyRequest): Caller => requireRight(access.callerOf(request), 'importSurveys');

  server.register(async (scope) => {
    // A file is never held in memory on its way in.
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

    scope.post('/api/surveys/uploads', async (request, reply) => {
      const caller = planner(request);
      const id = await surveys.uploads.take(caller.user, nameOf(request), bytesOf(request));
      await note(caller, id, nameOf(request));
      return reply.code(201).send({ upload: id });
    });

    /** A further file of the same upload: the .dbf and .prj of a shapefile, a table of devices. */
    scope.post<OfUpload>('/api/surveys/uploads/:upload/files', async (request, reply) => {
      const caller = planner(request);
      const id = await surveys.uploads.take(caller.user, nameOf(request), bytesOf(request), request.params.upload);
      await note(caller, id, nameOf(request));
      return reply.code(201).send({ upload: id });
    });
  });

  server.post<OfUpload>('/api/surveys/uploads/:upload/trial', async (request): Promise<SurveyTrial> => {
    const { user } = planner(request);
    const order = parse(() => parseWith(SurveyOrderSchema, request.body, 'Trial'));
    const { upload } = request.params;
    const raw = await surveys.uploads.raw(user, upload);
    const tried = await attempt(user, upload, order);
    refuseUnreadable(tried.survey);
    return trialOf(tried, raw, upload, surveys.uploads.files(user, upload), surveys.water !== null);
  });

  server.delete<OfUpload>('/api/surveys/uploads/:upload', async (request, reply) => {
    await surveys.uploads.drop(planner(request).user, request.params.upload);
    return reply.code(204).send();
  });

  server.get('/api/surveys', async (request): Promise<SurveyHead[]> => {
    requireRight(access.callerOf(request), 'readSurveys');
    return surveys.store.list();
  });

  server.get<OfSurvey>('/api/surveys/:id', async (request, reply): Promise<Survey> => {
    requireRight(access.callerOf(request), 'readSurveys');
    reply.header('Cache-Control', 'no-store');
    return surveys.store.get(request.params.id);
  });

  server.post('/api/surveys', async (request, reply): Promise<SurveyHead> => {
    const caller = planner(request);
    const {
      upload,
      title,
      extentNote = '示意范围',
      ...order
    } = parse(() => parseWith(SurveyAcceptanceSchema, request.body, 'Survey'));
    const tried = await attempt(caller.user, upload, order);
    refuseUnreadable(tried.survey);
    const kept = keptOf(tried.baseline);
    const { cabinets, lines } = besideOf(tried.baseline);
    if (kept + cabinets + lines === 0)
      throw refusal(
        422,
        '没有一项可以采用；请查看问题清单，更正后重新上传。',
        'Nothing can be used; look at the list of problems, correct them and upload again.',
      );
    if (kept > MOST_SURVEYED_POLES)
      throw refusal(
        422,
        `范围内有 ${kept} 根杆，一次最多 ${MOST_SURVEYED_POLES} 根；请缩小范围。`,
        `The extent holds ${kept} poles, at most ${MOST_SURVEYED_POLES} are taken at a time; draw a smaller one.`,
      );
    const { user, name, demo } = caller;
    const dates = datesOf(tried.survey);
    const head = await surveys.store.accept(caller, `survey-${dates?.[1] ?? today()}`, {
      title,
      scenario: order.scenario,
      road: tried.road,
      files: surveys.uploads.files(user, upload).map((file) => file.name),
      format: tried.survey.format,
      dates,
      accepted: { user, name, at: Math.round(parts.now()), demo },
      extent: tried.extent.map(([x, y]) => [x, y]),
      extentNote,
      ...contentOf(tried, kept),
    });
    await surveys.uploads.drop(user, upload);
    reply.code(201);
    return head;
  });

  server.delete<OfSurvey>('/api/surveys/:id', async (request, reply) => {
    await surveys.store.revert(planner(request), request.params.id);
    return reply.code(204).send();
  });

  async function attempt(user: string, upload: string, order: SurveyOrder): Promise<Tried> {
    const raw = await surveys.uploads.raw(user, upload);
    const { document } = await parts.scenarios.draft(order.scenario);
    return trySurvey(raw, order, document, parts.city, surveys.water, today());
  }

  function note(caller: Caller, upload: string, file: string): Promise<void> {
    return parts.people.audit.note(caller, { action: 'survey.upload', subject: `upload/${upload}`, detail: { file } });
  }

  /** The city's calendar date. */
  function today(): string {
    return new Date(parts.now() + parts.city.catalog.city.utcOffset * MINUTE).toISOString().slice(0, 10);
  }
}

function contentOf(tried: Tried, kept: number) {
  const { survey, baseline, problems } = tried;
  const tables = [...baseline.tables.values()];
  const ownerUnknown = tables.flatMap((table) =>
    table.ids.flatMap((id, slot) => (table.columns.owner?.[slot] === '不明' ? [{ layer: table.layer, id }] : [])),
  );
  return {
    counts: {
      poles: kept,
      ...besideOf(baseline),
      leftOut: polesOf(survey).length - kept,
      ownerUnknown: ownerUnknown.length,
      heightUnknown: POLE_LAYERS.reduce(
        (sum, layer) =>
          sum + (baseline.tables.get(layer)?.columns.height ?? []).filter((height) => height === null).length,
        0,
      ),
    },
    tables: tables.map(formatAssetTable),
    problems: problems.slice(0, 2000),
    differences: differencesOf(tried),
    ownerUnknown,
  } satisfies Partial<Survey>;
}

function nameOf(request: FastifyRequest): string {
  return requiredText(request.query as Query, 'name', 'poles.xlsx');
}

function bytesOf(request: FastifyRequest): Readable {
  const body = request.body as Readable | undefined;
  if (typeof body?.pipe === 'function') return body;
  throw new RequestProblem(415, 'Send the bytes of the file as application/octet-stream.');
}

function refusal(status: number, zh: string, en: string): RequestProblem {
  return new RequestProblem(status, en, {}, { words: { zh, en } });
}

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof WireError ? new RequestProblem(400, error.message) : error;
  }
}
