import type { LayerDefinition } from '../../domain/layer.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { Resident } from '../resident.ts';
import { drawAlertClusters } from './alert-clusters.ts';
import type { DriverFactory, LayerDriver } from './driver.ts';
import { drawLampLight } from './lamp-light.ts';
import { drawPlannedModels } from './planned-models.ts';
import { drawSymbols } from './symbols.ts';

/** The scenario's own table of the layer, planned assets in its tail, or the fleet's. */
export function tableOf(resident: Resident, scenario: CompiledScenario | null) {
  return scenario?.assets.get(resident.id) ?? resident.layer.assets;
}

const givesLight = (layer: LayerDefinition) => layer.properties.some((property) => property.key === 'dim');

/** Points: symbols, alert clusters, light below lamps, models of what a plan would build. Standing models are tiles. */
export const pointDriver: DriverFactory = (context, resident, scenario, firstPick): LayerDriver => {
  const table = tableOf(resident, scenario);
  if (table.count === 0) return { draws: [], destroy() {} };
  const clusters = drawAlertClusters(context, resident, table);
  const draws = [
    ...(scenario ? drawPlannedModels(context, resident, table, scenario) : []),
    ...(givesLight(resident.layer.definition) ? drawLampLight(context, resident, table) : []),
    drawSymbols(context, resident, table, firstPick),
    clusters.draw,
  ];
  return {
    draws,
    refresh: clusters.refresh,
    destroy() {
      for (const draw of draws) draw.destroy();
      clusters.destroy();
    },
  };
};
