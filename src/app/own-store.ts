import type { OwnItem } from '../domain/own-data.ts';

/** What is kept of one thing: its line in the list and what it was read from. */
export interface KeptOwn {
  readonly item: OwnItem;
  /** The file as it was brought, or the address. */
  readonly source: Uint8Array | string;
}

const [DATABASE, TABLE] = ['chengjing.own', 'things'];

/** Things kept by this browser, in IndexedDB. Every call rejects where there is none, such as in a private window. */
export async function openOwnStore() {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(`IndexedDB "${DATABASE}" does not open.`));
  });
  const run = <T>(mode: IDBTransactionMode, ask: (table: IDBObjectStore) => IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      const request = ask(database.transaction(TABLE, mode).objectStore(TABLE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error(`IndexedDB "${DATABASE}" does not answer.`));
    });
  return {
    all: () => run('readonly', (table) => table.getAll() as IDBRequest<KeptOwn[]>),
    put: (kept: KeptOwn) => run('readwrite', (table) => table.put(kept, kept.item.id)),
    remove: (id: string) => run('readwrite', (table) => table.delete(id)),
  };
}
