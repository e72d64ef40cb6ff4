import { type AssetTable, assetAt, slotOf } from '../../domain/asset.ts';
import type { Phase, Ref } from '../../wire/scenario-document.ts';
import { migrationDay } from '../operation-days.ts';
import { EditRefusal } from './refusal.ts';
import { homeOf, twinsOf } from './twins.ts';
import {
  dayOf,
  enter,
  isSameRef,
  type Line,
  linesOf,
  type OperationOf,
  rewrite,
  strike,
  type Worksheet,
} from './worksheet.ts';

/** A pole as the alternative leaves it. */
export interface EditedPole {
  /** Of the city, or of what the alternative builds; a moved pole goes by the id that it has today. */
  readonly ref: Ref;
  /** The operation that builds it; null for one of the city. */
  readonly built: Line<OperationOf<'add'>> | null;
  readonly moved: Line<OperationOf<'move'>> | null;
  readonly place: readonly [longitude: number, latitude: number];
  readonly heading: number;
  /** As its attribute writes them. */
  readonly mounts: readonly string[];
  /** Day from which it stands; -Infinity for one of the city. */
  readonly since: number;
}

/** The pole `ref`. Throws RangeError when neither the city nor the alternative has it, or the plan may not touch it. */
export function poleOf(sheet: Worksheet, ref: Ref): EditedPole {
  const home = homeOf(ref, twinsOf(sheet.document).get(sheet.alternative));
  const built = linesOf(sheet, 'add').find(({ operation }) => isSameRef(operation.asset, home));
  if (built) {
    const { position, heading, attributes } = built.operation.asset;
    return {
      ref: home,
      built,
      moved: null,
      place: [position[0], position[1]],
      heading,
      mounts: textsOf(attributes.mounts),
      since: dayOf(sheet, built),
    };
  }
  const table = sheet.tables.get(home.layer);
  const slot = table && slotOf(table, home.id);
  if (!table || slot === undefined)
    throw new RangeError(
      `Alternative "${sheet.alternative}" has no pole "${ref.id}" in layer "${ref.layer}"; choose one that stands in it.`,
    );
  if (!sheet.document.baseline.some(({ layer, ids }) => layer === home.layer && ids.includes(home.id)))
    throw new EditRefusal(
      `“${ref.id}”不在本项目的现状清单中；请编辑清单内的杆。`,
      `"${ref.id}" is no pole of this project; edit the poles of its baseline.`,
    );
  const { position, heading, attributes } = assetAt(table, slot);
  const moved = linesOf(sheet, 'move').find(({ operation }) => isSameRef(operation.target, home)) ?? null;
  return {
    ref: home,
    built: null,
    moved,
    place: moved ? moved.operation.to : [position[0], position[1]],
    heading: moved ? moved.operation.heading : heading,
    mounts: textsOf(mountsLine(sheet, home)?.operation.attributes.mounts ?? attributes.mounts),
    since: Number.NEGATIVE_INFINITY,
  };
}

/** The pole `ref`, which stands when all is done. Throws RangeError naming what takes it away. */
export function standingPole(sheet: Worksheet, ref: Ref): EditedPole {
  const pole = poleOf(sheet, ref);
  const end = endOf(sheet, pole.ref);
  if (end)
    throw end.operation.op === 'merge'
      ? new EditRefusal(
          `“${ref.id}”第 ${dayOf(sheet, end)} 天并入“${end.operation.carrier.id}”；请先保留该杆，或改动承载杆。`,
          `"${ref.id}" merges into "${end.operation.carrier.id}" on day ${dayOf(sheet, end)}; keep it first (plan.keep), or edit the carrier.`,
        )
      : new EditRefusal(
          `“${ref.id}”第 ${dayOf(sheet, end)} 天拆除；请先保留该杆。`,
          `"${ref.id}" is taken down on day ${dayOf(sheet, end)}; keep it first (plan.keep).`,
        );
  return pole;
}

/** What takes a pole away for good. */
export function endOf(sheet: Worksheet, ref: Ref): Line<OperationOf<'merge' | 'remove'>> | undefined {
  return (
    mergesFrom(sheet, ref)[0] ?? linesOf(sheet, 'remove').find(({ operation }) => isSameRef(operation.target, ref))
  );
}

