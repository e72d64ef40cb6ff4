import type { Outcome } from '../domain/outcome.ts';
import { type SharedItem, type Sharing, tooLargeToShare } from '../domain/shared-data.ts';
import { parseSharedItem, parseSharedItems, placeText } from '../wire/shared-data.ts';
import { ask, askBytes } from './ask.ts';
import type { Gateway } from './request.ts';

const PATH = '/api/shared';

/** Shared own data at the gateway. */
export function createSharedData(gateway: Gateway) {
  const one = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
  return {
    list: () => ask(gateway, { path: PATH, parse: parseSharedItems }),
    async share({ name, kind, datum, place, classification }: Sharing, content: Blob): Promise<Outcome<SharedItem>> {
      const reason = tooLargeToShare(name, content.size);
      if (reason) return { ok: false, status: 413, reason };
      return ask(gateway, {
        path: PATH,
        // An address is the body, and too long for a query.
        query: {
          kind,
          datum,
          classification,
          ...(kind === 'tiles' ? {} : { name }),
          ...(place ? { place: placeText(place) } : {}),
        },
        method: 'POST',
        body: content,
        parse: parseSharedItem,
      });
    },
    content: (id: string) => askBytes(gateway, { path: `${one(id)}/content` }),
    withdraw: (id: string) => ask(gateway, { path: one(id), method: 'DELETE', parse: () => undefined }),
  };
}
