import { groundOf } from '../domain/geo/height-field.ts';
import type { CityScene } from '../scene/scene-spec.ts';
import type { ScenePort } from '../state/scene-port.ts';
import type { City } from './load-city.ts';

/** What tools on the map ask, answered by the scene that stands now. */
export function createScenePort(
  city: City,
  scene: () => CityScene | undefined,
): { readonly port: ScenePort; made(scene: CityScene): void } {
  const listeners = new Set<() => void>();
  return {
    port: {
      placeAt: (x, y) => scene()?.placeAt(x, y) ?? null,
      screenOf: (places, beside) => scene()?.screenOf(places, beside) ?? places.map(() => null),
      onFrame(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      jump: (view) => scene()?.setView(view),
      freeAhead: (from, bearing, most) => scene()?.freeAhead(from, bearing, most) ?? most,
      deckBelow: (from) => scene()?.deckBelow(from) ?? 0,
      groundHeight: groundOf(city.terrain?.field),
    },
    /** Another scene stands; it dies with its own listeners. */
    made: (made) =>
      void made.onFrame(() => {
        for (const listener of [...listeners]) listener();
      }),
  };
}
