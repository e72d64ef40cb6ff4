import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Alert, isOpen, passedTo } from '../../domain/alert.ts';
import { caseIdOf } from '../../domain/duty-case.ts';
import { handoverLists } from '../../domain/handover.ts';
import type { Words } from '../../domain/words.ts';
import {
  AcceptanceSchema,
  CaseNewsSchema,
  CaseOrderSchema,
  DrillOrderSchema,
  HandoverOrderSchema,
  TakeSchema,
} from '../../wire/duty.ts';
import { parseWith } from '../../wire/parse.ts';
import type { Parts } from '../parts.ts';
import { isBehindTls } from '../people/cookies.ts';
import { type Caller, requireRight } from '../people/rights.ts';
import { integerOf, type Query, RequestProblem, readBody } from '../query.ts';
import { caseContent } from './case-content.ts';
import { isSigned } from './send-case.ts';

/** Tries to hand over what is changed elsewhere at the same moment. */
const HAND_OVERS = 3;

interface OfId {
  Params: { id: string };
}

/** Adds what the duty room does: who holds an alert, cases, hand-overs, drills, cameras. */
export function addDutyRoutes(server: FastifyInstance, parts: Parts): void {
  const { access, alerts, city, duty, people } = parts;
  const officerOf = (request: FastifyRequest): Caller => requireRight(access.callerOf(request), 'decideAlerts');
  const now = () => Math.round(parts.now());
  const baseOf = (request: FastifyRequest) =>
    people.options.publicUrl ?? `${isBehindTls(request.headers) ? 'https' : 'http'}://${request.headers.host}`;

  server.get('/api/duty', async (request) => {
    officerOf(request);
    const { plans, contacts, cameras } = duty.book;
    return { ...duty.state(), plans, contacts, cameras };
  });

  server.get<OfId>('/api/cameras/:id', async (request) => {
    officerOf(request);
    const camera = duty.book.cameras.find(({ id }) => id === request.params.id);
    if (!camera) throw problem(404, UNKNOWN_CAMERA);
    return duty.cameras.check(camera);
  });

  server.post('/api/alerts/holder', async (request) => {
    const caller = officerOf(request);
    const { ids, note } = readBody(() => parseWith(TakeSchema, request.body, 'POST /api/alerts/holder'));
    const refused: { id: string; words: Words }[] = [];
    const changed = new Map<string, Alert>();
    for (const id of ids) {
      const alert = alerts.open().find((each) => each.id === id);
      const words = !alert
        ? ENDED
        : alert.holder && alert.holder.user !== caller.user && duty.officers.offlineSince(alert.holder.user) === null
          ? heldBy(alert.holder.name)
          : null;
      if (words) refused.push({ id, words });
      const after = words ? undefined : alerts.amend(id, (each) => passedTo(each, caller, 'taken', now(), note));
      if (after) changed.set(id, after);
    }
    await parts.alertStore.flush();
    // At another gateway somebody may have been quicker.
    for (const [id, alert] of changed) if (parts.alertStore.isLate(alert)) refused.push({ id, words: CHANGED });
    const taken = [...changed].flatMap(([id, alert]) => (parts.alertStore.isLate(alert) ? [] : [id]));
    const [first] = refused;
    if (taken.length === 0 && first) throw problem(409, first.words);
    const detail = { ids: taken.join(' ') };
    await people.audit.note(caller, { action: 'alert.take', subject: `alerts/${taken[0]}`, detail });
    return { decided: taken, refused };
  });

  server.post('/api/cases', async (request) => {
    const caller = officerOf(request);
    const { alert: id } = readBody(() => parseWith(CaseOrderSchema, request.body, 'POST /api/cases'));
    if (id.startsWith('drill-')) throw problem(409, NO_DRILL);
    const known = duty.cases.find(caseIdOf(id));
    if (known) return known;
    const alert = alerts.open().find((each) => each.id === id);
    if (!alert) throw problem(404, ENDED);
    if (alert.drill) throw problem(409, NO_DRILL);
    if (alert.provenance === 'simulated') throw problem(409, NO_SIMULATION);
    if (!duty.cases.go) throw problem(409, NO_ADDRESS);
    const content = caseContent(city, alert, caseIdOf(id), now(), baseOf(request));
    if (!content) throw problem(404, ENDED);
    return duty.cases.order(caller, alert, content);
  });

  server.post<OfId>('/api/cases/:id/again', async (request) => {
    const caller = officerOf(request);
    const again = await duty.cases.again(caller, request.params.id);
    if (!again) throw problem(404, UNKNOWN_CASE);
    return again;
  });

  // The signature covers the bytes of the body, so they are kept as they came.
  server.register(async (scope) => {
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: 65_536 }, (_request, body, done) =>
      done(null, body),
    );
    scope.post('/api/cases/news', async (request) => {
      const text = String(request.body);
      const secret = parts.options.cases?.secret;
      const header = (name: string) => {
        const value = request.headers[name];
        return typeof value === 'string' ? value : undefined;
      };
      const [at, signed] = [header('x-chengjing-timestamp'), header('x-chengjing-signature')];
      if (secret === undefined) officerOf(request);
      else if (!isSigned(secret, at, signed, text, Date.now()))
        throw new RequestProblem(
          401,
          'X-Chengjing-Signature: expected sha256=HMAC(CASE_SECRET, timestamp.body) with X-Chengjing-Timestamp (ms) of the last five minutes.',
        );
      const { caseId, news } = readBody(() => parseWith(CaseNewsSchema, JSON.parse(text), 'POST /api/cases/news'));
      const told = await duty.cases.news(caseId, news);
      if (!told) throw problem(404, UNKNOWN_CASE);
      return told;
    });
  });

  server.get('/api/handovers', async (request) => {
    officerOf(request);
    return duty.handovers.list(integerOf(request.query as Query, 'limit', 20, 1, 200));
  });

  server.get<OfId>('/api/handovers/:id', async (request) => {
    officerOf(request);
    const found = await duty.handovers.find(request.params.id);
    if (!found) throw new RequestProblem(404, `There is no hand-over "${request.params.id}".`);
    return found;
  });

  server.post('/api/handovers', async (request) => {
    const caller = officerOf(request);
    const { note } = readBody(() => parseWith(HandoverOrderSchema, request.body, 'POST /api/handovers'));
    return duty.handovers.offer(
      caller,
      note,
      handoverLists(alerts.open(), parts.mutes.list(), duty.offline(), parts.now()),
    );
  });

  server.post<OfId>('/api/handovers/:id/accept', async (request) => {
    const caller = officerOf(request);
    const { name } = readBody(() => parseWith(AcceptanceSchema, request.body, 'Acceptance'));
    const accepted = await duty.handovers.accept(caller, request.params.id, name);
    // What the leaving officer held is the next one's from now on.
    const held = () => alerts.open().filter(({ holder, drill }) => holder?.user === accepted.from.user && !drill);
    // Once more for what somebody changed at another gateway meanwhile.
    for (let n = 0; n < HAND_OVERS && held().length > 0; n++) {
      for (const { id } of held())
        alerts.amend(id, (each) => passedTo(each, { user: caller.user, name }, 'handed-over', now(), accepted.note));
      await parts.alertStore.flush();
    }
    return accepted;
  });

  server.put('/api/drill', async (request) => {
    const caller = officerOf(request);
    const { assets } = readBody(() => parseWith(DrillOrderSchema, request.body, 'PUT /api/drill'));
    if (duty.drills.start(assets, caller.name).filter(isOpen).length === 0) throw problem(422, NOTHING_TO_PLAY);
    await people.audit.note(caller, { action: 'drill.start', subject: 'drill', detail: { assets: assets.join(' ') } });
    return duty.drills.running;
  });

  server.delete('/api/drill', async (request, reply) => {
    const caller = officerOf(request);
    if (duty.drills.end()) await people.audit.note(caller, { action: 'drill.end', subject: 'drill' });
    return reply.code(204).send();
  });
}

