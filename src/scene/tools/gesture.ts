import type { Gesture } from '../editing-spec.ts';

/** What the pointer took hold of. */
export type Hold = Pick<Gesture, 'handle' | 'layer' | 'id' | 'mount'>;

/** Where the pointer would put it. */
export type Aim = Pick<Gesture, 'at' | 'bearing' | 'over'>;

/** A box on the canvas, CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Press {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
}

/** A press is nothing yet: released where it was, it stays a click. */
export type GestureState =
  | { readonly kind: 'idle' }
  | ({ readonly kind: 'pressed'; readonly hold: Hold | 'box' } & Press)
  | ({ readonly kind: 'dragging'; readonly hold: Hold; readonly last: Aim } & Press)
  | ({ readonly kind: 'boxing'; readonly box: Box } & Press);

export type GestureInput =
  | ({ readonly kind: 'down'; readonly hold: Hold | 'box' | null } & Press)
  /** `aim` is asked for only when something is dragged; it has none above the horizon. */
  | ({ readonly kind: 'move'; readonly aim: (hold: Hold) => Aim | null } & Press)
  | { readonly kind: 'up'; readonly pointer: number }
  /** Escape, or the system took the pointer away. */
  | { readonly kind: 'cancel' };

export interface GestureStep {
  readonly state: GestureState;
  readonly gestures: readonly Gesture[];
  /** A finished box. */
  readonly box?: Box;
}

/** Pixels that a press may move and still be a click. */
const SLACK = 4;

export const IDLE: GestureState = { kind: 'idle' };

/** One step of the pointer's life on the canvas: press, drag, release; a second finger or Escape takes it back. */
export function stepGesture(state: GestureState, input: GestureInput): GestureStep {
  switch (input.kind) {
    case 'down': {
      if (state.kind !== 'idle') return takenBack(state);
      const { hold, pointer, x, y } = input;
      return quiet(hold === null ? IDLE : { kind: 'pressed', hold, pointer, x, y });
    }
    case 'move':
      return moved(state, input);
    case 'up': {
      if (state.kind === 'idle' || input.pointer !== state.pointer) return quiet(state);
      if (state.kind === 'dragging') return { state: IDLE, gestures: [{ phase: 'end', ...state.hold, ...state.last }] };
      return state.kind === 'boxing' ? { state: IDLE, gestures: [], box: state.box } : quiet(IDLE);
    }
    case 'cancel':
      return takenBack(state);
  }
}

function moved(state: GestureState, { pointer, x, y, aim }: Extract<GestureInput, { kind: 'move' }>): GestureStep {
  if (state.kind === 'idle' || pointer !== state.pointer) return quiet(state);
  if (state.kind === 'boxing') return quiet({ ...state, box: boxOf(state, x, y) });
  if (state.kind === 'dragging') {
    const last = aim(state.hold);
    if (!last) return quiet(state);
    return { state: { ...state, last }, gestures: [{ phase: 'move', ...state.hold, ...last }] };
  }
  if (Math.hypot(x - state.x, y - state.y) <= SLACK) return quiet(state);
  const { hold } = state;
  if (hold === 'box') return quiet({ kind: 'boxing', pointer, x: state.x, y: state.y, box: boxOf(state, x, y) });
  const last = aim(hold);
  if (!last) return quiet(state);
  return {
    state: { kind: 'dragging', hold, pointer, x: state.x, y: state.y, last },
    gestures: [
      { phase: 'start', ...hold, ...last },
      { phase: 'move', ...hold, ...last },
    ],
  };
}

function takenBack(state: GestureState): GestureStep {
  if (state.kind !== 'dragging') return quiet(IDLE);
  return { state: IDLE, gestures: [{ phase: 'cancel', ...state.hold, ...state.last }] };
}

function quiet(state: GestureState): GestureStep {
  return { state, gestures: [] };
}

function boxOf(from: Press, x: number, y: number): Box {
  return {
    left: Math.min(from.x, x),
    top: Math.min(from.y, y),
    right: Math.max(from.x, x),
    bottom: Math.max(from.y, y),
  };
}
