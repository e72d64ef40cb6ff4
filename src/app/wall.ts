import type { Wall } from '../modes/scale.ts';

/** Viewing distance of a wall whose link gives only its size, metres. */
const DISTANCE = 8;

/** The wall of a link: `wall=W×H` and `distance`, metres; undefined when it gives none that can be used. */
export function readWall(query: string): Wall | undefined {
  const parameters = new URLSearchParams(query);
  const size = /^(\d+(?:\.\d+)?)[x×*](\d+(?:\.\d+)?)$/i.exec(parameters.get('wall') ?? '');
  const height = Number(size?.[2]);
  const distance = Number(parameters.get('distance') ?? DISTANCE);
  if (!(height > 0) || !(distance > 0)) return undefined;
  return { height, distance };
}

/** The wall's part of a link, to be carried along: it belongs to the screen, not to the session. */
export function wallOf(query: string): string {
  const parameters = new URLSearchParams(query);
  return ['wall', 'distance']
    .flatMap((key) => {
      const value = parameters.get(key);
      return value ? [`&${key}=${encodeURIComponent(value)}`] : [];
    })
    .join('');
}
