import type { Ref } from '../../wire/scenario-document.ts';
import { fallingDay, firstDay, migratedOnto } from './days.ts';
import { originsOf } from './origins.ts';
import { type EditedPole, endOf, mergesFrom, mergesOnto, poleOf, setMounts, standingPole } from './pole.ts';
import { EditRefusal } from './refusal.ts';
import { enter, isSameRef, linesOf, strike, type Worksheet } from './worksheet.ts';

/** Lets poles of the city stay: what was to move comes back to them, and they say that the planner wished it. */
export function keep(sheet: Worksheet, refs: readonly Ref[]): Ref[] {
  return refs.flatMap((ref) => {
    const pole = poleOf(sheet, ref);
    if (pole.built)
      throw new EditRefusal(
        `“${ref.id}”是规划杆；只有现状杆可以保留。`,
        `"${ref.id}" is planned; only poles of the city are kept.`,
      );
    if (!endOf(sheet, pole.ref))
      throw new EditRefusal(
        `“${ref.id}”本来就保留；请选要合并或拆除的杆。`,
        `"${ref.id}" stays already; choose a pole that merges or falls.`,
      );
    const carriers = mergesFrom(sheet, pole.ref).map(({ operation }) => operation.carrier);
    for (const carrier of carriers) letGo(sheet, poleOf(sheet, carrier), pole.ref);
    strike(
      sheet,
      ({ operation }) =>
        (operation.op === 'merge' && isSameRef(operation.from, pole.ref)) ||
        (operation.op === 'remove' && isSameRef(operation.target, pole.ref)),
    );
    enter(sheet, sheet.phases[0]?.to ?? 0, { op: 'modify', target: pole.ref, attributes: { keepReason: 'wished' } });
    return [pole.ref, ...carriers];
  });
}

/** Merges standing poles of the city into a carrier, with all that hangs on them. */
export function merge(sheet: Worksheet, refs: readonly Ref[], onto: Ref): Ref[] {
  const touched = refs.map((ref) => {
    const carrier = standingPole(sheet, onto);
    const pole = standingPole(sheet, ref);
    if (isSameRef(pole.ref, carrier.ref))
      throw new EditRefusal(
        `“${ref.id}”不能并入自身；请另选承载杆。`,
        `"${ref.id}" cannot merge into itself; name another carrier.`,
      );
    if (pole.built)
      throw new EditRefusal(
        `“${ref.id}”是规划杆，尚未建成；可取消该杆并退回其合入的杆。`,
        `"${ref.id}" is planned and not there yet; remove it and give its poles back (plan.remove).`,
      );
    const borne = mergesOnto(sheet, pole.ref).map(({ operation }) => operation.from.id);
    if (borne.length > 0)
      throw new EditRefusal(
        `“${ref.id}”承接了 ${namesOf(borne)}；请先把它们改挂到别的杆。`,
        `"${ref.id}" takes over ${namesOf(borne)}; move these to another carrier first.`,
      );
    strike(
      sheet,
      ({ operation }) =>
        (operation.op === 'modify' && isSameRef(operation.target, pole.ref)) ||
        (operation.op === 'move' && isSameRef(operation.target, pole.ref)),
    );
    const { mounts } = poleOf(sheet, pole.ref);
    const falls = fallingDay(sheet, pole);
    const migrated = migratedOnto(sheet, carrier, Math.min(falls, Math.max(0, falls - 1)), falls, pole.ref);
    enter(sheet, falls, {
      op: 'merge',
      from: pole.ref,
      carrier: carrier.ref,
      mounts: [...mounts],
      migrated,
      day: falls,
    });
    setMounts(sheet, carrier, [...carrier.mounts, ...mounts], migrated);
    return pole.ref;
  });
  return [...touched, standingPole(sheet, onto).ref];
}

/** Takes planned carriers out of the plan. Throws RangeError naming what they bear unless that is given back. */
export function remove(sheet: Worksheet, refs: readonly Ref[], mounts: 'refuse' | 'give-back'): Ref[] {
  return refs.flatMap((ref) => {
    const carrier = poleOf(sheet, ref);
    if (!carrier.built)
      throw new EditRefusal(
        `“${ref.id}”是现状杆，不是规划杆；可改为并入承载杆。`,
        `"${ref.id}" stands today and is not planned; merge it into a carrier instead (plan.merge).`,
      );
    const borne = [
      ...new Map(mergesOnto(sheet, carrier.ref).map(({ operation }) => [operation.from.id, operation.from])).values(),
    ];
    if (borne.length > 0 && mounts === 'refuse')
      throw new EditRefusal(
        `“${ref.id}”承接了 ${namesOf(borne.map(({ id }) => id))}；请先把挂载移到别的杆，或退回原杆。`,
        `"${ref.id}" takes over ${namesOf(borne.map(({ id }) => id))}; move their mounts to other carriers first, or give them back.`,
      );
    const kept = keep(sheet, borne);
    strike(sheet, ({ operation }) => operation.op === 'add' && isSameRef(operation.asset, carrier.ref));
    for (const line of linesOf(sheet, 'light')) {
      const { layer, targets } = line.operation;
      if (layer !== carrier.ref.layer || !targets.includes(carrier.ref.id)) continue;
      sheet.lines = sheet.lines.map((each) =>
        each === line
          ? { ...line, operation: { ...line.operation, targets: targets.filter((id) => id !== carrier.ref.id) } }
          : each,
      );
    }
    return kept.filter((each) => !isSameRef(each, carrier.ref));
  });
}

/** Takes what came from `from` off a carrier. */
function letGo(sheet: Worksheet, carrier: EditedPole, from: Ref): void {
  const origins = originsOf(sheet, carrier);
  const left = carrier.mounts.filter((_, index) => {
    const origin = origins[index];
    return origin?.kind !== 'merged' || !isSameRef(origin.line.operation.from, from);
  });
  setMounts(sheet, carrier, left, firstDay(sheet, carrier));
}

function namesOf(ids: readonly string[]): string {
  return ids.slice(0, 5).join(', ') + (ids.length > 5 ? ` and ${ids.length - 5} more` : '');
}
