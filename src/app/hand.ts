import type { CityScene } from '../scene/scene-spec.ts';
import type { LiveEdit } from '../state/live-edit.ts';
import type { Editing, EditingWires } from './editing.ts';

/** Editing by hand, whose code is loaded when somebody first takes it up. */
export interface Hand {
  /** The scene that is on screen from now on. */
  scene(scene: CityScene): void;
  live(): LiveEdit | null;
  destroy(): void;
}

export function createHand(wires: EditingWires): Hand {
  let editing: Editing | null = null;
  let scene: CityScene | null = null;
  let leave = () => {};
  let loading = false;

  function attach(): void {
    leave();
    leave = editing && scene ? editing.attach(scene) : () => {};
  }
  const undo = wires.store.subscribe(({ editing: on }) => {
    if (on === null || loading) return;
    loading = true;
    void import('./editing.ts').then(({ createEditing }) => {
      editing = createEditing(wires);
      attach();
    });
  });
  return {
    scene(made) {
      scene = made;
      attach();
    },
    live: () => editing?.live() ?? null,
    destroy() {
      undo();
      leave();
      editing?.destroy();
    },
  };
}
