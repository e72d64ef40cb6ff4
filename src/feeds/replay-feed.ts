import { HOUR, type Instant } from '../domain/clock.ts';
import { backOff } from './back-off.ts';
import type { Feed, FrameLayers, Tables } from './feed.ts';
import { Picture, routesOf } from './frame.ts';
import { createReplayWindow, type ReplayWindow } from './replay-window.ts';
import type { Gateway } from './request.ts';
import { fetchChanges, fetchSnapshot, type StoreFrame } from './snapshot.ts';

export interface ReplayFeedOptions {
  readonly gateway: Gateway;
  readonly tables: Tables;
  readonly layers: FrameLayers;
  /** City time now: nothing later is ever asked for. */
  readonly now: () => Instant;
  /** In [0, 1): spreads the questions of many screens. */
  readonly random: () => number;
  /** What the tables show since this moment. */
  readonly onShown?: (shown: Shown) => void;
  /** True while the wanted instant is on its way. */
  readonly onLoading?: (loading: boolean) => void;
  readonly onError: (error: Error) => void;
  /** Length of one prefetched window in milliseconds; default one hour. */
  readonly windowMs?: number;
}

/** What the store said of the wanted instant. */
export interface Shown {
  readonly at: Instant;
  /** 0: the store holds nothing for that instant, say so. */
  readonly rows: number;
  /** The store does not have all of it yet: it is asked again. */
  readonly coming: boolean;
  /** The store was asked again since this instant was shown before. */
  readonly renewed: boolean;
}

export interface ReplayFeed extends Feed {
  /**
   * Shows what was known at `at`: at once when its window is here, else as soon as it arrives, and anew while the store still
   * fills up. Only the last wanted instant is ever shown; requests for windows nobody needs any more are cancelled.
   */
  seek(at: Instant): void;
}

/** Windows kept: the present one, its neighbours and the way back. */
const KEPT = 8;
/** Windows fetched ahead in the direction of travel. */
const AHEAD = 2;
/** Back-off beyond which a store that fills up is not left alone: 8 s. */
const SOON = 4;

interface Entry {
  abort: AbortController;
  window?: ReplayWindow;
  /** The store had not all of it when it was asked. */
  coming: boolean;
}

/** Recorded observations at any instant of the past, from prefetched windows of snapshot and changes. */
export function createReplayFeed(options: ReplayFeedOptions): ReplayFeed {
  const span = options.windowMs ?? HOUR;
  const routes = routesOf(options.layers, options.tables);
  const entries = new Map<number, Entry>();
  let picture: Picture | undefined;
  let running = false;
  let wanted: Instant | undefined;
  let direction: 1 | -1 = 1;
  /** The next question about the wanted window, and how often it was asked in vain. */
  let again: { readonly index: number; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  let attempts = 0;

  const indexOf = (at: Instant) => Math.floor(at / span);
  const isWanted = (index: number) => running && wanted !== undefined && indexOf(wanted) === index;

  function seek(at: Instant): void {
    if (wanted !== undefined && at !== wanted) direction = at > wanted ? 1 : -1;
    wanted = at;
    if (running) show(false);
  }

  function show(renewed: boolean): void {
    if (wanted === undefined) return;
    const index = indexOf(wanted);
    if (again && again.index !== index) rest();
    const entry = entries.get(index);
    const window = entry?.window;
    if (entry && window?.covers(wanted)) {
      picture ??= new Picture(routes);
      picture.clear();
      const at = wanted;
      const rows = window.paint(picture, at);
      picture.write();
      options.onLoading?.(false);
      options.onShown?.({ at, rows, coming: entry.coming, renewed });
      if (entry.coming) askLater(index, Math.min(attempts, SOON));
      else rest();
      for (let step = 1; step <= AHEAD; step++) ensure(index + direction * step);
      ensure(index - direction);
    } else {
      options.onLoading?.(true);
      if (window) entries.delete(index); // made while its end still lay in the future; it has grown since
      ensure(index);
    }
    forget(index);
  }

  function ensure(index: number): void {
    if (entries.has(index) || Math.min((index + 1) * span, options.now()) < index * span) return;
    const entry: Entry = { abort: new AbortController(), coming: false };
    entries.set(index, entry);
    fetchInto(index, entry);
  }

  function fetchInto(index: number, entry: Entry): void {
    const from = index * span;
    const to = Math.min(from + span, options.now());
    const { signal } = entry.abort;
    const renewed = entry.window !== undefined;
    Promise.all([fetchSnapshot(options.gateway, from, signal), fetchChanges(options.gateway, from, to, signal)])
      .then(([base, changes]) => {
        if (signal.aborted) return;
        entry.window = createReplayWindow(from, to, base.frame, changes.frame);
        entry.coming = isComing(base, to) || isComing(changes, to);
        if (isWanted(index)) show(renewed);
      })
      .catch((error: unknown) => {
        if (signal.aborted) return;
        if (!renewed) entries.delete(index);
        if (!isWanted(index)) return;
        options.onLoading?.(false);
        if (attempts === 0) options.onError(error as Error);
        askLater(index, attempts);
      });
  }

  /** Asks about the wanted window again after a while, longer each time; a frozen page does not seek by itself. */
  function askLater(index: number, attempt: number): void {
    if (again) return;
    attempts++;
    const timer = setTimeout(
      () => {
        again = undefined;
        if (!isWanted(index)) return;
        const entry = entries.get(index);
        if (!entry) return show(false);
        if (!entry.coming) return;
        entry.abort.abort();
        entry.abort = new AbortController();
        fetchInto(index, entry);
      },
      backOff(attempt, options.random),
    );
    again = { index, timer };
  }

  function rest(): void {
    clearTimeout(again?.timer);
    again = undefined;
    attempts = 0;
  }

  /** Cancels what is neither wanted nor ahead, and drops the windows farthest from `index`. */
  function forget(index: number): void {
    for (const [each, entry] of entries)
      if (!entry.window && Math.abs(each - index) > AHEAD) {
        entry.abort.abort();
        entries.delete(each);
      }
    const byDistance = [...entries.keys()].sort((a, b) => Math.abs(a - index) - Math.abs(b - index));
    for (const far of byDistance.slice(KEPT)) {
      entries.get(far)?.abort.abort();
      entries.delete(far);
    }
  }

  return {
    start() {
      if (running) return;
      running = true;
      show(false);
    },
    stop() {
      running = false;
      rest();
      options.onLoading?.(false);
      for (const [index, entry] of entries) {
        entry.abort.abort();
        if (!entry.window) entries.delete(index);
      }
    },
    seek,
  };
}

/** Whether values may still come on which a window that ends at `to` rests. */
function isComing({ coming }: StoreFrame, to: Instant): boolean {
  return coming !== undefined && coming.from <= to;
}
