import { writeBookmarks } from '../wire/bookmarks.ts';
import type { Bookmark } from './session.ts';

/** The file of all bookmarks, as `bookmark.import` reads it. */
export function bookmarkFile(bookmarks: readonly Bookmark[]): Blob {
  return new Blob([writeBookmarks(bookmarks)], { type: 'application/json' });
}
