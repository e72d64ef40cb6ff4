import { Cartesian4 } from '@cesium/engine';
import type { AssetTable } from '../../domain/asset.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { NightLamp } from '../../scenario/lighting/night-lamps.ts';
import { slopeAt } from '../ground.ts';
import { boundsOf } from '../local-place.ts';
import { contextOf } from '../private/context.ts';
import { DataTexture } from '../private/data-texture.ts';
import { Draw, type DrawSpec } from '../private/draw.ts';
import type { Resident } from '../resident.ts';
import { LAMP_GLOW_FRAGMENT, LAMP_GLOW_VERTEX } from '../shaders/lamp-glow.glsl.ts';
import { LAMP_LIGHT_FRAGMENT, LAMP_LIGHT_VERTEX } from '../shaders/lamp-light.glsl.ts';
import type { DriverContext } from './driver.ts';
import { lampHead } from './lamp-heads.ts';
import { hasService, POOL, poolTexels, serviceTexels } from './lamp-pools.ts';
import { QUAD, symbolPoints } from './symbols.ts';

/** Radius of the light around a burning head, metres. */
const GLOW_METRES = 1.1;

interface Mesh {
  readonly corners: DrawSpec['attributes'][number];
  readonly indices: DrawSpec['indices'];
}

const ONE_QUAD: Mesh = { corners: { name: 'corner', components: 2, data: QUAD.corners }, indices: QUAD.indices };

/** A head, and its mirror image in the wet street. */
const [HEAD_QUAD, MIRROR_QUAD] = [0, 1].map(
  (mirrored): Mesh => ({
    corners: {
      name: 'corner',
      components: 3,
      data: Float32Array.from(cornersOf(QUAD.corners).flatMap((at) => [...at, mirrored])),
    },
    indices: QUAD.indices,
  }),
) as [Mesh, Mesh];

/** Everything that the light of lamps is drawn from, to tell whether it must be made again. */
export function lampLightNumbers(lamps: readonly NightLamp[], plan: CompiledScenario | null): Float32Array {
  if (lamps.length === 0) return new Float32Array();
  const { heads, beams, optics } = instancesOf(lamps);
  const parts = [heads, beams, poolTexels(optics), serviceTexels(lamps, plan)];
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * Light of luminaires: on the ground what each throws there by its distribution, mounting height and flux, and the head that
 * burns. Both stand where the placement has the pole.
 */
export function drawLampLight(
  context: DriverContext,
  resident: Resident,
  table: AssetTable,
  lamps: readonly NightLamp[],
  plan: CompiledScenario | null,
): Draw[] {
  const { place } = resident.placement;
  const { heads, beams, optics } = instancesOf(lamps);
  // A pool lies in the slope of its street.
  const leans = Float32Array.from(
    lamps.flatMap(({ slot }) => [
      ...slopeAt(context.ground, table.positions[3 * slot] as number, table.positions[3 * slot + 1] as number),
    ]),
  );
  const pools = new DataTexture(contextOf(context.scene), 'rgba32f', poolTexels(optics));
  const services = new DataTexture(contextOf(context.scene), 'rgba32f', serviceTexels(lamps, plan));
  const extent = new Cartesian4(POOL.along, POOL.behind, POOL.before, 0);
  const alternatives = plan?.alternatives.length ?? 1;
  const { light, weather } = context.atmosphere;
  // By day nothing of it is to be seen, and a city has many lamps.
  const burning = () => light().lamps > 0;
  const draw = (vertexShader: string, fragmentShader: string, mesh: Mesh, when = burning) =>
    new Draw(context.scene, {
      when,
      vertexShader,
      fragmentShader,
      attributes: [
        mesh.corners,
        { name: 'head', components: 4, data: heads, perInstance: true },
        { name: 'beam', components: 4, data: beams, perInstance: true },
        { name: 'lean', components: 2, data: leans, perInstance: true },
      ],
      indices: mesh.indices,
      instances: lamps.length,
      uniforms: {
        ...context.atmosphere.uniforms,
        ...resident.uniforms,
        ...context.cut(place),
        u_pools: () => pools.texture,
        u_services: () => services.texture,
        u_alternatives: () => alternatives,
        u_late: () => context.late,
        u_pool: () => extent,
        u_glowMetres: () => GLOW_METRES,
        u_pixelRatio: context.pixelRatio,
      },
      modelMatrix: place.toWorld,
      bounds: boundsOf(place, symbolPoints(resident, table, place), 4, 60),
      kind: 'light',
      depthTest: true,
    });
  const made = [
    draw(LAMP_LIGHT_VERTEX, LAMP_LIGHT_FRAGMENT, ONE_QUAD),
    draw(LAMP_GLOW_VERTEX, LAMP_GLOW_FRAGMENT, HEAD_QUAD),
    draw(LAMP_GLOW_VERTEX, LAMP_GLOW_FRAGMENT, MIRROR_QUAD, () => burning() && weather().wetness > 0),
  ];
  // The textures go with the first of those that they are drawn by.
  return made.map((each, index) => (index === 0 ? withTextures(each, [pools, services]) : each));
}

function withTextures(draw: Draw, textures: readonly DataTexture[]): Draw {
  const destroy = draw.destroy.bind(draw);
  draw.destroy = () => {
    if (!draw.isDestroyed()) for (const each of textures) each.destroy();
    destroy();
  };
  return draw;
}

/** Head (metres east, north, up of the foot; slot) and beam (azimuth, klm, optic, row of its service or −1) of each lamp. */
function instancesOf(lamps: readonly NightLamp[]) {
  const optics = [...new Set(lamps.map(({ photometry }) => photometry))];
  const heads = new Float32Array(4 * lamps.length);
  const beams = new Float32Array(4 * lamps.length);
  let served = 0;
  lamps.forEach((lamp, index) => {
    heads.set([...lampHead(lamp), lamp.slot], 4 * index);
    const azimuth = (lamp.mount.azimuth * Math.PI) / 180;
    beams.set([azimuth, lamp.kilolumens, optics.indexOf(lamp.photometry), hasService(lamp) ? served++ : -1], 4 * index);
  });
  return { heads, beams, optics };
}

function cornersOf(numbers: ArrayLike<number>): number[][] {
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i] as number, numbers[2 * i + 1] as number]);
}
