import type { AssetTable } from '../../domain/asset.ts';
import type { Mesh } from '../../domain/furniture/mesh.ts';
import { buildModel } from '../../domain/furniture/model.ts';
import type { PoleSpec } from '../../domain/furniture/pole.ts';
import { polePieces } from '../../domain/furniture/pole-pieces.ts';
import { poleClassOf } from '../../domain/furniture/pole-variant.ts';
import type { LayerDefinition } from '../../domain/layer.ts';
import { parseMounts } from '../../domain/mount.ts';
import { type CompiledScenario, FATES } from '../../scenario/compiled.ts';
import { type MovedMounts, movedMounts } from '../moved-mounts.ts';

/** One repetition of a piece. */
export interface PlacedPiece {
  readonly slot: number;
  /** Metres east, north, up of the asset's foot. */
  readonly offset: readonly [number, number, number];
  /** Degrees clockwise from north. */
  readonly facing: number;
  /** Bits of the alternatives under which the asset has it as long as it stands. */
  readonly always: number;
  /** Bits of the alternatives under which it has it from its day of service. */
  readonly moved: number;
}

export interface PieceGroup {
  readonly mesh: () => Mesh;
  readonly placed: PlacedPiece[];
}

/**
 * What a scenario adds to one layer, by piece: the assets that some alternative builds, and the mounts that standing poles
 * take over. A public session knows no mounts and sees typical models.
 */
export function plannedPieces(
  definition: LayerDefinition,
  table: AssetTable,
  scenario: CompiledScenario,
): Map<string, PieceGroup> {
  const groups = new Map<string, PieceGroup>();
  const put = (key: string, mesh: () => Mesh, piece: PlacedPiece) => {
    if (piece.always === 0 && piece.moved === 0) return;
    const group = groups.get(key) ?? { mesh, placed: [] };
    groups.set(key, group);
    group.placed.push(piece);
  };
  const { layer } = table;
  const takes = scenario.alternatives.map(({ id }) => movedMounts(scenario, id, layer));
  const builds = plannedSlots(scenario, layer);
  const carriers = new Set(builds);
  table.ids.forEach((id, slot) => {
    if (takes.some((moves) => (moves.get(id)?.mounts.length ?? 0) > 0)) carriers.add(slot);
  });
  for (const slot of [...carriers].sort((a, b) => a - b)) {
    if (slot >= table.count) continue;
    const moves = takes.map((each) => each.get(table.ids[slot] as string));
    const standing = !builds.has(slot);
    const pole = poleOf(table, slot, standing ? moves : []);
    const heading = table.headings[slot] as number;
    if (!pole) {
      const model = standing ? null : modelName(definition, table, slot);
      const always = 2 ** scenario.alternatives.length - 1;
      if (model) put(model, () => buildModel(model), { slot, offset: [0, 0, 0], facing: heading, always, moved: 0 });
      continue;
    }
    const when = standing ? takenOver(pole.texts, moves) : whenHad(pole.texts, moves);
    for (const { key, mesh, origin, yaw, mounts } of polePieces(pole.spec)) {
      if (standing && mounts.length === 0) continue;
      const bits = (of: 'always' | 'moved') => mounts.reduce((sum, index) => sum | (when[index]?.[of] ?? 0), 0);
      const everywhere = mounts.length === 0 ? 2 ** scenario.alternatives.length - 1 : 0;
      const [sin, cos] = [Math.sin((heading * Math.PI) / 180), Math.cos((heading * Math.PI) / 180)];
      put(key, mesh, {
        slot,
        offset: [origin[0] * cos + origin[1] * sin, origin[1] * cos - origin[0] * sin, origin[2]],
        facing: heading + yaw,
        always: everywhere | bits('always'),
        moved: bits('moved'),
      });
    }
  }
  return groups;
}

/** Slots that some alternative builds. */
function plannedSlots(scenario: CompiledScenario, layer: string): Set<number> {
  const planned = FATES.indexOf('planned');
  const slots = new Set<number>();
  for (const { validity } of scenario.alternatives)
    validity.get(layer)?.fate.forEach((fate, slot) => {
      if (fate === planned) slots.add(slot);
    });
  return slots;
}

/** Name of the close-range model of an asset, from the layer's symbology; null when it has none. */
function modelName({ symbology: { model } }: LayerDefinition, table: AssetTable, slot: number): string | null {
  if (!model) return null;
  return model.models[String(table.columns[model.attribute]?.[slot])] ?? model.models['*'] ?? null;
}

type Moves = readonly (MovedMounts | undefined)[];

/** The pole with the mounts it lists and `more`; null when nothing is known of its mounts. */
function poleOf(table: AssetTable, slot: number, more: Moves): { spec: PoleSpec; texts: string[] } | null {
  const column = (key: string) => table.columns[key]?.[slot];
  const [height, listed, type] = [column('height'), column('mounts'), column('type')];
  if (typeof height !== 'number' || !(height > 0)) return null;
  // A standing pole is a tile with its own mounts; only what it takes over is drawn here.
  const taken = more.flatMap((each) => each?.mounts ?? []);
  const texts = more.length > 0 ? [...new Set(taken)].flatMap((text) => most(text, more)) : split(listed);
  if (!texts) return null;
  return {
    spec: {
      class: poleClassOf(column),
      height,
      heading: table.headings[slot] as number,
      mounts: parseMounts(texts.join('|')),
      ...(typeof type === 'string' ? { type } : {}),
    },
    texts,
  };
}

function split(listed: unknown): string[] | null {
  return typeof listed === 'string' ? listed.split('|').filter((text) => text !== '') : null;
}

/** `text` as often as the alternative that moves most of it. */
function most(text: string, moves: Moves): string[] {
  const count = Math.max(...moves.map((each) => each?.mounts.filter((mount) => mount === text).length ?? 0));
  return new Array<string>(count).fill(text);
}

/** When a planned carrier has each of its mounts: from its day of service where others hand it over, else always. */
function whenHad(texts: readonly string[], moves: Moves): { always: number; moved: number }[] {
  const left = moves.map((each) => [...(each?.mounts ?? [])]);
  return texts.map((text) => {
    let [always, moved] = [0, 0];
    left.forEach((mounts, alternative) => {
      const index = mounts.indexOf(text);
      if (index < 0) always |= 1 << alternative;
      else {
        mounts.splice(index, 1);
        moved |= 1 << alternative;
      }
    });
    return { always, moved };
  });
}

/** When a standing pole has each mount that it takes over. */
function takenOver(texts: readonly string[], moves: Moves): { always: number; moved: number }[] {
  return whenHad(texts, moves).map(({ moved }) => ({ always: 0, moved }));
}
