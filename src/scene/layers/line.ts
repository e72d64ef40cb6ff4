import { boundsOf, layerPlace } from '../local-place.ts';
import { Draw } from '../private.ts';
import { STATUS_UNIFORMS } from '../resident.ts';
import { RIBBON_FRAGMENT, RIBBON_VERTEX } from '../shaders/ribbon.glsl.ts';
import type { DriverFactory } from './driver.ts';
import { tableOf } from './point.ts';
import { ribbonMesh } from './ribbon-mesh.ts';
import { drawSymbols } from './symbols.ts';

/** Lines: a ribbon on the ground in the colour of its status, with one symbol at the asset's own point. */
export const lineDriver: DriverFactory = (context, resident, scenario, firstPick) => {
  const table = tableOf(resident, scenario);
  const place = layerPlace(table);
  const mesh = ribbonMesh(table, place);
  const draws: Draw[] = [];
  if (mesh.indices.length > 0)
    draws.push(
      new Draw(context.scene, {
        vertexShader: RIBBON_VERTEX,
        fragmentShader: RIBBON_FRAGMENT,
        attributes: [
          { name: 'place', components: 4, data: mesh.places },
          { name: 'across', components: 4, data: mesh.across },
        ],
        indices: mesh.indices,
        instances: 0,
        uniforms: {
          ...context.atmosphere.uniforms,
          ...resident.uniforms,
          ...STATUS_UNIFORMS,
          u_firstPick: () => firstPick,
          u_pixelRatio: context.pixelRatio,
          u_symbolScale: context.symbolScale,
        },
        modelMatrix: place.toWorld,
        bounds: boundsOf(place, mesh.places, 4, 50),
        kind: 'overlay',
        depthTest: true,
        pickColor: 'v_pick',
      }),
    );
  if (table.count > 0) draws.push(drawSymbols(context, resident, table, firstPick));
  return {
    draws,
    destroy() {
      for (const draw of draws) draw.destroy();
    },
  };
};
