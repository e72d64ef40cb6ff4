import { HOUR, type Instant } from '../domain/clock.ts';
import type { Feed, FrameLayers, Tables } from './feed.ts';
import { Picture, routesOf } from './frame.ts';
import { createReplayWindow, type ReplayWindow } from './replay-window.ts';
import type { Gateway } from './request.ts';
import { fetchChanges, fetchSnapshot } from './snapshot-feed.ts';

export interface ReplayFeedOptions {
  readonly gateway: Gateway;
  readonly tables: Tables;
  readonly layers: FrameLayers;
  /** City time now: nothing later is ever asked for. */
  readonly now: () => Instant;
  /** What the tables show since this moment. `rows` 0: the store holds nothing for that instant, say so. */
  readonly onShown?: (at: Instant, rows: number) => void;
  /** True while the wanted instant is on its way. */
  readonly onLoading?: (loading: boolean) => void;
  readonly onError: (error: Error) => void;
  /** Length of one prefetched window in milliseconds; default one hour. */
  readonly windowMs?: number;
}

export interface ReplayFeed extends Feed {
  /**
   * Shows what was known at `at`: at once when its window is here, else as soon as it arrives. Only the last wanted
   * instant is ever shown; requests for windows nobody needs any more are cancelled.
   */
  seek(at: Instant): void;
}

/** Windows kept: the present one, its neighbours and the way back. */
const KEPT = 8;
/** Windows fetched ahead in the direction of travel. */
const AHEAD = 2;

interface Entry {
  readonly abort: AbortController;
  window?: ReplayWindow;
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

  const indexOf = (at: Instant) => Math.floor(at / span);

  function seek(at: Instant): void {
    if (wanted !== undefined && at !== wanted) direction = at > wanted ? 1 : -1;
    wanted = at;
    if (running) show();
  }

  function show(): void {
    if (wanted === undefined) return;
    const index = indexOf(wanted);
    const window = entries.get(index)?.window;
    if (window?.covers(wanted)) {
      picture ??= new Picture(routes);
      picture.clear();
      const at = wanted;
      const rows = window.paint(picture, at);
      picture.write();
      options.onLoading?.(false);
      options.onShown?.(at, rows);
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
    const from = index * span;
    const to = Math.min(from + span, options.now());
    if (entries.has(index) || to < from) return;
    const entry: Entry = { abort: new AbortController() };
    entries.set(index, entry);
    const { signal } = entry.abort;
    Promise.all([fetchSnapshot(options.gateway, from, signal), fetchChanges(options.gateway, from, to, signal)])
      .then(([base, changes]) => {
        if (signal.aborted) return;
        entry.window = createReplayWindow(from, to, base, changes);
        if (running && wanted !== undefined && indexOf(wanted) === index) show();
      })
      .catch((error: unknown) => {
        if (signal.aborted) return;
        entries.delete(index);
        if (wanted !== undefined && indexOf(wanted) === index) {
          options.onLoading?.(false);
          options.onError(error as Error);
        }
      });
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
      show();
    },
    stop() {
      running = false;
      for (const entry of entries.values()) if (!entry.window) entry.abort.abort();
      for (const [index, entry] of entries) if (!entry.window) entries.delete(index);
    },
    seek,
  };
}
