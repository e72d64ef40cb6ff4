import type { Words } from './words.ts';

/** How far a value may be trusted as "now". `none`: never observed at that time. */
export type Liveness = 'live' | 'late' | 'stale' | 'offline' | 'none';

export const LIVENESS: readonly Liveness[] = ['live', 'late', 'stale', 'offline', 'none'];

export const LIVENESS_WORDS: Readonly<Record<Liveness, Words>> = {
  live: { zh: '实时', en: 'Live' },
  late: { zh: '迟到', en: 'Late' },
  stale: { zh: '过期', en: 'Stale' },
  offline: { zh: '离线', en: 'Offline' },
  none: { zh: '无观测', en: 'No observation' },
};

/** Ages, in seconds, from which a value is late, stale and offline. */
export interface LivenessLimits {
  readonly late: number;
  readonly stale: number;
  readonly offline: number;
}

/**
 * Liveness of a value observed at `time`, judged at `now` (both milliseconds).
 * A time of NaN, or one after `now`, is `none`: nothing had been observed yet. While the source is `lost`, out of reach,
 * even the newest value is stale: whether it still holds cannot be known.
 */
export function liveness(time: number, now: number, limits: LivenessLimits, lost = false): Liveness {
  return LIVENESS[livenessIndex(time, now, limits, lost)] ?? 'none';
}

/** The same as an index into LIVENESS: what texels and counts hold. */
export function livenessIndex(time: number, now: number, limits: LivenessLimits, lost = false): number {
  // hot: 200k slots
  if (!(time <= now)) return 4;
  const age = (now - time) / 1000;
  if (age < limits.late && !lost) return 0;
  if (age < limits.stale && !lost) return 1;
  return age < limits.offline ? 2 : 3;
}

/** The next instant (ms) after `now` at which the liveness of a value observed at `time` changes; Infinity if never. */
export function nextLivenessChange(time: number, now: number, limits: LivenessLimits): number {
  if (!(time <= now)) return Number.POSITIVE_INFINITY;
  for (const seconds of [limits.late, limits.stale, limits.offline]) {
    const at = time + seconds * 1000;
    if (at > now) return at;
  }
  return Number.POSITIVE_INFINITY;
}
