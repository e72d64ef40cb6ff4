import { formatMounts, parseMounts } from '../domain/mount.ts';
import { attributesAt } from '../scenario/attributes.ts';
import type { CompiledScenario, ObjectRef } from '../scenario/compiled.ts';
import { EditRefusal } from '../scenario/edit/refusal.ts';
import { type SnapStreet, snap, snapStreet, turnedHeading } from '../scenario/edit/snap.ts';
import type { Finding } from '../scenario/findings.ts';
import { ledgerOf, type PoleRecord } from '../scenario/ledger.ts';
import type { Station } from '../scenario/road-axis.ts';
import type { PoleChange } from '../scenario/rules/evidence.ts';
import type { FindingMark, Gesture, GuideLine, PlacementPreview } from '../scene/editing-spec.ts';
import type { CityScene } from '../scene/scene-spec.ts';
import { isBeyond, type LiveEdit, liveFindings } from '../state/live-edit.ts';
import type { Notice, Session } from '../state/session.ts';
import type { SessionStore } from '../state/store.ts';
import { judgeInSlices } from '../ui/plan/judge-in-slices.ts';

/** Degrees within which an arm is drawn square to the road. */
const SQUARE = 4;

/** The hand on the canvas: what is dragged is snapped, shown and judged on the way, and one command at the end. */
export interface Editing {
  /** Listens to a scene; returns the undo. */
  attach(scene: CityScene): () => void;
  live(): LiveEdit | null;
  destroy(): void;
}

export interface EditingWires {
  readonly store: SessionStore;
  /** The open plan as it is shown; null when none is. */
  readonly plan: () => CompiledScenario | null;
  readonly run: (command: string, argument: unknown) => void;
  readonly show: (notice: Notice) => void;
}

/** A pole in hand as it stood when the drag began. */
interface Held {
  readonly pole: PoleRecord;
  readonly station: Station | null;
}

interface Drag {
  readonly street: SnapStreet | null;
  readonly lead: Held;
  readonly poles: readonly Held[];
  /** What the plan would be told at the end; null: nothing was moved. */
  asked: { readonly command: string; readonly argument: unknown } | null;
}

const NOTHING: LiveEdit = { dragging: false, station: null, spacing: [null, null], findings: null, judging: false };

