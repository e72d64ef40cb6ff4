import { Cartesian3 } from '@cesium/engine';
import type { AssetTable } from '../../domain/asset.ts';
import type { Ramp } from '../../domain/layer.ts';
import { linearOf } from '../daylight.ts';
import { rampRange } from '../encode-state.ts';
import { type LocalPlace, layerPlace } from '../local-place.ts';
import { INUNDATION_FRAGMENT, INUNDATION_VERTEX } from '../shaders/inundation.glsl.ts';
import type { DriverFactory } from './driver.ts';
import { drawOnGround } from './ground-draw.ts';
import { tableOf } from './point.ts';
import { drawSymbols } from './symbols.ts';

const STOPS = 4;

/** Polygons: a water surface that grows and colours with depth, and one symbol. */
export const polygonDriver: DriverFactory = (context, resident, scenario, firstPick) => {
  const table = tableOf(resident, scenario);
  const place = layerPlace(table, context.ground);
  const mesh = basins(table, place);
  const { definition } = resident.layer;
  const top = rampRange(definition);
  const { at, colors } = rampUniforms(definition.symbology.ramp);
  const draws = [
    ...drawOnGround(context, resident, firstPick, {
      place,
      places: mesh.places,
      indices: mesh.indices,
      attributes: [
        { name: 'centre', components: 3, data: mesh.centres },
        { name: 'share', components: 1, data: mesh.shares },
      ],
      vertexShader: INUNDATION_VERTEX,
      fragmentShader: INUNDATION_FRAGMENT,
      uniforms: { u_rampTop: () => top, u_rampAt: () => at, u_rampColor: () => colors, ...context.water },
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

/** Shares of the way from the deepest place to the edge at which a surface has points: it bends in its outer half. */
const SHARES = [0.5, 0.62, 0.74, 0.86, 0.94, 1] as const;

/**
 * Every basin as rings about its centre: basins are star-shaped seen from where water stands deepest. The height of an asset is
 * that of the surface below it, so that water stands above the road by the measured depth and nothing else.
 */
function basins(table: AssetTable, place: LocalPlace) {
  const places: number[] = [];
  const centres: number[] = [];
  const shares: number[] = [];
  const indices: number[] = [];
  for (let slot = 0; slot < table.count; slot++) {
    const ring = table.shapes?.[slot];
    if (!ring || ring.length < 3) continue;
    const base = table.positions[3 * slot + 2] ?? 0;
    const points = ring.map(([lon, lat]) => place.at(lon, lat, base));
    // Water stands level over the lowest ground, which is where its depth is measured; a dry basin shows its rim.
    const deepest = place.at(table.positions[3 * slot]!, table.positions[3 * slot + 1]!, base)[2];
    const centre = [
      ...([0, 1] as const).map((i) => points.reduce((sum, point) => sum + point[i], 0) / points.length),
      deepest,
    ];
    const first = shares.length;
    const add = (point: readonly number[], share: number) => {
      places.push(...point, slot);
      centres.push(...centre);
      shares.push(share);
    };
    add(centre, 0);
    for (const share of SHARES) for (const point of points) add(point, share);
    const around = points.length;
    for (let i = 0; i < around; i++) {
      const next = (i + 1) % around;
      indices.push(first, first + 1 + i, first + 1 + next);
      for (let ring = 1; ring < SHARES.length; ring++) {
        const [inner, outer] = [first + 1 + (ring - 1) * around, first + 1 + ring * around];
        indices.push(inner + i, outer + i, outer + next, inner + i, outer + next, inner + next);
      }
    }
  }
  return {
    places: Float32Array.from(places),
    centres: Float32Array.from(centres),
    shares: Float32Array.from(shares),
    indices: Uint32Array.from(indices),
  };
}

/** Ramp stops as uniform arrays of four; a shorter ramp repeats its last stop, a layer without one is plain water. */
function rampUniforms(ramp: Ramp | undefined) {
  const stops = ramp?.stops ?? [{ at: 0, color: '#7fa9bc' }];
  const filled = Array.from({ length: STOPS }, (_, i) => stops[Math.min(i, stops.length - 1)]!);
  return {
    at: filled.map((stop) => stop.at),
    colors: filled.map((stop) => {
      const [r, g, b] = linearOf(stop.color).map((channel) => channel ** (1 / 2.2)) as [number, number, number];
      return new Cartesian3(r, g, b);
    }),
  };
}
