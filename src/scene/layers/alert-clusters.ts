import type { AssetTable } from '../../domain/asset.ts';
import { type ClusterCell, clusterPyramid, countAlerts } from '../cluster-pyramid.ts';
import { boundsOf, layerPlace } from '../local-place.ts';
import { contextOf, DataTexture, Draw, TEXTURE_WIDTH } from '../private.ts';
import { type Resident, STATUS_UNIFORMS } from '../resident.ts';
import { CLUSTER_FRAGMENT, CLUSTER_VERTEX } from '../shaders/cluster.glsl.ts';
import type { DriverContext } from './driver.ts';
import { QUAD, symbolPoints } from './symbols.ts';

/** The alerts of a point layer as badges, all sizes resident: the camera's distance picks one in the vertex stage. */
export function drawAlertClusters(context: DriverContext, resident: Resident, table: AssetTable) {
  const place = layerPlace(table, context.ground);
  const cells: ClusterCell[] = clusterPyramid(symbolPoints(resident, table, place));
  const texels = new Uint8Array(Math.max(1, Math.ceil(cells.length / TEXTURE_WIDTH)) * TEXTURE_WIDTH * 4);
  countAlerts(cells, resident.rows, texels);
  const texture = new DataTexture(contextOf(context.scene), 'rgba8', texels);
  const data = new Float32Array(cells.length * 4);
  cells.forEach((cell, index) => {
    data.set([cell.x, cell.y, cell.z, index], 4 * index);
  });
  const { clusterBeyondMetres } = resident.layer.definition.symbology;
  const draw = new Draw(context.scene, {
    vertexShader: CLUSTER_VERTEX,
    fragmentShader: CLUSTER_FRAGMENT,
    attributes: [
      { name: 'corner', components: 2, data: QUAD.corners },
      { name: 'place', components: 4, data, perInstance: true },
      { name: 'level', components: 1, data: Float32Array.from(cells, (cell) => cell.level), perInstance: true },
    ],
    indices: QUAD.indices,
    instances: cells.length,
    uniforms: {
      ...context.atmosphere.uniforms,
      ...STATUS_UNIFORMS,
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
    bounds: boundsOf(place, data, 4, 200),
    kind: 'overlay',
    depthTest: true,
  });
  return {
    draw,
    refresh() {
      if (countAlerts(cells, resident.rows, texels)) texture.write(0, texture.rows, texels);
    },
    destroy: () => texture.destroy(),
  };
}
