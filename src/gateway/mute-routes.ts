import type { FastifyInstance } from 'fastify';
import { LONGEST_MUTE } from '../domain/mute.ts';
import { WantedMuteSchema } from '../wire/mute.ts';
import { parseWith } from '../wire/parse.ts';
import type { Parts } from './parts.ts';
import { requireRight } from './people/rights.ts';
import { RequestProblem, readBody } from './query.ts';

interface OfAsset {
  Params: { asset: string };
}

/** Adds `/api/mutes`: 检修挂起 of an asset until a moment. */
export function addMuteRoutes(server: FastifyInstance, parts: Parts): void {
  const { access, city, mutes, now } = parts;

  server.get('/api/mutes', async (request) => {
    requireRight(access.callerOf(request), 'decideAlerts');
    return mutes.list();
  });

  server.put<OfAsset>('/api/mutes/:asset', async (request) => {
    const caller = requireRight(access.callerOf(request), 'decideAlerts');
    const { asset } = request.params;
    if (!city.find(asset)) throw new RequestProblem(404, `Unknown asset "${asset}".`);
    const { until, reason } = readBody(() => parseWith(WantedMuteSchema, request.body, 'Mute'));
    if (!(until > now() && until <= now() + LONGEST_MUTE)) {
      const words = { zh: '挂起须有将来的结束时刻，最长 7 天。', en: 'A mute ends in time to come, within 7 days.' };
      throw new RequestProblem(422, words.en, {}, { words });
    }
    return mutes.put(caller, { asset, until: Math.round(until), reason });
  });

  server.delete<OfAsset>('/api/mutes/:asset', async (request, reply) => {
    const caller = requireRight(access.callerOf(request), 'decideAlerts');
    const plan = mutes.list().find((mute) => mute.asset === request.params.asset && mute.plan);
    if (plan) {
      const words = {
        zh: `由方案“${plan.by}”自动挂起，施工阶段结束后自行解除。`,
        en: `The plan "${plan.by}" mutes it by itself; it ends with the phase.`,
      };
      throw new RequestProblem(409, words.en, {}, { words });
    }
    if (!(await mutes.lift(caller, request.params.asset)))
      throw new RequestProblem(404, `Asset "${request.params.asset}" is not muted.`);
    return reply.code(204).send();
  });
}
