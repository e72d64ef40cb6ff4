import type { Words } from '../../domain/words.ts';
import { consentState, needLabel } from '../../scenario/versions/consents.ts';
import { type Actor, advance, STEPS, stepsFor } from '../../scenario/versions/workflow.ts';
import type { SavedRecord, SavedVersion, VersionStep } from '../../state/versions-port.ts';

/** A step that leads on from the present stage: whether this person may take it now, and why not. */
export interface StepChoice {
  readonly step: VersionStep;
  readonly title: Words;
  /** The person's role and part in the version allow it. */
  readonly offered: boolean;
  /** Null: it can be taken. */
  readonly obstacle: Words | null;
}

/** Every step out of the version's stage; the gateway judges by the same rules. */
export function stepChoices(
  document: SavedVersion['document'],
  record: SavedRecord,
  actor: Actor,
  note: string,
  alternative: string,
): StepChoice[] {
  const { progress, consents } = record;
  const chosen = document.alternatives.find((each) => each.id === progress.chosen);
  const state = chosen && consentState(chosen, consents);
  const facts = {
    note: note.trim(),
    alternative,
    alternatives: document.alternatives.map((each) => each.id),
    unanswered: (state?.unanswered ?? []).map(needLabel),
    refused: (state?.refused ?? []).map(needLabel),
  };
  const offered = stepsFor(progress, actor);
  return (Object.keys(STEPS) as VersionStep[])
    .filter((step) => STEPS[step].from.includes(progress.stage))
    .map((step) => {
      const result = advance(progress, step, actor, facts);
      return {
        step,
        title: STEPS[step].title,
        offered: offered.includes(step),
        obstacle: result.ok ? null : result.reason,
      };
    });
}
