import { Cartesian2 } from '@cesium/engine';
import { type Clip, clipRing, MOST_CORNERS } from '../domain/geo/clip.ts';
import type { LocalPlace } from './local-place.ts';
import type { Uniforms } from './private/uniforms.ts';

/** Higher than anything is drawn, metres. */
const ENDLESS = 1e6;

/** The uniforms of `shaders/cut.glsl.ts` for a draw of the frame `place`; they are written when the clip is another one. */
export function cutUniforms(clip: () => Clip | null, place: Pick<LocalPlace, 'at'>): Uniforms {
  const corners = Array.from({ length: MOST_CORNERS }, () => new Cartesian2());
  const heights = new Cartesian2();
  let known: Clip | null = null;
  let count = 0;

  function write(now: Clip): void {
    const ring = clipRing(now);
    count = ring.length;
    for (const [index, [longitude, latitude]] of ring.entries()) {
      const [x, y] = place.at(longitude, latitude, 0);
      Cartesian2.fromElements(x, y, corners[index]);
    }
    if (now.kind === 'polygon') Cartesian2.fromElements(-ENDLESS, ENDLESS, heights);
    else {
      const at = (height: number) => place.at(now.centre[0], now.centre[1], height)[2];
      Cartesian2.fromElements(at(now.bottom), at(now.top), heights);
    }
  }

  const follow = (): Clip | null => {
    const now = clip();
    if (now && now !== known) write(now);
    known = now;
    return now;
  };
  const followed =
    <T>(value: (now: Clip | null) => T) =>
    () =>
      value(follow());
  return {
    u_cutCorners: followed((now) => (now ? count : 0)),
    u_cut: followed(() => corners),
    u_cutHeights: followed(() => heights),
    u_cutInside: followed((now) => (now?.kind === 'polygon' && now.keep === 'outside' ? 0 : 1)),
  };
}
