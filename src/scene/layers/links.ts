import { Matrix4, type Scene } from '@cesium/engine';
import { slotOf } from '../../domain/asset.ts';
import { type Link, linksOf } from '../../scenario/compare/links.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { Atmosphere } from '../atmosphere.ts';
import type { Drawing } from '../drawing.ts';
import { boundsOf } from '../local-place.ts';
import { Draw } from '../private/draw.ts';
import type { Resident } from '../resident.ts';
import type { SceneSpec } from '../scene-spec.ts';
import { LINK_FRAGMENT, LINK_VERTEX } from '../shaders/link.glsl.ts';
import { alternativeIndex } from '../validity-rows.ts';
import { sameNumbers } from './same-numbers.ts';
import { QUAD } from './symbols.ts';

/** Numbers a link: slots of both ends, alternative, kind. */
const NUMBERS = 4;
/** What a planner drags keeps its line within this many metres beyond all ends. */
const MARGIN = 400;

/** The lines of the onion skin: made with the plan, so that showing them is a uniform. */
export interface Links {
  /** Follows the plan; true when what is drawn changed. */
  sync(spec: SceneSpec, residents: ReadonlyMap<string, Resident>): boolean;
  destroy(): void;
}

interface Made {
  readonly from: Resident;
  readonly to: Resident;
  readonly data: Float32Array;
  readonly draw: Draw;
}

export function createLinks({ scene, atmosphere, pixelRatio }: Drawing): Links {
  let made = new Map<string, Made>();
  let plan: CompiledScenario | null = null;
  let bound: readonly Resident[] = [];

  return {
    sync({ scenario, layers }, residents) {
      const now = [...residents.values()];
      let changed = false;
      if (scenario !== plan || now.length !== bound.length || now.some((each, i) => each !== bound[i])) {
        plan = scenario;
        bound = now;
        const next: typeof made = new Map();
        for (const [key, { from, to, data }] of scenario ? byLayers(scenario, residents) : []) {
          const known = made.get(key);
          const kept = known && known.from === from && known.to === to && sameNumbers(known.data, data);
          next.set(
            key,
            kept ? known : { from, to, data, draw: drawLinks(scene, atmosphere, pixelRatio, from, to, data) },
          );
          if (!kept) scene.primitives.add((next.get(key) as Made).draw);
        }
        for (const [key, { draw }] of made) if (next.get(key)?.draw !== draw) scene.primitives.remove(draw);
        changed = next.size > 0 || made.size > 0;
        made = next;
      }
      for (const { from, to, draw } of made.values()) draw.show = layers.includes(from.id) && layers.includes(to.id);
      return changed;
    },
    destroy() {
      for (const { draw } of made.values()) scene.primitives.remove(draw);
      made.clear();
    },
  };
}

/** The links as instance data, by the layers of their two ends. */
function byLayers(scenario: CompiledScenario, residents: ReadonlyMap<string, Resident>) {
  const groups = new Map<string, { from: Resident; to: Resident; numbers: number[] }>();
  for (const link of linksOf(scenario)) {
    const [from, to] = [residents.get(link.from.layer), residents.get(link.to.layer)];
    const numbers = numbersOf(scenario, link);
    if (!from || !to || !numbers) continue;
    const key = `${from.id} ${to.id}`;
    const group = groups.get(key) ?? { from, to, numbers: [] };
    groups.set(key, group);
    group.numbers.push(...numbers);
  }
  return [...groups].map(
    ([key, { from, to, numbers }]) => [key, { from, to, data: Float32Array.from(numbers) }] as const,
  );
}

function numbersOf(scenario: CompiledScenario, { from, to, alternative, kind }: Link): readonly number[] | null {
  const [first, last] = [from, to].map(({ layer, id }) => {
    const table = scenario.assets.get(layer);
    return table && slotOf(table, id);
  });
  if (first === undefined || last === undefined) return null;
  return [first, last, alternativeIndex(scenario, alternative), kind === 'moved' ? 1 : 2];
}

function drawLinks(
  scene: Scene,
  atmosphere: Atmosphere,
  pixelRatio: () => number,
  from: Resident,
  to: Resident,
  data: Float32Array,
): Draw {
  const { place } = from.placement;
  const frame = Matrix4.multiply(
    Matrix4.inverseTransformation(place.toWorld, new Matrix4()),
    to.placement.place.toWorld,
    new Matrix4(),
  );
  const feet = Float32Array.from(
    Array.from({ length: data.length / NUMBERS }, (_, i) =>
      from.placement.at(data[NUMBERS * i] as number).slice(0, 3),
    ).flat(),
  );
  const { u_validity, u_placement, u_validityRows } = to.uniforms;
  return new Draw(scene, {
    vertexShader: LINK_VERTEX,
    fragmentShader: LINK_FRAGMENT,
    attributes: [
      { name: 'corner', components: 2, data: QUAD.corners },
      { name: 'link', components: 4, data, perInstance: true },
    ],
    indices: QUAD.indices,
    instances: data.length / NUMBERS,
    uniforms: {
      ...atmosphere.uniforms,
      ...from.uniforms,
      ...(u_validity && u_placement && u_validityRows
        ? { u_endValidity: u_validity, u_endPlacement: u_placement, u_endValidityRows: u_validityRows }
        : {}),
      u_endFrame: () => frame,
      u_pixelRatio: pixelRatio,
    },
    modelMatrix: place.toWorld,
    bounds: boundsOf(place, feet, 3, MARGIN),
    kind: 'overlay',
    depthTest: true,
  });
}
