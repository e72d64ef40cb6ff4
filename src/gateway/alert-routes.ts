import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Alert, isOpen, type StepRefusal } from '../domain/alert.ts';
import { alertThen } from '../domain/alert-then.ts';
import { DAY } from '../domain/clock.ts';
import type { Words } from '../domain/words.ts';
import { type Decided, DecisionSchema } from '../wire/history.ts';
import { parseWith } from '../wire/parse.ts';
import { capOf } from './ogc/cap.ts';
import type { Parts } from './parts.ts';
import { requireRight } from './people/rights.ts';
import { instantOf, integerOf, MOST_BUCKETS, type Query, RequestProblem, readBody, spanOf } from './query.ts';
import type { RoleView } from './role-view.ts';

const MOST_ALERTS = 2000;

/** Adds `/api/alerts`: what is open, what was, and a person's steps. */
export function addAlertRoutes(server: FastifyInstance, parts: Parts): void {
  const { alerts, alertStore, duty, history } = parts;
  const viewOf = (request: FastifyRequest): RoleView => parts.views[parts.access.roleOf(request)];

  server.get('/api/alerts', async (request) => {
    const view = viewOf(request);
    const query = request.query as Query;
    const found: readonly Alert[] =
      query.at !== undefined
        ? await openAt(Math.min(instantOf(query, 'at', parts.now()), parts.now()))
        : query.from === undefined && query.to === undefined
          ? [...alerts.open(), ...duty.drills.open()]
          : await inSpan(spanOf(query, parts.now(), DAY));
    const seen = found.flatMap((alert) => view.alert(alert) ?? []);
    switch (query.format ?? 'alerts') {
      case 'alerts':
        return seen;
      case 'cap': {
        const sender = parts.people.options.publicUrl ?? `${request.protocol}://${request.host}`;
        return { alerts: seen.map((alert) => capOf(alert, parts.city, sender)) };
      }
      default:
        throw new RequestProblem(400, `format="${query.format}": write alerts or cap.`);
    }

    async function openAt(at: number) {
      const then = await alertStore.between(at, at + 1, MOST_ALERTS);
      return then.flatMap((alert) => alertThen(alert, at) ?? []);
    }
    async function inSpan({ from, to }: { from: number; to: number }) {
      return alertStore.between(from, to, MOST_ALERTS);
    }
  });

  server.get('/api/alerts/density', async (request) => {
    const view = viewOf(request);
    const query = request.query as Query;
    const { from, to } = spanOf(query, parts.now(), DAY);
    const buckets = integerOf(query, 'buckets', 96, 1, MOST_BUCKETS);
    return alertStore.density(
      from,
      to,
      buckets,
      (alert) => view.alert(alert) !== undefined,
      (start, end) => history.observed(start, end),
    );
  });

  server.post('/api/alerts', async (request): Promise<Alert | Decided> => {
    const caller = requireRight(parts.access.callerOf(request), 'decideAlerts');
    const { id, ids, ...step } = readBody(() => parseWith(DecisionSchema, request.body, 'POST /api/alerts'));
    const before = alerts.open().find((each) => each.id === id);
    const now = parts.now();
    const taken = (ids ?? [id as string]).map((each) => ({
      id: each,
      outcome: alerts.decide(each, step, now, caller),
    }));
    // What a person was told is done is on disk; at another gateway somebody may have been quicker.
    if (taken.some(({ outcome }) => typeof outcome === 'object')) await alertStore.flush();
    const isDone = (outcome: Alert | StepRefusal | undefined): outcome is Alert =>
      typeof outcome === 'object' && !alertStore.isLate(outcome);
    const decided = taken.flatMap(({ outcome }) => (isDone(outcome) ? [outcome] : []));
    const refused = await Promise.all(
      taken.flatMap(({ id: each, outcome }) =>
        isDone(outcome) ? [] : [refusalOf(each, typeof outcome === 'object' ? 'not-next' : outcome)],
      ),
    );
    const [alert] = decided;
    if (!alert) throw problemOf(refused[0] as Refused, alerts.open().find((each) => each.id === id) ?? before);
    await parts.people.audit.note(caller, {
      action: 'alert.decide',
      subject: `alerts/${alert.id}`,
      ...(ids ? {} : { before, after: alert }),
      detail: { decision: step.decision, ...(ids ? { ids: decided.map((each) => each.id).join(' ') } : {}) },
    });
    if (!ids) return alert;
    return {
      decided: decided.map((each) => each.id),
      refused: refused.map(({ id: each, words }) => ({ id: each, words })),
    };
  });

  async function refusalOf(id: string, outcome: StepRefusal | undefined): Promise<Refused> {
    if (duty.drills.open().some((alert) => alert.id === id)) return { id, status: 409, words: STEP_REFUSALS.drill };
    if (outcome)
      return {
        id,
        status: outcome === 'ended' || outcome === 'not-next' || outcome === 'drill' ? 409 : 422,
        words: STEP_REFUSALS[outcome],
      };
    const ended = await alertStore.find(id);
    return ended && !isOpen(ended)
      ? { id, status: 409, words: STEP_REFUSALS.ended }
      : { id, status: 404, words: unknownAlert(id) };
  }
}

interface Refused {
  readonly id: string;
  readonly status: number;
  readonly words: Words;
}

function problemOf({ status, words }: Refused, alert: Alert | undefined): RequestProblem {
  return new RequestProblem(status, words.en, {}, { words, ...(alert ? { alert } : {}) });
}

function unknownAlert(id: string): Words {
  return {
    zh: `没有报警“${id}”；GET /api/alerts 列出未结束的报警。`,
    en: `Unknown alert "${id}"; GET /api/alerts lists the open ones.`,
  };
}

/** Two officers at one alert: the second reads what the first has done, and nothing is overwritten. */
const STEP_REFUSALS: Readonly<Record<StepRefusal, Words>> = {
  drill: { zh: '演练报警不能研判；它不出本机。', en: 'A drill cannot be decided; it never leaves this machine.' },
  ended: { zh: '该报警已结束。', en: 'This alert has ended already.' },
  'not-next': {
    zh: '该报警已被他人推进到别的环节；请刷新后再办。',
    en: 'Somebody has taken this alert to another stage; look again before you act.',
  },
  'no-reason': { zh: '误报须写明原因。', en: 'A false alarm needs its reason.' },
  'no-unit': { zh: '派遣须写明单位。', en: 'A dispatch needs its unit.' },
  'past-deadline': { zh: '派遣时限已过；请给出将来的时限。', en: 'The deadline is past; give one to come.' },
};
