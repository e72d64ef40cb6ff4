import type { AssetTable } from '../../domain/asset.ts';
import { buildModel } from '../../domain/furniture/model.ts';
import type { LayerDefinition } from '../../domain/layer.ts';
import { type CompiledScenario, FATES } from '../../scenario/compiled.ts';
import { boundsOf, layerPlace } from '../local-place.ts';
import { Draw } from '../private.ts';
import { type Resident, STATUS_UNIFORMS } from '../resident.ts';
import { PLANNED_FRAGMENT, PLANNED_VERTEX } from '../shaders/planned.glsl.ts';
import type { DriverContext } from './driver.ts';

const PLANNED = FATES.indexOf('planned');

/** Slots that some alternative builds: all of them are resident, whichever is shown. */
function plannedSlots(scenario: CompiledScenario, layer: string): number[] {
  const slots = new Set<number>();
  for (const alternative of scenario.alternatives)
    alternative.validity.get(layer)?.fate.forEach((fate, slot) => {
      if (fate === PLANNED) slots.add(slot);
    });
  return [...slots].sort((a, b) => a - b);
}

/** Name of the close-range model of an asset, from the layer's symbology; null when it has none. */
function modelName(layer: LayerDefinition, table: AssetTable, slot: number): string | null {
  const { model } = layer.symbology;
  if (!model) return null;
  return model.models[String(table.columns[model.attribute]?.[slot])] ?? model.models['*'] ?? null;
}

/** One instanced draw a model for everything the scenario would build in this layer. */
export function drawPlannedModels(
  context: DriverContext,
  resident: Resident,
  table: AssetTable,
  scenario: CompiledScenario,
): Draw[] {
  const byModel = new Map<string, number[]>();
  for (const slot of plannedSlots(scenario, resident.id)) {
    if (slot >= table.count) continue;
    const name = modelName(resident.layer.definition, table, slot);
    if (name) byModel.set(name, [...(byModel.get(name) ?? []), slot]);
  }
  const place = layerPlace(table);
  return [...byModel].map(([name, slots]) => {
    const mesh = buildModel(name);
    const places = new Float32Array(slots.length * 4);
    const facings = new Float32Array(slots.length * 2);
    slots.forEach((slot, i) => {
      const [lon, lat, height] = table.positions.subarray(3 * slot, 3 * slot + 3) as unknown as [
        number,
        number,
        number,
      ];
      places.set([...place.at(lon, lat, height), slot], 4 * i);
      const heading = ((table.headings[slot] ?? 0) * Math.PI) / 180;
      facings.set([Math.sin(heading), Math.cos(heading)], 2 * i);
    });
    return new Draw(context.scene, {
      vertexShader: PLANNED_VERTEX,
      fragmentShader: PLANNED_FRAGMENT,
      attributes: [
        { name: 'position', components: 3, data: mesh.positions },
        { name: 'normal', components: 3, data: mesh.normals },
        { name: 'color', components: 4, data: mesh.colors },
        { name: 'place', components: 4, data: places, perInstance: true },
        { name: 'facing', components: 2, data: facings, perInstance: true },
      ],
      indices: mesh.indices,
      instances: slots.length,
      uniforms: { ...context.atmosphere.uniforms, ...resident.uniforms, ...STATUS_UNIFORMS },
      modelMatrix: place.toWorld,
      bounds: boundsOf(place, places, 4, 40),
      kind: 'surface',
      depthTest: true,
    });
  });
}
