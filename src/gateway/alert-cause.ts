import type { Alarmed } from '../domain/alarm.ts';
import type { Alert } from '../domain/alert.ts';
import { levelRank } from '../domain/level.ts';
import type { Sample } from './ingest.ts';

/** Somebody was sent or has been there: a person closes it, not the value. */
export function inHand({ stage }: Alert): boolean {
  return stage === 'dispatched' || stage === 'handled' || stage === 'verified';
}

/** What may be told: yellow or worse, or an authority's own blue; and the threshold that says so. */
export type Speaking = Alarmed & { readonly level: Alert['level']; readonly by: NonNullable<Alarmed['by']> };

export function speaks(alarmed: Alarmed): alarmed is Speaking {
  return (
    alarmed.level !== 'normal' &&
    alarmed.by !== undefined &&
    (alarmed.level !== 'blue' || alarmed.by.threshold.official === true)
  );
}

/** What raised or worsened an alert. */
export function cause({ value }: Sample, { level, by, prolongedSince, evidence }: Speaking) {
  return {
    level,
    value,
    limit: by.limit,
    ...(prolongedSince === undefined ? {} : { prolongedSince }),
    ...(evidence ? { evidence } : {}),
  };
}

/** The same occurrence again: never milder than it was, to be confirmed anew. */
export function reopened({ clearedAt: _, ...alert }: Alert, sample: Sample, alarmed: Speaking): Alert {
  const graver = levelRank(alarmed.level) > levelRank(alert.level);
  return {
    ...withPeak(graver ? { ...withoutCause(alert), ...cause(sample, alarmed) } : alert, sample.value, alarmed),
    stage: 'raised',
    ...moment(sample),
    log: [...(alert.log ?? []), { stage: 'raised', at: sample.time, by: '', note: '' }],
  };
}

export function withoutCause({ prolongedSince: _, evidence: __, ...alert }: Alert): Alert {
  return alert;
}

export function withPeak(alert: Alert, value: number, { by }: Speaking): Alert {
  const { peak = alert.value } = alert;
  const graver = by.threshold.when === 'below' ? value < peak : value > peak;
  return graver ? { ...alert, peak: value } : alert;
}

export function propertyOf(sample: Sample): string {
  return sample.layer.definition.properties[sample.property]!.key;
}

export const moment = (sample: Sample) => ({ updatedAt: sample.time });
