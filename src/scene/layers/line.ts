import { layerPlace } from '../local-place.ts';
import { RIBBON_FRAGMENT, RIBBON_VERTEX } from '../shaders/ribbon.glsl.ts';
import type { DriverFactory } from './driver.ts';
import { drawOnGround } from './ground-draw.ts';
import { tableOf } from './point.ts';
import { ribbonMesh } from './ribbon-mesh.ts';
import { drawSymbols } from './symbols.ts';

/** Lines: a ribbon in the colour of its status or kind, on the ground or where wires hang, with one symbol at the asset's own point. */
export const lineDriver: DriverFactory = (context, resident, scenario, firstPick) => {
  const table = tableOf(resident, scenario);
  const place = layerPlace(table, context.ground);
  const mesh = ribbonMesh(table, place, resident.layer.definition.symbology.line);
  const draws = [
    ...drawOnGround(context, resident, firstPick, {
      place,
      places: mesh.places,
      indices: mesh.indices,
      attributes: [
        { name: 'across', components: 4, data: mesh.across },
        { name: 'tint', components: 4, data: mesh.tints },
        { name: 'depth', components: 1, data: mesh.depths },
      ],
      vertexShader: RIBBON_VERTEX,
      fragmentShader: RIBBON_FRAGMENT,
      uniforms: {
        u_pixelRatio: context.pixelRatio,
        u_symbolScale: context.symbolScale,
        u_calm: context.calm,
        u_seeThrough: context.seeThrough,
      },
      // What lies below the ground is hidden by nothing while the city is seen through.
      overAll: () => mesh.depths.some((depth) => depth > 0) && context.seeThrough() > 0,
    }),
    ...(table.count > 0 ? [drawSymbols(context, resident, table, firstPick)] : []),
  ];
  return {
    draws,
    destroy() {
      for (const draw of draws) draw.destroy();
    },
  };
};
