import type { AssetTable } from '../../domain/asset.ts';
import { clusterPyramid, countAlerts } from '../cluster-pyramid.ts';
import { toldState } from '../encode-state.ts';
import { boundsOf, layerPlace } from '../local-place.ts';
import { contextOf } from '../private/context.ts';
import { DataTexture, TEXTURE_WIDTH } from '../private/data-texture.ts';
import { Draw } from '../private/draw.ts';
import type { Resident } from '../resident.ts';
import { CLUSTER_FRAGMENT, CLUSTER_VERTEX } from '../shaders/cluster.glsl.ts';
import type { DriverContext } from './driver.ts';
import { QUAD, symbolPoints } from './symbols.ts';

/** The alerts of a point layer as badges, all sizes resident: the camera's distance picks one in the vertex stage. */
export function drawAlertClusters(context: DriverContext, resident: Resident, table: AssetTable) {
  const place = layerPlace(table, context.ground);
  const pyramid = clusterPyramid(symbolPoints(resident, table, place), table.capacity);
  const texels = new Uint8Array(Math.max(1, Math.ceil(pyramid.count / TEXTURE_WIDTH)) * TEXTURE_WIDTH * 4);
  const alerts = countAlerts(pyramid, texels);
  for (let slot = 0; slot < table.count; slot++) alerts.change(slot, 0, toldState(resident.rows, slot));
  alerts.flush(() => {});
  const texture = new DataTexture(contextOf(context.scene), 'rgba8', texels);
  const unwatch = resident.watch(alerts.change);
  const { clusterBeyondMetres } = resident.layer.definition.symbology;
  const draw = new Draw(context.scene, {
    vertexShader: CLUSTER_VERTEX,
    fragmentShader: CLUSTER_FRAGMENT,
    attributes: [
      { name: 'corner', components: 2, data: QUAD.corners },
      { name: 'place', components: 4, data: pyramid.places, perInstance: true },
      { name: 'level', components: 1, data: Float32Array.from(pyramid.levels), perInstance: true },
    ],
    indices: QUAD.indices,
    instances: pyramid.count,
    uniforms: {
      ...context.atmosphere.uniforms,
      u_future: resident.uniforms.u_future!,
      u_cells: () => texture.texture,
      u_clusterBeyond: () => clusterBeyondMetres,
      u_symbolScale: context.symbolScale,
      u_pixelRatio: context.pixelRatio,
      u_pulse: context.pulse,
      u_calm: context.calm,
      u_glyphs: () => context.glyphs,
    },
    modelMatrix: place.toWorld,
    bounds: boundsOf(place, pyramid.places, 4, 200),
    kind: 'overlay',
    depthTest: true,
  });
  return {
    draw,
    refresh: () => alerts.flush((cells, count) => texture.scatter(cells, count, texels)),
    destroy() {
      unwatch();
      texture.destroy();
    },
  };
}
