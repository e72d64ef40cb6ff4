import { type AssetTable, slotOf } from '../../domain/asset.ts';
import type { Mesh } from '../../domain/furniture/mesh.ts';
import { buildModel } from '../../domain/furniture/model.ts';
import type { PoleSpec } from '../../domain/furniture/pole.ts';
import { polePieces } from '../../domain/furniture/pole-pieces.ts';
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
  const { layer } = table;
  const takes = scenario.alternatives.map(({ id }) => movedMounts(scenario, id, layer));
  const builds = plannedSlots(scenario, table);
  const carriers = new Set(builds);
  table.ids.forEach((id, slot) => {
    if (takes.some((moves) => (moves.get(id)?.mounts.length ?? 0) > 0)) carriers.add(slot);
  });
  const twins = movedTwins(scenario);
  for (const slot of [...carriers].sort((a, b) => a - b)) {
    if (slot >= table.count) continue;
    const id = table.ids[slot] as string;
    const handed = takes.map((each) => each.get(id)?.mounts ?? []);
    const standing = !builds.has(slot);
    // A standing pole is a tile with its own mounts; only what it takes over is drawn here.
    const own = standing ? [] : listedMounts(table, slot);
    if (own && heightOf(table, slot) > 0) {
      const pieces = carried(table, slot, own, handed, standing || twins(id));
      for (const { key, mesh, shaft, placed } of pieces) if (!standing || !shaft) put(groups, key, mesh, placed);
      continue;
    }
    const model = standing ? null : modelName(definition, table, slot);
    const always = 2 ** scenario.alternatives.length - 1;
    if (model)
      put(groups, model, () => buildModel(model), { slot, offset: [0, 0, 0], yaw: 0, free: false, always, moved: 0 });
  }
  return groups;
}

/**
 * Poles whole, standing ones too, as a hand would have them: by slot the mounts that each would list, null for those that
 * it lists already.
 */
export function liftedPieces(
  table: AssetTable,
  lifted: ReadonlyMap<number, string | null>,
  scenario: CompiledScenario,
): Map<string, PieceGroup> {
  const groups = new Map<string, PieceGroup>();
  if (lifted.size === 0) return groups;
  const takes = scenario.alternatives.map(({ id }) => movedMounts(scenario, id, table.layer));
  const builds = plannedSlots(scenario, table);
  const twins = movedTwins(scenario);
  for (const [slot, mounts] of lifted) {
    const own = mounts === null ? listedMounts(table, slot) : splitMounts(mounts);
    if (!own || !(heightOf(table, slot) > 0)) continue;
    const id = table.ids[slot] as string;
    const handed = takes.map((each) => each.get(id)?.mounts ?? []);
    for (const { key, mesh, placed } of carried(table, slot, own, handed, !builds.has(slot) || twins(id)))
      put(groups, key, mesh, placed);
  }
  return groups;
}

function put(groups: Map<string, PieceGroup>, key: string, mesh: () => Mesh, piece: PlacedPiece): void {
  if (piece.always === 0 && piece.moved === 0) return;
  const group = groups.get(key) ?? { mesh, placed: [] };
  groups.set(key, group);
  group.placed.push(piece);
}

/**
 * The pieces of a pole with the mounts `own` of which others hand it `handed`, by alternative; with `more` it has those of
 * them too that it does not list.
 */
function carried(
  table: AssetTable,
  slot: number,
  own: readonly string[],
  handed: readonly (readonly string[])[],
  more: boolean,
) {
  const left = handed.map((mounts) => [...mounts]);
  const hadByItself = whenHad(own, left);
  const taken = more ? [...new Set(left.flat())].flatMap((text) => most(text, left)) : [];
  const when = [...hadByItself, ...takenOver(taken, left)];
  const everywhere = 2 ** handed.length - 1;
  return polePieces(poleSpec(table, slot, [...own, ...taken])).map(({ key, mesh, mounts, origin, yaw, azimuth }) => {
    const bits = (of: 'always' | 'moved') => mounts.reduce((sum, index) => sum | (when[index]?.[of] ?? 0), 0);
    const shaft = mounts.length === 0;
    const placed: PlacedPiece = {
      slot,
      offset: [...origin],
      yaw: azimuth ?? yaw,
      free: azimuth !== null,
      always: (shaft ? everywhere : 0) | bits('always'),
      moved: bits('moved'),
    };
    return { key, mesh, shaft, placed };
  });
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
  const [type, road] = [column('type'), column('road')];
  return {
    class: poleClassOf(column),
    height: heightOf(table, slot),
    heading: table.headings[slot] as number,
    mounts: parseMounts(mounts.join('|')),
    ...(typeof type === 'string' ? { type } : {}),
    ...(typeof road === 'string' ? { road } : {}),
  };
}

/** The mounts that an asset lists; null when nothing is known of them. */
function listedMounts(table: AssetTable, slot: number): string[] | null {
  const listed = table.columns['mounts']?.[slot];
  return typeof listed === 'string' ? splitMounts(listed) : null;
}

function splitMounts(listed: string): string[] {
  return listed.split('|').filter((text) => text !== '');
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
