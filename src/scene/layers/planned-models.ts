import type { AssetTable } from '../../domain/asset.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { boundsOf, layerPlace } from '../local-place.ts';
import { Draw } from '../private.ts';
import { type Resident, STATUS_UNIFORMS } from '../resident.ts';
import { PLANNED_FRAGMENT, PLANNED_VERTEX } from '../shaders/planned.glsl.ts';
import type { DriverContext } from './driver.ts';
import { plannedPieces } from './planned-pieces.ts';

/** Everything that the scenario would build in this layer: one instanced draw for each piece that its poles share. */
export function drawPlannedModels(
  context: DriverContext,
  resident: Resident,
  table: AssetTable,
  scenario: CompiledScenario,
): Draw[] {
  const place = layerPlace(table);
  return [...plannedPieces(resident.layer.definition, table, scenario).values()].map(({ mesh: build, placed }) => {
    const mesh = build();
    const places = new Float32Array(placed.length * 4);
    const offsets = new Float32Array(placed.length * 3);
    const facings = new Float32Array(placed.length * 2);
    const whens = new Float32Array(placed.length * 2);
    placed.forEach(({ slot, offset, facing, always, moved }, i) => {
      const [lon, lat, height] = [0, 1, 2].map((k) => table.positions[3 * slot + k]!) as [number, number, number];
      places.set([...place.at(lon, lat, height), slot], 4 * i);
      offsets.set(offset, 3 * i);
      const radians = (facing * Math.PI) / 180;
      facings.set([Math.sin(radians), Math.cos(radians)], 2 * i);
      whens.set([always, moved], 2 * i);
    });
    return new Draw(context.scene, {
      vertexShader: PLANNED_VERTEX,
      fragmentShader: PLANNED_FRAGMENT,
      attributes: [
        { name: 'position', components: 3, data: mesh.positions },
        { name: 'normal', components: 3, data: mesh.normals },
        { name: 'color', components: 4, data: mesh.colors },
        { name: 'place', components: 4, data: places, perInstance: true },
        { name: 'offset', components: 3, data: offsets, perInstance: true },
        { name: 'facing', components: 2, data: facings, perInstance: true },
        { name: 'when', components: 2, data: whens, perInstance: true },
      ],
      indices: mesh.indices,
      instances: placed.length,
      uniforms: { ...context.atmosphere.uniforms, ...resident.uniforms, ...STATUS_UNIFORMS },
      modelMatrix: place.toWorld,
      bounds: boundsOf(place, places, 4, 40),
      kind: 'surface',
      depthTest: true,
    });
  });
}
