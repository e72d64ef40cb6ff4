import { distance } from '../../domain/geo/local-frame.ts';
import type { Ref } from '../../wire/scenario-document.ts';
import { type EditedPole, endings, poleOf, serviceDay } from './pole.ts';
import { EditRefusal } from './refusal.ts';
import { dayOf, type Worksheet } from './worksheet.ts';

/** Day on which what hangs on a pole may first be changed: with its mounts, or with the first works. */
export function firstDay(sheet: Worksheet, pole: EditedPole): number {
  return serviceDay(sheet, pole.ref) ?? (pole.moved ? dayOf(sheet, pole.moved) : (sheet.phases[0]?.to ?? 0));
}

/** When mounts that fall due on `due` can move to `carrier`: with its own, and while their pole stands. */
export function migratedOnto(sheet: Worksheet, carrier: EditedPole, due: number, falls: number, from: Ref): number {
  const since = carrier.moved ? dayOf(sheet, carrier.moved) : carrier.since;
  const service = serviceDay(sheet, carrier.ref) ?? due;
  const day = Math.max(since, service <= falls ? service : due);
  if (day > falls)
    throw new EditRefusal(
      `承载杆“${carrier.ref.id}”第 ${since} 天才立起，晚于“${from.id}”第 ${falls} 天拆除；请选更早建成的杆。`,
      `Carrier "${carrier.ref.id}" stands from day ${since}, after "${from.id}" falls on day ${falls}; choose one that is built before.`,
    );
  return day;
}

/**
 * Day on which works take down a pole at a place: that of the nearest pole which falls, else the last of the plan.
 */
export function fallingDay(sheet: Worksheet, pole: EditedPole): number {
  let nearest = { metres: Number.POSITIVE_INFINITY, day: sheet.phases.at(-1)?.to ?? 0 };
  for (const { ref, day } of endings(sheet)) {
    const metres = distance(poleOf(sheet, ref).place, pole.place);
    if (metres < nearest.metres) nearest = { metres, day };
  }
  return nearest.day;
}
