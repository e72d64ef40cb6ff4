import type { Instant } from '../domain/clock.ts';
import { seedOf } from '../domain/random.ts';

/** A reproducible stream of chance: one a city seed and name, so that every asset and quantity has its own. */
export type Stream = number;

/** The stream of `name` in the city of `seed`. */
export function streamOf(seed: number, name: string): Stream {
  return mix(seed ^ seedOf(name));
}

/** Uniform in [0, 1): draw `index` of the stream, in any order and at no cost of state. */
export function draw(stream: Stream, index: number): number {
  return (
    mix(stream ^ Math.imul(index | 0, 0x9e3779b1) ^ Math.imul(Math.floor(index / 4294967296) | 0, 0x85ebca6b)) /
    4294967296
  );
}

/** Smooth noise in [−1, 1] that wanders once in about `period` milliseconds: value noise with a cubic fade. */
export function wander(stream: Stream, at: Instant, period: number): number {
  const k = Math.floor(at / period);
  const x = at / period - k;
  const fade = x * x * (3 - 2 * x);
  const a = 2 * draw(stream, k) - 1;
  const b = 2 * draw(stream, k + 1) - 1;
  return a + (b - a) * fade;
}

/** Rough noise in [−1, 1], bell-shaped, new for every `step` milliseconds: the scatter of single readings. */
export function scatter(stream: Stream, at: Instant, step = 1000): number {
  const k = 2 * Math.floor(at / step);
  return draw(stream, k) + draw(stream, k + 1) - 1;
}

/** 32-bit finaliser of MurmurHash3 (Austin Appleby, public domain). */
function mix(input: number): number {
  let h = input | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
