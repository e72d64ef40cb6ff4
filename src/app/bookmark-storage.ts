import type { SessionStore } from '../state/store.ts';
import { parseBookmarks, writeBookmarks } from '../wire/bookmarks.ts';

const KEY = 'chengjing.bookmarks';

/** Keeps the bookmarks on this machine, the same in all its pages. Returns its own undo. */
export function keepBookmarks(store: SessionStore): () => void {
  function read(text: string | null): void {
    if (text === null) return;
    try {
      const bookmarks = parseBookmarks(text, KEY).map((each, index) => ({ ...each, id: `B-${index + 1}` }));
      store.change((draft) => {
        draft.bookmarks = bookmarks;
      });
    } catch (error) {
      // What an older page left and cannot be read stays where it is until the next change.
      console.warn(error);
    }
  }
  try {
    read(localStorage.getItem(KEY));
  } catch {
    // Storage is switched off: bookmarks hold until the page closes.
  }
  const unsubscribe = store.subscribe(({ bookmarks }, previous) => {
    if (bookmarks === previous.bookmarks) return;
    try {
      localStorage.setItem(KEY, writeBookmarks(bookmarks));
    } catch {
      // As above; the file that can be exported is the other way to keep them.
    }
  });
  const elsewhere = (event: StorageEvent) => {
    if (event.key === KEY && event.newValue !== writeBookmarks(store.getState().bookmarks)) read(event.newValue);
  };
  addEventListener('storage', elsewhere);
  return () => {
    unsubscribe();
    removeEventListener('storage', elsewhere);
  };
}
