import { type AssetTable, slotOf } from '../domain/asset.ts';
import type { Fleet } from '../domain/fleet.ts';
import { filtered } from '../domain/review/filter.ts';
import { type ReviewAnchor, type ReviewThread, statusOf } from '../domain/review/review.ts';
import type { Gateway } from '../feeds/request.ts';
import { MODES } from '../modes/table.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { anchorState } from '../scenario/review-anchor.ts';
import type { ScenePin } from '../scene/scene-spec.ts';
import type { ReviewPort, ReviewState, TaggedThread } from '../state/review-port.ts';
import type { Session } from '../state/session.ts';
import type { SessionStore } from '../state/store.ts';
import { once } from './once.ts';

/** The review record of this page: read when somebody looks at it, again when the socket says that it is another. */
export interface ReviewBoard {
  state(): ReviewState;
  thread(id: string): ReviewThread | undefined;
  /** Where a comment on an asset is pinned: the top of the asset. */
  placeOf(asset: string): Pick<ReviewAnchor, 'place' | 'object'> | null;
  /** The comments to be marked in the scene; the same list while nothing about it changed. */
  pins(): readonly ScenePin[];
  record(): Promise<ReviewPort>;
  /** The record is another at the gateway. */
  changed(): void;
  /** Assets of a plan have become known. */
  bound(): void;
  destroy(): void;
}

interface Wires {
  readonly store: SessionStore;
  readonly gateway: Gateway;
  readonly fleet: () => Fleet;
  readonly tables: (layer: string) => AssetTable | undefined;
  readonly scenario: () => CompiledScenario | null;
  readonly run: (command: string, argument: unknown) => void;
  readonly onChange: () => void;
}

const NONE: readonly ScenePin[] = [];
/** Pins stand this far above what they are about, metres, so that both are seen. */
const ABOVE = 1;
/** Height of an asset that has none in its table, metres. */
const EYE = 2;

export function createReviewBoard({ store, gateway, fleet, tables, scenario, run, onChange }: Wires): ReviewBoard {
  let state: ReviewState = { threads: null, failed: null };
  let stale = true;
  let reading = false;
  /** A link named a comment and nothing else: its view is restored when it is read. */
  let toRestore: string | null = null;
  let toSelect: string | null = null;
  let seen: readonly unknown[] = [];
  let pins = NONE;
  const client = once(async () => (await import('../feeds/reviews.ts')).createReviews(gateway));

  const wanted = ({ mode, panels, review, scenario: open }: Session) =>
    gateway.role !== 'public' &&
    MODES[mode].panels.includes('review') &&
    (panels.review || review.thread !== null || open !== null);

  async function read(): Promise<void> {
    if (reading) return;
    reading = true;
    stale = false;
    const outcome = await (await client()).list().finally(() => {
      reading = false;
    });
    state = outcome.ok ? { threads: outcome.value.threads, failed: null } : { ...state, failed: outcome.reason };
    restore();
    onChange();
    if (stale) await look();
  }
  async function look(): Promise<void> {
    if (!stale || !wanted(store.getState())) return;
    await read().catch((error: Error) => {
      state = { ...state, failed: { zh: `审查意见未能读取：${error.message}`, en: error.message } };
      onChange();
    });
  }

  const find = (id: string) => state.threads?.find(({ thread }) => thread.id === id)?.thread;

  function restore(): void {
    const thread = toRestore === null ? undefined : find(toRestore);
    if (!thread) return;
    toRestore = null;
    run('review.show', thread.id);
    toSelect = thread.anchor.object?.id ?? null;
    bound();
  }
  function bound(): void {
    const id = toSelect;
    if (id === null || ![...fleet().values()].some(({ assets }) => slotOf(assets, id) !== undefined)) return;
    toSelect = null;
    store.change((draft) => {
      draft.select = id;
    });
  }

  function put(changed: TaggedThread): void {
    const others = (state.threads ?? []).filter(({ thread }) => thread.id !== changed.thread.id);
    const numberOf = ({ thread }: TaggedThread) => Number(thread.id.slice(2));
    state = { ...state, threads: [...others, changed].sort((a, b) => numberOf(a) - numberOf(b)) };
    onChange();
  }

  const record = once(async (): Promise<ReviewPort> => {
    const { raise, act } = await client();
    return {
      refresh: read,
      async raise(anchor, text) {
        const outcome = await raise(anchor, text);
        if (outcome.ok) put(outcome.value);
        return outcome;
      },
      async act(thread, order) {
        const outcome = await act(thread, order);
        if (outcome.ok) put(outcome.value);
        else if (outcome.status === 409) void read();
        return outcome;
      },
    };
  });

  const undo = store.subscribe((session, before) => {
    const { thread } = session.review;
    if (thread !== before.review.thread && thread !== null && session.view === null && !find(thread))
      toRestore = thread;
    if (session.select !== before.select && session.select !== null) toSelect = null;
    void look();
  });

  return {
    state: () => state,
    thread: find,
    placeOf(id) {
      for (const [layer, { assets }] of fleet()) {
        const slot = slotOf(assets, id);
        if (slot === undefined) continue;
        const height = assets.columns.height?.[slot];
        const top = (assets.positions[3 * slot + 2] ?? 0) + (typeof height === 'number' ? height : EYE) + ABOVE;
        return {
          place: [assets.positions[3 * slot] ?? 0, assets.positions[3 * slot + 1] ?? 0, Math.round(top * 10) / 10],
          object: { layer, id },
        };
      }
      return null;
    },
    pins() {
      const { panels, review, mode } = store.getState();
      if (!MODES[mode].panels.includes('review') || !(panels.review || review.thread !== null)) return NONE;
      const plan = scenario();
      const now = [state.threads, review.filter, review.thread, review.pinning, plan];
      if (now.every((each, i) => each === seen[i]) && seen.length > 0) return pins;
      seen = now;
      pins = pinsOf(state, review, (anchor) => anchorState(anchor, tables, plan));
      return pins;
    },
    record,
    changed() {
      stale = true;
      void look();
    },
    bound,
    destroy: undo,
  };
}

function pinsOf(
  { threads }: ReviewState,
  { filter, thread: open, pinning }: Session['review'],
  judge: (anchor: ReviewAnchor) => ReturnType<typeof anchorState>,
): readonly ScenePin[] {
  const all = (threads ?? []).map(({ thread }) => thread);
  const shown = filtered(all, filter);
  const opened = all.find(({ id }) => id === open);
  const pins = (opened && !shown.includes(opened) ? [opened, ...shown] : shown).map((thread): ScenePin => {
    const state = judge(thread.anchor);
    return {
      id: thread.id,
      label: thread.id.slice(2),
      place: thread.anchor.place,
      mark: statusOf(thread),
      lost: state === 'removed' || state === 'moved',
      selected: thread.id === open,
    };
  });
  if (!pinning?.at) return pins;
  return [...pins, { id: '', label: '＋', place: pinning.at.place, mark: 'draft', lost: false, selected: true }];
}
