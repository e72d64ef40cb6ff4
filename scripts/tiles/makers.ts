import { setImmediate } from 'node:timers/promises';
import type { BuildingPlan } from './tile/building-tiles.ts';
import type { Matrix4 } from './tile/ellipsoid.ts';
import type { DoneContent, KeptContent, TileContent } from './tile/tileset.ts';

/** Make contents beside the build: on other cores, or on other machines. */
export interface Makers {
  /** Has every plan made, in `folder` where files are written; answers them in the order of the plans. */
  make(
    plans: Iterable<BuildingPlan | KeptContent>,
    tileset: string,
    cityFrame: Matrix4,
    folder: string,
  ): AsyncGenerator<DoneContent | KeptContent | TileContent>;
  close(): Promise<void>;
}

/** Begins each in turn and yields what comes of it in that order, `most` at once. */
export async function* inOrder<T, Made>(
  plans: Iterable<T>,
  begin: (plan: T) => Promise<Made>,
  most: number,
): AsyncGenerator<Made> {
  const running: Promise<Made>[] = [];
  for (const plan of plans) {
    const content = begin(plan);
    // What fails is told where it is waited for, which may be later.
    content.catch(() => {});
    running.push(content);
    // Answers come in between.
    await setImmediate();
    while (running.length >= most) yield await (running.shift() as Promise<Made>);
  }
  for (const each of running) yield await each;
}