/** A pole's mounts may go to several carriers: a merge each, all on the day that it falls. */
export function mergesFrom(sheet: Worksheet, ref: Ref): Line<OperationOf<'merge'>>[] {
  return linesOf(sheet, 'merge').filter(({ operation }) => isSameRef(operation.from, ref));
}

export function mergesOnto(sheet: Worksheet, ref: Ref): Line<OperationOf<'merge'>>[] {
  return linesOf(sheet, 'merge').filter(({ operation }) => isSameRef(operation.carrier, ref));
}

/** Day on which the mounts of a merge have moved. */
export function migrationOf({ phases }: Worksheet, { phase, operation }: Line<OperationOf<'merge'>>): number {
  return migrationDay(phases[phase] as Phase, operation);
}

/** First day on which mounts hang on a carrier, as its merges say; undefined when it has none. */
export function serviceDay(sheet: Worksheet, ref: Ref): number | undefined {
  const days = mergesOnto(sheet, ref).map((line) => migrationOf(sheet, line));
  return days.length > 0 ? Math.min(...days) : undefined;
}

/** Writes what hangs on a pole: on a planned one as its attribute, on one of the city as a change on day `since`. */
export function setMounts(sheet: Worksheet, pole: EditedPole, mounts: readonly string[], since: number): void {
  const text = mounts.join('|');
  if (pole.built) {
    const line = poleOf(sheet, pole.ref).built as Line<OperationOf<'add'>>;
    const { asset } = line.operation;
    rewrite(sheet, line, {
      ...line.operation,
      asset: { ...asset, attributes: { ...asset.attributes, mounts: text } },
    });
    return;
  }
  const line = mountsLine(sheet, pole.ref);
  if (text === textsOf(ownAttributes(sheet, pole.ref).mounts).join('|')) {
    if (!line) return;
    const { mounts: _, ...others } = line.operation.attributes;
    if (Object.keys(others).length > 0) rewrite(sheet, line, { ...line.operation, attributes: others });
    else strike(sheet, (each) => each === line);
  } else if (line)
    rewrite(sheet, line, { ...line.operation, attributes: { ...line.operation.attributes, mounts: text } });
  else enter(sheet, since, { op: 'modify', target: pole.ref, attributes: { mounts: text }, day: since });
}

/** Mounts of a pole of the city as they are today. */
export function ownMounts(sheet: Worksheet, ref: Ref): string[] {
  return textsOf(ownAttributes(sheet, ref).mounts);
}

/** Where a pole of the city stands today, and which way it faces. */
export function ownStand({ tables }: Worksheet, { layer, id }: Ref): Pick<EditedPole, 'place' | 'heading'> {
  const table = tables.get(layer) as AssetTable;
  const { position, heading } = assetAt(table, slotOf(table, id) ?? -1);
  return { place: [position[0], position[1]], heading };
}

function ownAttributes({ tables }: Worksheet, { layer, id }: Ref): Readonly<Record<string, unknown>> {
  const table = tables.get(layer);
  const slot = table && slotOf(table, id);
  return table && slot !== undefined ? assetAt(table, slot).attributes : {};
}

function mountsLine(sheet: Worksheet, ref: Ref): Line<OperationOf<'modify'>> | undefined {
  return linesOf(sheet, 'modify').findLast(
    ({ operation }) => isSameRef(operation.target, ref) && operation.attributes.mounts !== undefined,
  );
}

/** Mounts in an attribute, each as it is written there. */
function textsOf(attribute: unknown): string[] {
  return typeof attribute === 'string' && attribute !== '' ? attribute.split('|') : [];
}

/** What takes poles away, and when. */
export function endings(sheet: Worksheet): { readonly ref: Ref; readonly day: number }[] {
  return sheet.lines.flatMap((line) => {
    const { operation } = line;
    if (operation.op === 'merge') return [{ ref: operation.from, day: dayOf(sheet, line) }];
    if (operation.op === 'remove') return [{ ref: operation.target, day: dayOf(sheet, line) }];
    return [];
  });
}
