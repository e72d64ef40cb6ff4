import { billboards } from './billboards.ts';
import { bridgeSensors } from './bridge-sensors.ts';
import { bridges } from './bridges.ts';
import { dusk } from './dusk.ts';
import { greenways } from './greenways.ts';
import { poles } from './poles.ts';
import type { Series } from './series.ts';
import { waterlogging } from './waterlogging.ts';
import { weatherStations } from './weather-stations.ts';
import type { SimulatedLayer, World } from './world.ts';

/** What makes a layer's observations; a layer without a model is not simulated. */
export const MODELS: Readonly<
  Record<string, (layer: SimulatedLayer, world: World, all: readonly SimulatedLayer[]) => Series[]>
> = {
  'bridge-sensor': bridgeSensors,
  bridge: bridges,
  waterlogging,
  greenway: greenways,
  lamp: dusk,
  pole: poles,
  billboard: billboards,
  weather: weatherStations,
};

/**
 * Every series of the layers that have a model, layer by layer; measuring points come before what they are the measure of, so that
 * a back-filled past has them when an alarm asks.
 */
export function seriesOf(layers: readonly SimulatedLayer[], world: World): Series[] {
  const points = layers.filter(({ definition }) => definition.toldBy !== undefined);
  return [...points, ...layers.filter((layer) => !points.includes(layer))].flatMap(
    (layer) => MODELS[layer.definition.id]?.(layer, world, layers) ?? [],
  );
}
