import type { LayerDefinition } from '../../domain/layer.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { nightLamps } from '../../scenario/lighting/night-lamps.ts';
import type { Draw } from '../private/draw.ts';
import type { Resident } from '../resident.ts';
import { drawAlertClusters } from './alert-clusters.ts';
import type { DriverFactory, LayerDriver } from './driver.ts';
import { drawLampLight, lampLightNumbers } from './lamp-light.ts';
import { createPlannedModels } from './planned-models.ts';
import { liftedPieces, type PieceGroup, plannedPieces } from './planned-pieces.ts';
import { sameNumbers } from './same-numbers.ts';
import { drawSymbols, symbolFloats } from './symbols.ts';

/** The scenario's own table of the layer, planned assets in its tail, or the fleet's. */
export function tableOf(resident: Resident, scenario: CompiledScenario | null) {
  return scenario?.assets.get(resident.id) ?? resident.layer.assets;
}

const givesLight = (layer: LayerDefinition) => layer.properties.some((property) => property.key === 'dim');

/**
 * Points: symbols, alert clusters, light below lamps, models of what a plan would build. Standing models are tiles. Another
 * edition of the plan makes again only what it changes; where things stand is the placement's.
 */
export const pointDriver: DriverFactory = (context, resident, scenario, firstPick): LayerDriver => {
  const { definition, assets } = resident.layer;
  let plan = scenario;
  let table = tableOf(resident, scenario);
  const clusters = assets.count > 0 ? drawAlertClusters(context, resident, assets) : null;
  const planned = createPlannedModels(context, resident);
  const lifted = createPlannedModels(context, resident, true);
  const symbols = keptDraws(
    () => symbolFloats(resident, table),
    (floats) => [drawSymbols(context, resident, table, firstPick, floats)],
  );
  const heads = () => nightLamps(table, plan, givesLight(definition));
  const lights = keptDraws(
    () => lampLightNumbers(heads(), plan),
    () => drawLampLight(context, resident, table, heads(), plan),
  );
  const follow = (next: CompiledScenario | null) => {
    const before = table;
    plan = next;
    table = tableOf(resident, next);
    planned.follow(next?.assets.has(resident.id) ? plannedPieces(definition, table, next) : new Map(), table);
    if (before !== table || !symbols.made) symbols.follow();
    // Another edition may dim or power the same lamps otherwise.
    lights.follow();
  };
  follow(scenario);
  const draws = (): Draw[] => [
    ...planned.draws,
    ...lifted.draws,
    ...lights.draws,
    ...symbols.draws,
    ...(clusters ? [clusters.draw] : []),
  ];
  return {
    get draws() {
      return draws();
    },
    ...(clusters ? { refresh: clusters.refresh } : {}),
    follow,
    lift(slots) {
      const groups = plan ? liftedPieces(table, slots, plan) : new Map<string, PieceGroup>();
      lifted.follow(groups, table);
      return [...new Set([...groups.values()].flatMap(({ placed }) => placed.map(({ slot }) => slot)))];
    },
    destroy() {
      for (const draw of draws()) draw.destroy();
      clusters?.destroy();
    },
  };
};

/** Draws that are made again only when the numbers that they are made of differ; none of no numbers. */
function keptDraws(numbers: () => Float32Array, make: (data: Float32Array) => Draw[]) {
  let data: Float32Array | null = null;
  let draws: Draw[] = [];
  return {
    get made() {
      return data !== null;
    },
    get draws() {
      return draws;
    },
    follow() {
      const next = numbers();
      if (data && sameNumbers(data, next)) return;
      data = next;
      draws = next.length > 0 ? make(next) : [];
    },
  };
}