export function createEditing({ store, plan, run, show }: EditingWires): Editing {
  let scene: CityScene | null = null;
  let drag: Drag | null = null;
  let live = NOTHING;
  let free = false;
  /** The rules' word on the edition that is shown, and on the one before the last edit. */
  let settled: readonly Finding[] | null = null;
  let reference: readonly Finding[] | null = null;
  let judgedPlan: CompiledScenario | null = null;
  let turn = 0;
  let busy = false;
  let next: readonly PoleChange[] | null = null;

  const alternative = () => store.getState().scenario?.alternative ?? 'base';
  const recordOf = (id: string): PoleRecord | undefined => {
    const open = plan();
    return open ? ledgerOf(open, alternative()).poles.find(({ ref }) => ref.id === id) : undefined;
  };

  /** Asks the rules, the latest question only: those between are never answered. */
  async function judge(changes: readonly PoleChange[]): Promise<void> {
    next = changes;
    if (busy) return;
    busy = true;
    live = { ...live, judging: true };
    const mine = turn;
    while (next && turn === mine) {
      const [asked, open, own] = [next, plan(), alternative()];
      next = null;
      if (!open) break;
      const found = await judgeInSlices(open, own, () => turn !== mine, asked.length > 0 ? { changes: asked } : {});
      if (!found) break;
      if (asked.length === 0) {
        if (judgedPlan !== open) reference = settled ?? found;
        settled = found;
        judgedPlan = open;
      }
      tell(found, asked.length === 0 ? (reference ?? found) : (settled ?? found));
    }
    busy = false;
    live = { ...live, judging: false };
    if (next && turn !== mine) void judge(next);
  }

  function tell(found: readonly Finding[], before: readonly Finding[]): void {
    const inHand = new Set(store.getState().editing ?? []);
    const findings = liveFindings(before, found, inHand);
    live = { ...live, findings };
    const were = new Map(before.map(({ rule, objects }) => [rule, new Set(objects.map(({ id }) => id))]));
    scene?.marks(
      findings.flatMap(({ finding, change }): FindingMark[] => {
        if (!isBeyond(finding)) return [];
        const level = finding.verdict === 'breach' ? 'red' : 'yellow';
        const known = change === 'new' ? undefined : were.get(finding.rule);
        return finding.objects.filter(({ id }) => inHand.has(id) || !known?.has(id)).map((ref) => ({ ...ref, level }));
      }),
    );
  }

  // ── a drag ────────────────────────────────────────────────────────────────────────────────────────────────────────
  function start({ id, handle }: Gesture): void {
    const open = plan();
    const pole = recordOf(id);
    if (!open || !pole) return;
    const street = snapStreet(open, alternative());
    const held = (each: PoleRecord): Held => ({
      pole: each,
      station: street?.axis.stationOf(...each.position) ?? null,
    });
    const chosen = store.getState().editing ?? [];
    const many = handle === 'pole' && chosen.includes(id) ? chosen : [id];
    if (!chosen.includes(id)) run('plan.choose', [id]);
    const lead = held(pole);
    const others = many.flatMap((each) => (each === id ? [] : (recordOf(each) ?? []))).map(held);
    drag = { street, lead, poles: [lead, ...others], asked: null };
    live = { ...live, dragging: true };
  }

  function move(gesture: Gesture): void {
    if (!drag) return;
    if (gesture.handle === 'pole') movePoles(drag, gesture);
    else if (gesture.handle === 'arm') turnArm(drag, gesture);
    else
      drag.asked = gesture.over
        ? { command: 'plan.mount', argument: { id: gesture.id, mount: gesture.mount, to: gesture.over.id } }
        : null;
  }

  function movePoles(held: Drag, { at }: Gesture): void {
    const { street, lead, poles } = held;
    const keys = new Set(poles.map(({ pole }) => pole.key));
    const snapped = street && lead.station ? snap(street, lead.pole.key, keys, at, free) : null;
    const placed = poles.map(({ pole, station }) => {
      if (!snapped || !street || !station || !lead.station) return { pole, to: at, heading: pole.heading };
      const along = snapped.station.chainage - lead.station.chainage;
      const across = snapped.station.offset - lead.station.offset;
      const target = { chainage: station.chainage + along, offset: station.offset + across };
      const to = street.axis.pointAt(target);
      return { pole, to, heading: turnedHeading(street.axis, pole.heading, station, target) };
    });
    held.asked = {
      command: 'plan.move',
      argument: { moves: placed.map(({ pole, to, heading }) => ({ id: pole.ref.id, to, heading })) },
    };
    present(placed.map(({ pole, to, heading }) => ({ ...pole.ref, position: [to[0], to[1]], heading })));
    scene?.guides((snapped?.guides ?? []) as readonly GuideLine[]);
    live = { ...live, station: snapped?.station ?? null, spacing: snapped?.spacing ?? [null, null] };
  }

  function turnArm(held: Drag, { mount, bearing }: Gesture): void {
    const { pole, station } = held.lead;
    const along = held.street && station ? held.street.axis.bearingAt(station.chainage) : 0;
    const angle = free ? Math.round(bearing) : squared(bearing, along);
    const { id } = pole.ref;
    const position: PlacementPreview['position'] = [pole.position[0], pole.position[1]];
    if (mount === null) {
      held.asked = { command: 'plan.turn', argument: { id, heading: angle } };
      present([{ ...pole.ref, position, heading: angle }]);
      return;
    }
    held.asked = { command: 'plan.turn', argument: { id, mount, azimuth: angle } };
    const now = plan();
    const attributes = now ? attributesAt(now, alternative(), pole.ref, now.end) : pole.attributes;
    const mounts = parseMounts(String(attributes.mounts ?? '')).map((each, index) =>
      index === mount ? { ...each, azimuth: angle } : each,
    );
    present([{ ...pole.ref, position, heading: pole.heading, mounts: formatMounts(mounts) }]);
  }

  function present(placements: readonly PlacementPreview[]): void {
    scene?.preview(placements);
    void judge(
      placements.map(({ layer, id, position, heading, mounts }) => {
        const ref: ObjectRef = { layer, id };
        return { ref, position, heading, ...(mounts === undefined ? {} : { mounts }) };
      }),
    );
  }

  function end(cancelled: boolean): void {
    const asked = cancelled ? null : (drag?.asked ?? null);
    drag = null;
    live = { ...live, dragging: false, station: null, spacing: [null, null] };
    scene?.guides([]);
    if (asked && attempt(asked.command, asked.argument)) {
      // The scene takes the new edition in a microtask of its own; only then may the preview go.
      queueMicrotask(() => queueMicrotask(() => scene?.preview(null)));
      return;
    }
    scene?.preview(null);
    void judge([]);
  }

  function attempt(command: string, argument: unknown): boolean {
    try {
      run(command, argument);
      return true;
    } catch (error) {
      const { message } = error as Error;
      const text = error instanceof EditRefusal ? error.words : { zh: `不能这样修改：${message}`, en: message };
      show({ key: 'plan.refused', tone: 'warning', text });
      return false;
    }
  }

  // ── the session ───────────────────────────────────────────────────────────────────────────────────────────────────
  function follow(session: Session, previous: Session): void {
    const { editing, select } = session;
    if (editing === null) {
      if (previous.editing !== null) rest();
      return;
    }
    // What is selected is in hand, with its grips; what is no pole of the plan is not.
    const taken = select !== previous.select && select !== null && !editing.includes(select) && recordOf(select);
    const dropped = select === null && previous.select !== null && editing.join() === previous.select;
    if (taken) run('plan.choose', [select]);
    else if (dropped) run('plan.choose', []);
    else if (
      editing !== previous.editing ||
      session.editions !== previous.editions ||
      session.scenario !== previous.scenario
    )
      void judge([]);
  }

  function rest(): void {
    turn += 1;
    [drag, live, settled, reference, judgedPlan, next] = [null, NOTHING, null, null, null, null];
    scene?.preview(null);
    scene?.guides([]);
    scene?.marks([]);
  }

  const modifier = (event: PointerEvent | KeyboardEvent) => {
    free = event.altKey;
  };
  window.addEventListener('pointermove', modifier, { capture: true });
  window.addEventListener('keydown', modifier, { capture: true });
  window.addEventListener('keyup', modifier, { capture: true });
  const unfollow = store.subscribe(follow);
  void judge([]);

  return {
    attach(made) {
      scene = made;
      const undo = [
        made.onGesture((gesture) => {
          if (gesture.phase === 'start') start(gesture);
          else if (gesture.phase === 'move') move(gesture);
          else end(gesture.phase === 'cancel');
        }),
        made.onBox((ids) => {
          if (ids.length === 1) run('asset.select', ids[0]);
          else {
            run('plan.choose', ids);
            run('asset.highlight', ids);
          }
        }),
      ];
      return () => {
        for (const each of undo) each();
        if (scene === made) scene = null;
      };
    },
    live: () => (store.getState().editing === null ? null : live),
    destroy() {
      unfollow();
      turn += 1;
      for (const type of ['pointermove', 'keydown', 'keyup'] as const)
        window.removeEventListener(type, modifier as EventListener, { capture: true });
    },
  };
}

/** Whole degrees; square to the road where it nearly is. */
function squared(bearing: number, along: number): number {
  for (const quarter of [0, 90, 180, 270]) {
    const square = (along + quarter) % 360;
    const away = Math.abs(((bearing - square + 540) % 360) - 180);
    if (away <= SQUARE) return Math.round(square) % 360;
  }
  return Math.round(bearing) % 360;
}
