import type { Instant } from '../domain/clock.ts';
import { draw, type Stream } from './noise.ts';

/** A stretch of time in which something holds: a lamp fault, a silent sensor. Half-open, milliseconds. */
export interface Spell {
  readonly from: Instant;
  readonly to: Instant;
}

/** How often and how long: at most one spell a window, so the share of time is chance × mean length / window. */
export interface SpellHabit {
  readonly window: number;
  readonly chance: number;
  readonly shortest: number;
  readonly longest: number;
}

/** The spells of a stream that touch [from, to], in order. A spell begins and ends inside its own window. */
export function spellsBetween(stream: Stream, habit: SpellHabit, from: Instant, to: Instant): Spell[] {
  const found: Spell[] = [];
  for (let k = Math.floor(from / habit.window); k <= Math.floor(to / habit.window); k++) {
    if (draw(stream, 3 * k) >= habit.chance) continue;
    const length = habit.shortest + draw(stream, 3 * k + 1) * (habit.longest - habit.shortest);
    const begin = k * habit.window + draw(stream, 3 * k + 2) * (habit.window - length);
    const spell = { from: Math.round(begin), to: Math.round(begin + length) };
    if (spell.from <= to && spell.to >= from) found.push(spell);
  }
  return found;
}

/** The spell that holds at `at`, if any. */
export function spellAt(stream: Stream, habit: SpellHabit, at: Instant): Spell | undefined {
  // hot: asked of every lamp in every tick; most windows hold no spell
  if (draw(stream, 3 * Math.floor(at / habit.window)) >= habit.chance) return undefined;
  return spellsBetween(stream, habit, at, at).find((spell) => at >= spell.from && at < spell.to);
}
