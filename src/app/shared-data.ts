import type { Outcome } from '../domain/outcome.ts';
import type { Gateway } from '../feeds/request.ts';
import { createSharedData } from '../feeds/shared-data.ts';
import type { SharedPort } from '../state/shared-port.ts';
import type { SessionStore } from '../state/store.ts';
import type { OwnBoard } from './own-data.ts';

/** Joins what a person brought to what colleagues share: the one goes out as it is kept, the other comes in as if dropped. */
export function createSharedBoard(
  gateway: Gateway,
  store: SessionStore,
  own: Pick<OwnBoard, 'add' | 'source'>,
): SharedPort {
  const client = createSharedData(gateway);

  /** The list of own data says what colleagues have too. */
  function mark(id: string, shared: string): void {
    store.change((draft) => {
      draft.own = draft.own.map((each) => (each.id === id ? { ...each, shared } : each));
    });
  }

  return {
    list: client.list,
    async share(id, classification) {
      const item = store.getState().own.find((each) => each.id === id);
      const source = own.source(id);
      if (!item || source === undefined) return gone(id);
      const { name, kind, datum, place } = item;
      const outcome = await client.share({ name, kind, datum, place, classification }, new Blob([source as BlobPart]));
      if (outcome.ok) mark(id, outcome.value.id);
      return outcome;
    },
    async add({ id, name, kind, datum, place, classification, by }) {
      const outcome = await client.content(id);
      if (!outcome.ok) return outcome;
      const bytes = outcome.value;
      const known = { shared: id, from: { classification, by } };
      if (kind === 'tiles') own.add({ url: new TextDecoder().decode(bytes), ...known });
      else own.add({ name, bytes, datum, ...(place ? { place } : {}), ...known });
      return { ok: true, value: undefined };
    },
    withdraw: client.withdraw,
  };
}

function gone(id: string): Outcome<never> {
  return {
    ok: false,
    status: 404,
    reason: {
      zh: `${id}：已不在自有数据列表中；请重新加入后再共享。`,
      en: `${id} is no longer among the own data; add it again, then share it.`,
    },
  };
}
