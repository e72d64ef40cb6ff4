import type { Outcome } from '../domain/outcome.ts';
import { parseCameraState, parseCase, parseHandover } from '../wire/duty.ts';
import { type DutyBook, parseBookParts } from '../wire/duty-book.ts';
import { ask } from './ask.ts';
import type { Gateway } from './request.ts';

/** The duty room at the gateway. */
export function createDutyRoom(gateway: Gateway) {
  const nothing = () => undefined;
  const one = (kind: string, id: string) => `/api/${kind}/${encodeURIComponent(id)}`;
  let book: Promise<Outcome<Pick<DutyBook, 'plans' | 'contacts' | 'cameras'>>> | undefined;
  return {
    book: () => {
      book ??= ask(gateway, { path: '/api/duty', parse: parseBookParts }).then((outcome) => {
        if (!outcome.ok) book = undefined;
        return outcome;
      });
      return book;
    },
    camera: (id: string) => ask(gateway, { path: one('cameras', id), parse: parseCameraState }),
    take: (ids: readonly string[], note: string) =>
      ask<void>(gateway, { path: '/api/alerts/holder', method: 'POST', body: { ids, note }, parse: nothing }),
    order: (alert: string) => ask(gateway, { path: '/api/cases', method: 'POST', body: { alert }, parse: parseCase }),
    again: (id: string) =>
      ask(gateway, { path: `${one('cases', id)}/again`, method: 'POST', body: {}, parse: parseCase }),
    handover: (id: string) => ask(gateway, { path: one('handovers', id), parse: parseHandover }),
    offer: (note: string) =>
      ask(gateway, { path: '/api/handovers', method: 'POST', body: { note }, parse: parseHandover }),
    accept: (id: string, name: string) =>
      ask(gateway, { path: `${one('handovers', id)}/accept`, method: 'POST', body: { name }, parse: parseHandover }),
    startDrill: (assets: readonly string[]) =>
      ask<void>(gateway, { path: '/api/drill', method: 'PUT', body: { assets }, parse: nothing }),
    endDrill: () => ask<void>(gateway, { path: '/api/drill', method: 'DELETE', parse: nothing }),
  };
}
