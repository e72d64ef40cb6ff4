import type { CameraView } from '../domain/camera.ts';
import type { LandscapeSchedule } from '../domain/landscape-lighting.ts';
import { MODES } from '../modes/table.ts';
import { createCityScene } from '../scene/city-scene.ts';
import type { SceneTerrain } from '../scene/ground.ts';
import type { CityScene, SceneTrouble } from '../scene/scene-spec.ts';
import type { Session } from '../state/session.ts';
import type { SessionStore } from '../state/store.ts';
import { TOUR_FLIGHT } from './tour.ts';

/** Milliseconds that the camera must rest before its view is written to the session. */
const REST = 250;

export interface StageOptions {
  readonly store: SessionStore;
  readonly terrain: SceneTerrain | null;
  readonly landscape: LandscapeSchedule | undefined;
  /** Where the camera stands when the session names no view. */
  readonly home: (session: Session) => CameraView;
  /** A scene was made: give it its data. */
  readonly onMade: (scene: CityScene) => void;
  readonly onCamera: (view: CameraView) => void;
  readonly onContextLost: () => void;
  readonly onTrouble: (trouble: SceneTrouble) => void;
  /** The city stands on screen, the first time or again after a lost context. */
  readonly onSettled: () => void;
}

/** The place of the scene: there is none before its widget is mounted, and another one after a lost context. */
export interface Stage {
  readonly scene: CityScene | undefined;
  /** Grows with every lost context; the widget is mounted anew for each. */
  readonly generation: number;
  /** Makes the scene in `widget`, a CesiumWidget; returns the undo. */
  attach(widget: unknown): () => void;
  /** Follows a view that something other than the camera wrote to the session. */
  follow(session: Session, previous: Session): void;
  destroy(): void;
}

export function createStage(options: StageOptions): Stage {
  const { store } = options;
  let scene: CityScene | undefined;
  let generation = 0;
  let seenView = store.getState().view;

  return {
    get scene() {
      return scene;
    },
    get generation() {
      return generation;
    },
    attach(widget) {
      const made = createCityScene(widget as Parameters<typeof createCityScene>[0], {
        terrain: options.terrain,
        landscape: options.landscape,
      });
      const session = store.getState();
      scene = made;
      made.setView(session.view ?? options.home(session));
      options.onMade(made);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const undo = [
        () => clearTimeout(timer),
        made.onCamera((view) => {
          options.onCamera(view);
          clearTimeout(timer);
          timer = setTimeout(() => {
            seenView = view;
            store.change((draft) => {
              draft.view = view;
            });
          }, REST);
        }),
        made.onContextLost(() => {
          generation += 1;
          options.onContextLost();
        }),
        made.onTrouble(options.onTrouble),
      ];
      void made.settled().then(options.onSettled);
      return () => {
        for (const each of undo) each();
        if (scene === made) scene = undefined;
        made.destroy();
      };
    },
    follow(session, previous) {
      if (session.view === previous.view || session.view === seenView || !session.view) return;
      seenView = session.view;
      scene?.flyTo(session.view, flightSeconds(session));
    },
    destroy() {
      scene?.destroy();
    },
  };
}

/** Seconds of a flight: short at a desk, slow enough to be followed where the director flies; none in tests. */
function flightSeconds(session: Session): number {
  if (session.quality === 'test') return 0;
  if (session.tour !== null) return TOUR_FLIGHT;
  return MODES[session.mode].director === 'none' ? 1.2 : 3;
}
