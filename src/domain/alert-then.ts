import { ALERT_STAGES, type Alert, type AlertStage } from './alert.ts';
import type { Instant } from './clock.ts';

/**
 * The alert as it stood open at a moment of the past: what was done later is not known yet. Null when it was not open then. Its
 * level is the gravest it came to.
 */
export function alertThen(alert: Alert, at: Instant): Alert | null {
  if (alert.raisedAt > at || (alert.clearedAt !== undefined && alert.clearedAt <= at)) return null;
  const { clearedAt: _c, recoveredAt, by: _b, note: _n, dispatch, log = [], ...rest } = alert;
  const steps = log.filter((step) => step.at <= at);
  const last = steps.findLast(({ stage }) => isStage(stage));
  const sent = steps.some(({ stage }) => stage === 'dispatched');
  return {
    ...rest,
    stage: last && isStage(last.stage) ? last.stage : 'raised',
    updatedAt: Math.min(alert.updatedAt, at),
    ...(last ? { by: last.by, note: last.note } : {}),
    ...(dispatch && sent ? { dispatch } : {}),
    ...(recoveredAt !== undefined && recoveredAt <= at ? { recoveredAt } : {}),
    ...(steps.length > 0 ? { log: steps } : {}),
  };
}

/** The log holds more than stages: what was late, who took it, whither it went. */
function isStage(stage: string): stage is AlertStage {
  return ALERT_STAGES.some((each) => each === stage);
}
