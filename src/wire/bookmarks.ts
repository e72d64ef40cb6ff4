import * as v from 'valibot';
import { parseWith, WireError } from './parse.ts';

/** Seconds that a tour stays at a bookmark. */
export const DWELL_BOUNDS = [1, 600] as const;
export const MOST_BOOKMARKS = 200;

/** A view that was kept: a link's query, and how long a tour stays there. */
export interface SavedView {
  readonly name: string;
  /** The query of a link, without `/?`. */
  readonly link: string;
  /** s */
  readonly dwell: number;
}

const SavedViewSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'is empty: give a name'), v.maxLength(120, 'is longer than 120')),
  link: v.pipe(
    v.string(),
    v.maxLength(20_000, 'is longer than 20,000 characters'),
    v.regex(/^[A-Za-z][\w.-]*=/, 'is no query of a link such as "t=now&view=…"'),
  ),
  dwell: v.pipe(
    v.number('is no number of seconds'),
    v.minValue(DWELL_BOUNDS[0], 'is below 1 s: give 1 to 600'),
    v.maxValue(DWELL_BOUNDS[1], 'is above 600 s: give 1 to 600'),
  ),
});

const FileSchema = v.object({
  bookmarks: v.pipe(
    v.array(SavedViewSchema, 'is no list of bookmarks'),
    v.maxLength(MOST_BOOKMARKS, `holds more than ${MOST_BOOKMARKS} bookmarks: split the file`),
  ),
});

/** Bookmarks of a file or of this machine's storage. Throws WireError that names place, value and remedy. */
export function parseBookmarks(text: string, what: string): readonly SavedView[] {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    const start = text.slice(0, 20);
    throw new WireError(
      `${what}: "${start}" is no JSON; choose a file that was exported from the bookmarks.`,
      `${what}：“${start}”不是 JSON，请选择由书签导出的文件。`,
    );
  }
  return parseWith(FileSchema, input, what).bookmarks;
}

/** The inverse of `parseBookmarks`. */
export function writeBookmarks(bookmarks: readonly SavedView[]): string {
  const plain = bookmarks.map(({ name, link, dwell }) => ({ name, link, dwell }));
  return `${JSON.stringify({ bookmarks: plain }, null, 2)}\n`;
}
