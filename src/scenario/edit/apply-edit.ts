import type { Ref, ScenarioDocument } from '../../wire/scenario-document.ts';
import { add } from './add.ts';
import type { Edit } from './edit.ts';
import { keep, merge, remove } from './merges.ts';
import { hang, takeBack, turnMount } from './mounts.ts';
import { move, raise, shift, turn } from './places.ts';
import { twinsOf } from './twins.ts';
import { documentOf, type EditedPlan, type Worksheet, worksheetOf } from './worksheet.ts';

/** A document after an edit, and the poles that it touched under the ids that they have in it. */
export interface Edited {
  readonly document: ScenarioDocument;
  readonly poles: readonly Ref[];
}

/**
 * Edits one alternative of a plan. Pure; the document that came in is left as it was. Days of works stay: what is moved is
 * built and taken down when it was.
 *
 * @throws RangeError that names the thing, the value and the remedy
 */
export function applyEdit(plan: EditedPlan, edit: Edit): Edited {
  const sheet = worksheetOf(plan);
  const touched = apply(sheet, edit);
  const document = documentOf(sheet);
  const twins = twinsOf(document).get(plan.alternative);
  const poles = new Map(
    touched.map((ref) => {
      const id = twins?.get(`${ref.layer} ${ref.id}`) ?? ref.id;
      return [`${ref.layer} ${id}`, { layer: ref.layer, id }];
    }),
  );
  return { document, poles: [...poles.values()] };
}

function apply(sheet: Worksheet, edit: Edit): Ref[] {
  switch (edit.kind) {
    case 'move':
      return move(sheet, edit.moves);
    case 'shift':
      return shift(sheet, edit.poles, edit.along, edit.across);
    case 'turn':
      return turn(sheet, edit.pole, edit.heading);
    case 'turn-mount':
      return turnMount(sheet, edit.pole, edit.mount, edit.azimuth);
    case 'hang':
      return hang(sheet, edit.pole, edit.mount, edit.carrier);
    case 'take-back':
      return takeBack(sheet, edit.pole, edit.mount);
    case 'keep':
      return keep(sheet, edit.poles);
    case 'merge':
      return merge(sheet, edit.poles, edit.carrier);
    case 'remove':
      return remove(sheet, edit.carriers, edit.mounts);
    case 'add':
      return [add(sheet, edit.at, edit.height, edit.heading)];
    case 'height':
      return raise(sheet, edit.pole, edit.height);
  }
}
