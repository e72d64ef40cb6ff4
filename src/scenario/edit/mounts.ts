import type { Ref } from '../../wire/scenario-document.ts';
import { firstDay, migratedOnto } from './days.ts';
import { keep, merge } from './merges.ts';
import { originsOf } from './origins.ts';
import { type EditedPole, mergesFrom, migrationOf, setMounts, standingPole } from './pole.ts';
import { EditRefusal } from './refusal.ts';
import { dayOf, isSameRef, rewrite, strike, type Worksheet } from './worksheet.ts';

/**
 * Hangs a mount of one standing pole on another. What came from a merged pole goes on from there: the pole then merges
 * into both, each with its share. The last mount of a pole of the city merges the pole itself.
 */
export function hang(sheet: Worksheet, ref: Ref, index: number, onto: Ref): Ref[] {
  const [pole, carrier] = [standingPole(sheet, ref), standingPole(sheet, onto)];
  const text = mountOf(pole, index);
  if (isSameRef(pole.ref, carrier.ref))
    throw new EditRefusal(`挂载 ${text} 已在“${onto.id}”上。`, `Mount ${text} hangs on "${onto.id}" already.`);
  const origin = originsOf(sheet, pole)[index];
  if (origin?.kind === 'own') {
    if (pole.mounts.length > 1)
      throw new EditRefusal(
        `“${ref.id}”保留，现有 ${pole.mounts.length} 件挂载不能单独移走；可将整杆并入承载杆。`,
        `"${ref.id}" stands and keeps what it has today (${pole.mounts.length} mounts); merge the pole as a whole (plan.merge).`,
      );
    return merge(sheet, [ref], onto);
  }
  if (origin?.kind === 'merged') {
    const { line, text: source } = origin;
    const { from } = line.operation;
    if (isSameRef(from, carrier.ref)) return keep(sheet, [from]);
    const falls = dayOf(sheet, line);
    const migrated = migratedOnto(sheet, carrier, migrationOf(sheet, line), falls, from);
    const others = mergesFrom(sheet, from).filter((each) => each !== line);
    const there = others.find(({ operation }) => isSameRef(operation.carrier, carrier.ref));
    if (there) rewrite(sheet, there, { ...there.operation, mounts: [...there.operation.mounts, source] });
    else
      sheet.lines = [
        ...sheet.lines,
        {
          phase: line.phase,
          operation: { ...line.operation, carrier: carrier.ref, mounts: [source], migrated },
        },
      ];
    const left = without(line.operation.mounts, source);
    if (left.length > 0) rewrite(sheet, line, { ...line.operation, mounts: left });
    else strike(sheet, (each) => each === line);
  }
  setMounts(sheet, pole, at(pole.mounts, index, null), firstDay(sheet, pole));
  setMounts(sheet, carrier, [...carrier.mounts, text], firstDay(sheet, carrier));
  return [pole.ref, carrier.ref];
}

/** Gives a mount back: the pole that it came from stays with all it had; what the plan alone has is dropped. */
export function takeBack(sheet: Worksheet, ref: Ref, index: number): Ref[] {
  const pole = standingPole(sheet, ref);
  const text = mountOf(pole, index);
  const origin = originsOf(sheet, pole)[index];
  if (origin?.kind === 'merged') return keep(sheet, [origin.line.operation.from]);
  if (origin?.kind === 'own')
    throw new EditRefusal(
      `挂载 ${text} 本来就在“${ref.id}”上，无处可退。`,
      `Mount ${text} is "${ref.id}"'s own today; it came from nowhere else.`,
    );
  setMounts(sheet, pole, at(pole.mounts, index, null), firstDay(sheet, pole));
  return [pole.ref];
}

/** @param azimuth degrees clockwise from north */
export function turnMount(sheet: Worksheet, ref: Ref, index: number, azimuth: number): Ref[] {
  const pole = standingPole(sheet, ref);
  setMounts(sheet, pole, at(pole.mounts, index, turned(mountOf(pole, index), azimuth)), firstDay(sheet, pole));
  return [pole.ref];
}

/** `text` facing `azimuth`, whole degrees from 0 to 359. */
export function turned(text: string, azimuth: number): string {
  return text
    .split(':')
    .with(2, String(((Math.round(azimuth) % 360) + 360) % 360))
    .join(':');
}

export function azimuthOf(text: string): number {
  return Number(text.split(':')[2]);
}

/** One of two equal texts less. */
function without(mounts: readonly string[], text: string): string[] {
  const index = mounts.indexOf(text);
  return index < 0 ? [...mounts] : at(mounts, index, null);
}

function mountOf(pole: EditedPole, index: number): string {
  const text = pole.mounts[index];
  if (text === undefined)
    throw new EditRefusal(
      `“${pole.ref.id}”没有第 ${index + 1} 件挂载，共 ${pole.mounts.length} 件。`,
      `"${pole.ref.id}" has no mount ${index}; ${pole.mounts.length === 0 ? 'nothing hangs on it' : `they are 0–${pole.mounts.length - 1}`}.`,
    );
  return text;
}

function at(mounts: readonly string[], index: number, text: string | null): string[] {
  return mounts.flatMap((each, place) => (place === index ? (text ?? []) : each));
}
