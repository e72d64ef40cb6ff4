import type { Instant } from '../../domain/clock.ts';
import type { CompiledScenario } from '../compiled.ts';
import { type LuxField, type LuxGrid, luxGrid, luxTask } from './lux-field.ts';
import type { LuxLabel } from './lux-isolines.ts';
import type { LuxReply } from './lux-reply.ts';
import { type LitRoad, litRoadOf } from './road-lighting.ts';

/** The light of a road in one state of its lamps, with places for the values of its isolines. Never changed. */
export interface LuxSheet extends LuxField {
  readonly labels: readonly LuxLabel[];
}

/** What is wanted: the light of an alternative at an instant. */
export interface LuxWish {
  readonly compiled: CompiledScenario;
  readonly alternative: string;
  readonly at: Instant;
}

/** Sheets of light, each computed once in a worker and kept while it may be wanted again. */
export interface LuxSheets {
  /**
   * The sheets of `wishes`, in their order; null for one that is being computed, or when the plan draws no road. What was
   * wished before and has not begun is forgotten. With nothing left to do the slices of the same alternatives are prepared.
   */
  of(wishes: readonly LuxWish[]): readonly (LuxSheet | null)[];
  /** Whether a wished sheet is still on its way. */
  readonly pending: boolean;
  close(): void;
}

/** The part of a browser's Worker that is needed. */
export interface LuxWorker {
  postMessage(task: ReturnType<typeof luxTask>): void;
  onmessage: ((event: MessageEvent<LuxReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

/** Sheets kept: seven slices of four alternatives are 28, 220 KB each. */
const KEPT = 32;

/** @param ready a sheet came, or none can */
export function createLuxSheets(
  ready: () => void,
  failed: (because: string) => void,
  open: () => LuxWorker = () => new Worker(new URL('./lux-worker.ts', import.meta.url), { type: 'module' }),
): LuxSheets {
  const sheets = new Map<string, LuxSheet>();
  const grids = new WeakMap<LitRoad, { readonly grid: LuxGrid; readonly name: number }>();
  let roads = 0;
  let worker: LuxWorker | null = null;
  let busy: string | null = null;
  let wanted: LuxWish[] = [];
  let pending = false;

  function gridOf(road: LitRoad) {
    const known = grids.get(road);
    if (known) return known;
    roads += 1;
    const made = { grid: luxGrid(road), name: roads };
    grids.set(road, made);
    return made;
  }

  function lookUp({ compiled, alternative, at }: LuxWish) {
    const road = litRoadOf(compiled);
    if (!road) return null;
    const shares = road.sharesAt(alternative, at);
    // The same lamps burning alike give the same light, whatever the alternative is called.
    return { road, shares, key: `${gridOf(road).name} ${shares.join()}` };
  }

  function start(wish: LuxWish): boolean {
    const found = lookUp(wish);
    if (!found || sheets.has(found.key)) return false;
    const { road, shares, key } = found;
    const { grid } = gridOf(road);
    worker ??= open();
    busy = key;
    worker.onmessage = ({ data }) => {
      busy = null;
      if (sheets.size >= KEPT) sheets.delete(sheets.keys().next().value as string);
      sheets.set(key, { grid, ...data });
      next();
      ready();
    };
    worker.onerror = ({ message }) => {
      busy = null;
      wanted = [];
      worker?.terminate();
      worker = null;
      failed(message);
    };
    worker.postMessage(luxTask(road, grid, shares));
    return true;
  }

  function next(): void {
    if (busy !== null) return;
    if (wanted.some(start)) return;
    // Nothing is wanted at once: what is wanted next is a slice of what is shown.
    for (const { compiled, alternative } of wanted)
      for (const slice of compiled.slices) if (start({ compiled, alternative, at: slice.at })) return;
  }

  return {
    of(wishes) {
      wanted = [...wishes];
      const found = wishes.map((wish) => {
        const known = lookUp(wish);
        const sheet = known && sheets.get(known.key);
        if (!known || !sheet) return { sheet: null, missing: known !== null };
        // Last used, last forgotten.
        sheets.delete(known.key);
        sheets.set(known.key, sheet);
        return { sheet, missing: false };
      });
      pending = found.some(({ missing }) => missing);
      next();
      return found.map(({ sheet }) => sheet);
    },
    get pending() {
      return pending;
    },
    close() {
      worker?.terminate();
      worker = null;
      wanted = [];
    },
  };
}