function problem(status: number, words: Words): RequestProblem {
  return new RequestProblem(status, words.en, {}, { words });
}

const ENDED: Words = { zh: '该报警已结束或不存在。', en: 'This alert has ended, or never was.' };
const CHANGED: Words = {
  zh: '该报警已被他人改动；请刷新后再办。',
  en: 'Somebody has changed this alert; look again before you act.',
};
const UNKNOWN_CASE: Words = { zh: '没有这个案件。', en: 'There is no such case.' };
const UNKNOWN_CAMERA: Words = { zh: '值班手册中没有这个摄像头。', en: 'The duty book names no such camera.' };
const NO_DRILL: Words = {
  zh: '演练报警不出本机：不能转案件。',
  en: 'A drill never leaves this machine: it makes no case.',
};
const NO_SIMULATION: Words = {
  zh: '模拟报警不出本机：接入实测数据后才能转案件。',
  en: 'A simulated alert never leaves this machine: only a measured one makes a case.',
};
const NO_ADDRESS: Words = {
  zh: '未配置数字城管地址；请设置 CASE_URL，或在 duty.json 中写 cases.url。',
  en: 'No address takes cases; set CASE_URL, or cases.url in duty.json.',
};
const NOTHING_TO_PLAY: Words = {
  zh: '所选部件没有可演练的报警规则。',
  en: 'None of these assets has an alert rule that could be played.',
};

function heldBy(name: string): Words {
  return {
    zh: `${name} 在线并正在办理；离线后可接手，或由其交接班。`,
    en: `${name} has it and is online; take it over once they are offline, or let them hand over.`,
  };
}
