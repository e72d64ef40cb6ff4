import { type LinkContext, readLink } from './link.ts';
import { DEFAULT_SESSION, type Notice, type Session } from './session.ts';

/** What a link says, and everything else that it could say at its default: the session as it was when it was written. */
export function openLink(
  query: string,
  context: LinkContext,
  firstLayers: readonly string[],
): { readonly fields: Partial<Session>; readonly notices: readonly Notice[] } {
  const { notices = [], ...change } = readLink(query, context);
  const { mode, playhead, compareView, review, style } = DEFAULT_SESSION;
  return {
    fields: {
      mode,
      playhead,
      scenario: null,
      compare: null,
      compareAt: null,
      compareView,
      select: null,
      selection: null,
      measure: null,
      clip: null,
      table: null,
      looks: {},
      density: null,
      review,
      style,
      basemap: null,
      layers: firstLayers,
      ...change,
    },
    notices,
  };
}
