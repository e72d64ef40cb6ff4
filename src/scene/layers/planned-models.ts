import type { AssetTable } from '../../domain/asset.ts';
import { boundsOf } from '../local-place.ts';
import { Draw } from '../private/draw.ts';
import type { Resident } from '../resident.ts';
import { PLANNED_FRAGMENT, PLANNED_VERTEX } from '../shaders/planned.glsl.ts';
import type { DriverContext } from './driver.ts';
import type { PieceGroup, PlacedPiece } from './planned-pieces.ts';
import { sameNumbers } from './same-numbers.ts';

/** Instance data: piece (4) and turn (4), as the shader's comment has them. */
const NUMBERS = 8;

/** What a plan builds in one layer: one instanced draw for each piece that its poles share, kept while it stays the same. */
export interface PlannedModels {
  readonly draws: readonly Draw[];
  /** Makes the draws whose pieces differ; those that are left out of `draws` are their owner's to destroy. */
  follow(groups: ReadonlyMap<string, PieceGroup>, table: AssetTable): void;
}

/** @param lifted what is drawn is held by a hand: shown in the place of what stands, and as long as that is marked so */
export function createPlannedModels(context: DriverContext, resident: Resident, lifted = false): PlannedModels {
  let made = new Map<string, { data: Float32Array; draw: Draw }>();
  return {
    get draws() {
      return [...made.values()].map(({ draw }) => draw);
    },
    follow(groups, table) {
      const next: typeof made = new Map();
      for (const [key, group] of groups) {
        const data = instanceData(group.placed, lifted);
        const known = made.get(key);
        const kept = known && sameNumbers(known.data, data);
        next.set(key, kept ? known : { data, draw: drawPiece(context, resident, table, group, data) });
      }
      made = next;
    },
  };
}

function instanceData(placed: readonly PlacedPiece[], lifted: boolean): Float32Array {
  const data = new Float32Array(placed.length * NUMBERS);
  placed.forEach(({ slot, offset, yaw, free, always, moved }, i) => {
    data.set([...offset, slot, yaw, (free ? 1 : 0) + (lifted ? 2 : 0), always, moved], NUMBERS * i);
  });
  return data;
}

function drawPiece(
  context: DriverContext,
  resident: Resident,
  table: AssetTable,
  { mesh: build, placed }: PieceGroup,
  data: Float32Array,
): Draw {
  const mesh = build();
  const { place } = resident.placement;
  const column = (first: number) =>
    Float32Array.from({ length: placed.length * 4 }, (_, i) => data[NUMBERS * (i >> 2) + first + (i & 3)]!);
  const feet = Float32Array.from(
    placed.flatMap(({ slot }) => [
      ...place.at(table.positions[3 * slot]!, table.positions[3 * slot + 1]!, table.positions[3 * slot + 2]!),
    ]),
  );
  return new Draw(context.scene, {
    vertexShader: PLANNED_VERTEX,
    fragmentShader: PLANNED_FRAGMENT,
    attributes: [
      { name: 'position', components: 3, data: mesh.positions },
      { name: 'normal', components: 3, data: mesh.normals },
      { name: 'color', components: 4, data: mesh.colors },
      { name: 'piece', components: 4, data: column(0), perInstance: true },
      { name: 'turn', components: 4, data: column(4), perInstance: true },
    ],
    indices: mesh.indices,
    instances: placed.length,
    uniforms: { ...context.atmosphere.uniforms, ...resident.uniforms },
    modelMatrix: place.toWorld,
    bounds: boundsOf(place, feet, 3, 40),
    kind: 'surface',
    depthTest: true,
  });
}
