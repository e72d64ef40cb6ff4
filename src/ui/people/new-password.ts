import type { Words } from '../../domain/words.ts';
import { fill } from '../words.ts';
import { W } from './people-words.ts';

/** What is wrong with a new password that was typed twice; null when nothing is. */
export function passwordTrouble(once: string, twice: string, shortest: number): Words | null {
  // Counted as the gateway counts: UTF-16 units.
  const values = { n: shortest, m: once.length };
  if (once.length < shortest) return { zh: fill(W.passwordShort.zh, values), en: fill(W.passwordShort.en, values) };
  return once === twice ? null : W.passwordsDiffer;
}
