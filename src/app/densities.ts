import { weightedPoints } from '../domain/density.ts';
import { columnsOf } from '../domain/query/columns.ts';
import { fieldNamed, fieldsOf } from '../domain/query/fields.ts';
import { MODES } from '../modes/table.ts';
import type { OverviewDensity } from '../overview/overview-data.ts';
import type { TwinPort } from '../state/port.ts';

/** Milliseconds of the playhead after which what is observed is brought together again. */
const AGAIN = 10_000;

/** What the session brings together on the overview, of the assets that pass the layer's filter; the same object while nothing about it changed. */
export function createDensities(port: TwinPort): () => OverviewDensity | null {
  let key: readonly unknown[] = [];
  let made: OverviewDensity | null = null;
  return () => {
    const { density: asked, layers, mode } = port.store.getState();
    const density = MODES[mode].tools.includes('select') ? asked : null;
    const layer = density && layers.includes(density.layer) ? port.fleet().get(density.layer) : undefined;
    if (!density || !layer) {
      key = [];
      made = null;
      return null;
    }
    const { field } = density;
    const observed = field !== null && fieldNamed(fieldsOf(layer.definition), field)?.from !== 'register';
    const passing = port.slots().get(density.layer)?.passing ?? null;
    const future = port.era() === 'future';
    const turn = observed ? [future, layer.shown.version === 0 ? 0 : Math.floor(port.at() / AGAIN)] : [];
    const next = [density, layer.assets, passing, ...turn];
    if (made && next.length === key.length && next.every((each, i) => Object.is(each, key[i]))) return made;
    key = next;
    const none = { places: new Float64Array(0), weights: new Float32Array(0) };
    const points =
      observed && future ? none : weightedPoints(layer.assets, columnsOf(layer, port.at()), passing, density);
    made = { kind: density.kind, measure: density.measure, points };
    return made;
  };
}
