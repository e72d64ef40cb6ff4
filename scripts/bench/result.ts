/** One figure of a benchmark beside the same figure of a named peer, measured in the same run. */
export interface Measurement {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string;
  readonly peerValue: number;
}

/** The goal of a metric: `ratio` (value / peerValue) at most this much. */
export type Goals = Readonly<Record<string, { readonly ratioAtMost: number; readonly why: string }>>;

export interface Result extends Measurement {
  readonly ratio: number;
  readonly goal: number | null;
  readonly holds: boolean;
}

/** Judges measurements by the goals `metric / peer` of one benchmark. A figure without a goal holds and is only shown. */
export function judge(measurements: readonly Measurement[], goals: Goals): Result[] {
  return measurements.map((measurement) => {
    const ratio = measurement.peerValue === 0 ? Number.NaN : measurement.value / measurement.peerValue;
    const goal = goals[`${measurement.metric} / ${measurement.peer}`]?.ratioAtMost ?? null;
    return { ...measurement, ratio, goal, holds: goal === null || ratio <= goal };
  });
}
