import { type AssetTable, slotOf } from '../../domain/asset.ts';
import { insideRing } from '../../domain/geo/inside-ring.ts';
import { localFrame, toLocal } from '../../domain/geo/local-frame.ts';
import type { SurveyDifferences } from '../../wire/survey.ts';

/** Metres within which a surveyed pole is where its drawn one stands, and keeps its slot, its model and its readings. */
const SAME_PLACE = 1;
/** Metres within which a surveyed pole is a drawn one of its class that was drawn elsewhere (位移). */
const SHIFTED = 5;
/** The same number on both sides: the same pole, even farther off. */
const SHIFTED_BY_NUMBER = 50;

/** Layers that are surveyed together: of a group that a survey knows nothing of, it says nothing. */
const GROUPS = [['lamp', 'pole'], ['cabinet'], ['overhead-line'], ['underground-line']] as const;

/** What two assets of a layer must share to be the same one. */
const CLASSES: Readonly<Record<string, string>> = {
  pole: 'class',
  cabinet: 'type',
  'overhead-line': 'kind',
  'underground-line': 'kind',
};

interface Pair {
  readonly layer: string;
  readonly surveyed: string;
  readonly drawn: string;
  readonly metres: number;
}

export interface SurveyMatch {
  /** Within `SAME_PLACE`. */
  readonly same: readonly Pair[];
  readonly shifted: readonly Pair[];
  readonly added: SurveyDifferences['added'];
  readonly unseen: SurveyDifferences['unseen'];
}

/**
 * Which surveyed asset is which drawn one: of the same class, the same number first, then the nearest pairs, each asset once. A
 * line is a drawn one by its number or not at all: surveyors cut lines where drawings do not.
 * 未见 is judged inside `extent` and along `road` alone, where the survey looked.
 */
export function matchSurvey(
  surveyed: ReadonlyMap<string, AssetTable>,
  drawn: ReadonlyMap<string, AssetTable>,
  { road, extent }: { readonly road: string; readonly extent: readonly (readonly [number, number])[] },
): SurveyMatch {
  const pairs: Pair[] = [];
  const added: { layer: string; id: string }[] = [];
  const unseen: { layer: string; id: string }[] = [];
  const judged = GROUPS.filter((layers) => layers.some((layer) => (surveyed.get(layer)?.count ?? 0) > 0)).flat();
  for (const layer of judged) {
    const [found, known] = [surveyed.get(layer), drawn.get(layer)];
    const here = known ? standing(known, road, extent) : [];
    const own = found && found.count > 0 && known ? pairUp(found, known, here) : [];
    pairs.push(...own);
    const [taken, left] = [new Set(own.map((each) => each.surveyed)), new Set(own.map((each) => each.drawn))];
    for (const id of found?.ids ?? []) if (!taken.has(id)) added.push({ layer, id });
    for (const slot of here) {
      const id = known?.ids[slot] as string;
      if (!left.has(id)) unseen.push({ layer, id });
    }
  }
  return {
    same: pairs.filter(({ metres }) => metres <= SAME_PLACE),
    shifted: pairs.filter(({ metres }) => metres > SAME_PLACE),
    added,
    unseen,
  };
}

/** Slots of the poles drawn along `road` inside `extent`. */
function standing(table: AssetTable, road: string, extent: readonly (readonly [number, number])[]): number[] {
  return table.ids.flatMap((_, slot) =>
    table.columns.road?.[slot] === road && insideRing(placeOf(table, slot), extent) ? [slot] : [],
  );
}

function pairUp(found: AssetTable, known: AssetTable, here: readonly number[]): Pair[] {
  const { layer } = found;
  const frame = localFrame(...placeOf(found, 0));
  const at = (table: AssetTable, slot: number) => toLocal(frame, ...placeOf(table, slot));
  const classOf = (table: AssetTable, slot: number) => table.columns[CLASSES[layer] ?? '']?.[slot];
  const cells = new Map<string, number[]>();
  const cellOf = ([x, y]: readonly [number, number]) => [Math.floor(x / SHIFTED), Math.floor(y / SHIFTED)] as const;
  for (const slot of here) {
    const key = cellOf(at(known, slot)).join();
    cells.set(key, [...(cells.get(key) ?? []), slot]);
  }
  const candidates: { surveyed: number; drawn: number; metres: number; byNumber: boolean }[] = [];
  const among = new Set(here);
  for (let slot = 0; slot < found.count; slot++) {
    const place = at(found, slot);
    const consider = (drawn: number, reach: number, byNumber: boolean) => {
      if (classOf(known, drawn) !== classOf(found, slot)) return;
      const [x, y] = at(known, drawn);
      const metres = Math.hypot(x - place[0], y - place[1]);
      if (metres <= reach) candidates.push({ surveyed: slot, drawn, metres, byNumber });
    };
    const named = slotOf(known, found.ids[slot] as string);
    if (named !== undefined && among.has(named))
      consider(named, found.shapes ? Number.POSITIVE_INFINITY : SHIFTED_BY_NUMBER, true);
    if (found.shapes) continue;
    const [column, row] = cellOf(place);
    for (const i of [-1, 0, 1])
      for (const j of [-1, 0, 1])
        for (const drawn of cells.get([column + i, row + j].join()) ?? []) consider(drawn, SHIFTED, false);
  }
  candidates.sort(
    (a, b) =>
      Number(b.byNumber) - Number(a.byNumber) || a.metres - b.metres || a.surveyed - b.surveyed || a.drawn - b.drawn,
  );
  return assigned(candidates).map(({ surveyed, drawn, metres }) => ({
    layer,
    surveyed: found.ids[surveyed] as string,
    drawn: known.ids[drawn] as string,
    metres,
  }));
}

interface Candidate {
  readonly surveyed: number;
  readonly drawn: number;
  readonly metres: number;
}

/**
 * One candidate a pole, the first ones first; who was left over may take another's where that one has a further choice
 * (augmenting paths, Kuhn 1955), so that of two close pairs neither pole is lost to the other's neighbour.
 */
function assigned(candidates: readonly Candidate[]): Candidate[] {
  const choices = new Map<number, Candidate[]>();
  for (const each of candidates) choices.set(each.surveyed, [...(choices.get(each.surveyed) ?? []), each]);
  const holds = new Map<number, Candidate>();
  const served = new Set<number>();
  for (const each of candidates) {
    if (served.has(each.surveyed) || holds.has(each.drawn)) continue;
    served.add(each.surveyed);
    holds.set(each.drawn, each);
  }
  const place = (surveyed: number, asked: Set<number>): boolean => {
    for (const each of choices.get(surveyed) ?? []) {
      if (asked.has(each.drawn)) continue;
      asked.add(each.drawn);
      const holder = holds.get(each.drawn);
      if (holder && !place(holder.surveyed, asked)) continue;
      holds.set(each.drawn, each);
      return true;
    }
    return false;
  };
  for (const surveyed of choices.keys()) if (!served.has(surveyed)) place(surveyed, new Set());
  return [...holds.values()];
}

function placeOf(table: AssetTable, slot: number): [longitude: number, latitude: number] {
  return [table.positions[3 * slot] as number, table.positions[3 * slot + 1] as number];
}
