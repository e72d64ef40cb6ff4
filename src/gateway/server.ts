import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import { LONGEST_INTEREST } from '../wire/interest.ts';
import { addAlertRoutes } from './alert-routes.ts';
import { firstLine } from './database.ts';
import { addDayRoutes } from './duty/day-routes.ts';
import { addDutyRoutes } from './duty/duty-routes.ts';
import { serveFiles } from './files.ts';
import { addMuteRoutes } from './mute-routes.ts';
import { addFeatureRoutes } from './ogc/feature-routes.ts';
import { addStaRoutes } from './ogc/sta/sta-routes.ts';
import type { Parts } from './parts.ts';
import { addPeopleRoutes } from './people/people-routes.ts';
import { foreignTrouble } from './people/same-site.ts';
import { RequestProblem } from './query.ts';
import { addRejectRoutes } from './reject-routes.ts';
import { addReviewRoutes } from './review/review-routes.ts';
import { addRoutes } from './routes.ts';
import { addScenarioRoutes } from './scenarios/scenario-routes.ts';
import { securityHeaders } from './security-headers.ts';
import { addSharedRoutes } from './shared/shared-routes.ts';
import { addSurveyRoutes } from './survey/survey-routes.ts';

/** The HTTP server with every route, its guards and its words for errors; it does not listen yet. */
export async function createServer(parts: Parts): Promise<FastifyInstance> {
  const server = Fastify({
    bodyLimit: 8 * 1024 * 1024,
    forceCloseConnections: true,
    trustProxy: parts.people.options.trustedProxy ?? false,
  });
  const headers = {
    operator: securityHeaders(parts.views.operator.catalog, parts.options.parents),
    public: securityHeaders(parts.views.public.catalog, parts.options.parents),
  };
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers[parts.access.roleOf(request)]);
    const trouble = foreignTrouble(request, parts.people.options.publicUrl);
    if (trouble === undefined) return;
    // A refused upgrade is no connection of the server any more: left open, it would keep the gateway from stopping.
    if (request.headers.upgrade) reply.raw.once('finish', () => request.raw.socket.destroySoon());
    throw new RequestProblem(403, trouble);
  });
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    const message =
      status < 500 || error instanceof RequestProblem ? error.message : `Gateway fault: ${firstLine(error)}`;
    const { headers, more } = error instanceof RequestProblem ? error : { headers: {}, more: {} };
    return reply
      .code(status)
      .headers(headers)
      .send({ ...more, error: message });
  });
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `Nothing at ${request.method} ${request.url.split('?')[0]}.` }),
  );
  await server.register(websocket, { options: { maxPayload: LONGEST_INTEREST, perMessageDeflate: false } });
  addRoutes(server, parts);
  addPeopleRoutes(server, parts.people, parts.access, parts.now);
  addScenarioRoutes(server, parts);
  addReviewRoutes(server, parts);
  addSharedRoutes(server, parts);
  addAlertRoutes(server, parts);
  addRejectRoutes(server, parts);
  addMuteRoutes(server, parts);
  addDutyRoutes(server, parts);
  addDayRoutes(server, parts);
  addSurveyRoutes(server, parts);
  addFeatureRoutes(server, parts);
  addStaRoutes(server, parts);
  serveFiles(server, parts.city, parts.options.client, (asking) => parts.views[parts.access.roleOf(asking)]);
  await server.ready();
  return server;
}
