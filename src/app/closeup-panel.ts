import { type Closeup, mountCloseup } from '../closeup/closeup.ts';
import type { Pin } from '../closeup/exhibit.ts';
import { type Reading, readingsOf } from '../closeup/reading.ts';
import { assetAt, slotOf } from '../domain/asset.ts';
import type { FleetLayer } from '../domain/fleet.ts';
import type { TwinPort } from '../state/port.ts';
import { pinsOf } from './closeup-pins.ts';
import { lightAt } from './light.ts';

/** Keeps the close-up at the selected asset, its values and the light of the playhead. Returns the undo. */
export function mountCloseupPanel(element: HTMLElement, port: TwinPort): () => void {
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const { language } = port.store.getState();
  const closeup: Closeup = mountCloseup(element, { language, light: lightAt(port), reducedMotion });
  let shown: string | null = null;
  let version = -1;

  function find(id: string): { id: string; layer: FleetLayer; slot: number } | null {
    for (const layer of port.fleet().values()) {
      const slot = slotOf(layer.assets, id);
      if (slot !== undefined) return { id, layer, slot };
    }
    return null;
  }
  /** Right of now nothing has been observed. */
  function readings(layer: FleetLayer, slot: number): Reading[] {
    const rows = readingsOf(layer, slot, port.at());
    return port.era() === 'future'
      ? rows.map((row) => ({ ...row, value: Number.NaN, status: 'normal', liveness: 'none', ageSeconds: Number.NaN }))
      : rows;
  }
  function pins(layer: FleetLayer, id: string): Pin[] {
    const rows = pinsOf(port.fleet(), layer.definition.id, id, port.at());
    return port.era() === 'future' ? rows.map((each) => ({ ...each, status: 'normal', liveness: 'none' })) : rows;
  }
  function update(): void {
    const session = port.store.getState();
    closeup.dress({ language: session.language, light: lightAt(port) });
    const place = session.select === null ? null : find(session.select);
    if (!place) return;
    const { layer, slot } = place;
    if (shown !== session.select) {
      shown = session.select;
      version = layer.shown.version;
      closeup.show(
        { asset: assetAt(layer.assets, slot), definition: layer.definition, simulated: layer.source === 'simulated' },
        readings(layer, slot),
        pins(layer, place.id),
      );
      return;
    }
    if (version === layer.shown.version && session.freeze !== null) return;
    version = layer.shown.version;
    closeup.values(readings(layer, slot), pins(layer, place.id));
  }

  update();
  const undo = [port.onSample(update), port.store.subscribe(update)];
  return () => {
    for (const each of undo) each();
    closeup.destroy();
  };
}
