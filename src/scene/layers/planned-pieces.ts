import { type AssetTable, slotOf } from '../../domain/asset.ts';
import type { Mesh } from '../../domain/furniture/mesh.ts';
import { buildModel } from '../../domain/furniture/model.ts';
import type { PoleSpec } from '../../domain/furniture/pole.ts';
import { type PolePiece, polePieces } from '../../domain/furniture/pole-pieces.ts';
import { poleClassOf } from '../../domain/furniture/pole-variant.ts';
import type { LayerDefinition } from '../../domain/layer.ts';
import { parseMounts } from '../../domain/mount.ts';
import { type CompiledScenario, FATES } from '../../scenario/compiled.ts';
import { movedMounts } from '../moved-mounts.ts';

/** One repetition of a piece. */
export interface PlacedPiece {
  readonly slot: number;
  /** Metres right, forward, up of the asset's foot, seen the way it faces. */
  readonly offset: readonly [number, number, number];
  /** Degrees clockwise from the way its asset faces, or from north when `free`. */
  readonly yaw: number;
  /** Whether it keeps its own azimuth when the asset is turned. */
  readonly free: boolean;
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
  const builds = plannedSlots(scenario, table);
  const carriers = new Set(builds);
  table.ids.forEach((id, slot) => {
    if (takes.some((moves) => (moves.get(id)?.mounts.length ?? 0) > 0)) carriers.add(slot);
  });
  const twins = movedTwins(scenario);
  const everywhere = 2 ** scenario.alternatives.length - 1;
  for (const slot of [...carriers].sort((a, b) => a - b)) {
    if (slot >= table.count) continue;
    const id = table.ids[slot] as string;
    const left = takes.map((each) => [...(each.get(id)?.mounts ?? [])]);
    const standing = !builds.has(slot);
    // A standing pole is a tile with its own mounts; only what it takes over is drawn here.
    const own = standing ? [] : listedMounts(table, slot);
    if (!own || !(heightOf(table, slot) > 0)) {
      const model = standing ? null : modelName(definition, table, slot);
      if (model)
        put(model, () => buildModel(model), {
          slot,
          offset: [0, 0, 0],
          yaw: 0,
          free: false,
          always: everywhere,
          moved: 0,
        });
      continue;
    }
    const hadByItself = whenHad(own, left);
    const more = standing || twins(id) ? [...new Set(left.flat())].flatMap((text) => most(text, left)) : [];
    const when = [...hadByItself, ...takenOver(more, left)];
    for (const piece of polePieces(poleSpec(table, slot, [...own, ...more]))) {
      const { key, mesh, mounts } = piece;
      if (standing && mounts.length === 0) continue;
      const bits = (of: 'always' | 'moved') => mounts.reduce((sum, index) => sum | (when[index]?.[of] ?? 0), 0);
      put(key, mesh, {
        slot,
        ...turned(piece),
        always: (mounts.length === 0 ? everywhere : 0) | bits('always'),
        moved: bits('moved'),
      });
    }
  }
  return groups;
}

/** Standing poles whole, as a plan would build them: what is shown of one that is being moved. */
export function wholePieces(
  table: AssetTable,
  slots: readonly number[],
  scenario: CompiledScenario,
): Map<string, PieceGroup> {
  const groups = new Map<string, PieceGroup>();
  for (const slot of slots) {
    const own = listedMounts(table, slot);
    if (!own || !(heightOf(table, slot) > 0)) continue;
    for (const piece of polePieces(poleSpec(table, slot, own))) {
      const group = groups.get(piece.key) ?? { mesh: piece.mesh, placed: [] };
      groups.set(piece.key, group);
      group.placed.push({ slot, ...turned(piece), always: 2 ** scenario.alternatives.length - 1, moved: 0 });
    }
  }
  return groups;
}

function turned({ origin, yaw, azimuth }: PolePiece): Pick<PlacedPiece, 'offset' | 'yaw' | 'free'> {
  return { offset: [...origin], yaw: azimuth ?? yaw, free: azimuth !== null };
}

/** Whether a planned asset is a standing one at its new place. */
function movedTwins(scenario: CompiledScenario): (id: string) => boolean {
  const moved = new Set(
    scenario.document.alternatives.flatMap(({ phases }) =>
      phases.flatMap(({ operations }) =>
        operations.flatMap((operation) => (operation.op === 'move' ? [operation.target.id] : [])),
      ),
    ),
  );
  return (id) => moved.has(id.replace(/\.moved\d+$/, ''));
}

/** Slots that no tile shows: those that some alternative builds, and those that a survey found where nothing is drawn. */
function plannedSlots(scenario: CompiledScenario, table: AssetTable): Set<number> {
  const planned = FATES.indexOf('planned');
  const found = (scenario.document.survey?.fresh ?? []).filter((ref) => ref.layer === table.layer);
  const slots = new Set<number>(found.flatMap(({ id }) => slotOf(table, id) ?? []));
  for (const { validity } of scenario.alternatives)
    validity.get(table.layer)?.fate.forEach((fate, slot) => {
      if (fate === planned) slots.add(slot);
    });
  return slots;
}

/** Name of the close-range model of an asset, from the layer's symbology; null when it has none. */
function modelName({ symbology: { model } }: LayerDefinition, table: AssetTable, slot: number): string | null {
  if (!model) return null;
  return model.models[String(table.columns[model.attribute]?.[slot])] ?? model.models['*'] ?? null;
}

function heightOf(table: AssetTable, slot: number): number {
  return Number(table.columns['height']?.[slot] ?? 0);
}

function poleSpec(table: AssetTable, slot: number, mounts: readonly string[]): PoleSpec {
  const column = (key: string) => table.columns[key]?.[slot];
  const type = column('type');
  return {
    class: poleClassOf(column),
    height: heightOf(table, slot),
    heading: table.headings[slot] as number,
    mounts: parseMounts(mounts.join('|')),
    ...(typeof type === 'string' ? { type } : {}),
  };
}

/** The mounts that an asset lists; null when nothing is known of them. */
function listedMounts(table: AssetTable, slot: number): string[] | null {
  const listed = table.columns['mounts']?.[slot];
  return typeof listed === 'string' ? listed.split('|').filter((text) => text !== '') : null;
}

/** `text` as often as the alternative that moves most of it. */
function most(text: string, moves: readonly (readonly string[])[]): string[] {
  return new Array<string>(Math.max(...moves.map((each) => each.filter((mount) => mount === text).length))).fill(text);
}

/**
 * When a carrier has each of its mounts: from its day of service where others hand it over, else always. What is found is
 * taken out of `left`, the mounts that others hand over under each alternative.
 */
function whenHad(texts: readonly string[], left: readonly string[][]): { always: number; moved: number }[] {
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

/** When a pole has each mount that it takes over and does not list. */
function takenOver(texts: readonly string[], left: readonly string[][]): { always: number; moved: number }[] {
  return whenHad(texts, left).map(({ moved }) => ({ always: 0, moved }));
}
