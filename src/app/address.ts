import { MODES } from '../modes/table.ts';
import { type LinkContext, writeLink } from '../state/link.ts';
import { openLink } from '../state/open-link.ts';
import type { SessionStore } from '../state/store.ts';
import { wallOf } from './wall.ts';

/** Fields whose change is a step that the back button undoes; the rest only refreshes the address. */
const STEPS = [
  'mode',
  'scenario',
  'compare',
  'layers',
  'select',
  'selection',
  'looks',
  'density',
  'playhead',
  'compareAt',
  'compareView',
  'style',
  'basemap',
] as const;

/** Keeps the page's address equal to the session, both ways. Returns its own undo. */
export function bindAddress(store: SessionStore, context: LinkContext, firstLayers: readonly string[]): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = store.getState();
  let step = false;

  function write(): void {
    timer = undefined;
    const link = writeLink(store.getState(), firstLayers) + wallOf(location.search);
    if (link === `${location.pathname}${location.search}`) return;
    if (step) history.pushState(null, '', link);
    else history.replaceState(null, '', link);
    step = false;
  }
  function arrive(): void {
    clearTimeout(timer);
    timer = undefined;
    step = false;
    const { fields } = openLink(location.search, context, firstLayers);
    store.change((draft) => {
      Object.assign(draft, fields);
    });
    last = store.getState();
    clearTimeout(timer);
    timer = undefined;
  }

  const unsubscribe = store.subscribe((session) => {
    // A dragged playhead is one step, not a hundred: the address is written when it rests.
    // Where visitors are wiped, the back button must not bring the last one's steps again.
    const kept = MODES[session.mode].idle.action !== 'attract';
    if (kept && STEPS.some((key) => session[key] !== last[key])) step = true;
    last = session;
    clearTimeout(timer);
    timer = setTimeout(write, 300);
  });
  addEventListener('popstate', arrive);
  return () => {
    unsubscribe();
    clearTimeout(timer);
    removeEventListener('popstate', arrive);
  };
}
