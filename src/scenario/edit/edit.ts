import type { Ref } from '../../wire/scenario-document.ts';

/** Degrees. */
export type Place = readonly [longitude: number, latitude: number];

/** A pole's new place; without a heading it faces as before. */
export interface PoleMove {
  readonly pole: Ref;
  readonly to: Place;
  readonly heading?: number;
}

/**
 * One edit of a plan by hand, as data: the argument of a command, what a drag would do, a message to the judge's worker.
 * A mount is named by its place in its pole's list, from 0.
 */
export type Edit =
  | { readonly kind: 'move'; readonly moves: readonly PoleMove[] }
  /** Metres along the axis (eastwards) and across it (to the left, northwards). */
  | { readonly kind: 'shift'; readonly poles: readonly Ref[]; readonly along: number; readonly across: number }
  /** Turns a pole with all that hangs on it; degrees clockwise from north. */
  | { readonly kind: 'turn'; readonly pole: Ref; readonly heading: number }
  | { readonly kind: 'turn-mount'; readonly pole: Ref; readonly mount: number; readonly azimuth: number }
  | { readonly kind: 'hang'; readonly pole: Ref; readonly mount: number; readonly carrier: Ref }
  /** Gives a mount back to the pole that it came from, or drops it when the plan alone has it. */
  | { readonly kind: 'take-back'; readonly pole: Ref; readonly mount: number }
  | { readonly kind: 'keep'; readonly poles: readonly Ref[] }
  | { readonly kind: 'merge'; readonly poles: readonly Ref[]; readonly carrier: Ref }
  /** `give-back`: the poles that were to merge into them stay. */
  | { readonly kind: 'remove'; readonly carriers: readonly Ref[]; readonly mounts: 'refuse' | 'give-back' }
  | { readonly kind: 'add'; readonly at: Place; readonly height?: number; readonly heading?: number }
  | { readonly kind: 'height'; readonly pole: Ref; readonly height: number };

/** `edit` with every pole that it names called otherwise. */
export function withPoles(edit: Edit, refOf: (ref: Ref) => Ref): Edit {
  switch (edit.kind) {
    case 'move':
      return { ...edit, moves: edit.moves.map((each) => ({ ...each, pole: refOf(each.pole) })) };
    case 'shift':
    case 'keep':
      return { ...edit, poles: edit.poles.map(refOf) };
    case 'turn':
    case 'turn-mount':
    case 'take-back':
    case 'height':
      return { ...edit, pole: refOf(edit.pole) };
    case 'hang':
      return { ...edit, pole: refOf(edit.pole), carrier: refOf(edit.carrier) };
    case 'merge':
      return { ...edit, poles: edit.poles.map(refOf), carrier: refOf(edit.carrier) };
    case 'remove':
      return { ...edit, carriers: edit.carriers.map(refOf) };
    case 'add':
      return edit;
  }
}
