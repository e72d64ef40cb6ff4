import type { CameraView } from '../domain/camera.ts';
import { type Clip, type ClipBox, type ClipPolygon, MOST_CORNERS } from '../domain/geo/clip.ts';
import { outlineTrouble } from '../domain/geo/simple-outline.ts';
import { groundAhead } from '../domain/walk.ts';
import type { Words } from '../domain/words.ts';

/** Metres that the figures of a box may have. */
export const CLIP_BOUNDS = {
  width: [1, 20_000],
  depth: [1, 20_000],
  bottom: [-200, 2000],
  top: [-200, 2000],
} as const satisfies Partial<Record<keyof ClipBox, readonly [number, number]>>;

/** A clip that cannot be: thing, value and remedy in both languages. */
export class ClipRefusal extends RangeError {
  readonly words: Words;

  constructor(en: string, zh: string) {
    super(en);
    this.words = { zh, en };
  }
}

const FIELD_NAMES = { width: '宽', depth: '深', bottom: '底', top: '顶' } as const;

/** Throws ClipRefusal that names field, value and bounds. */
export function checkedClip(clip: Clip): Clip {
  if (clip.kind === 'polygon') {
    const { ring } = clip;
    if (ring.length < 3 || ring.length > MOST_CORNERS)
      throw new ClipRefusal(
        `Clipping outline: ${ring.length} corners; give 3 to ${MOST_CORNERS}.`,
        `剖切轮廓有 ${ring.length} 个顶点，请给 3 到 ${MOST_CORNERS} 个。`,
      );
    for (const each of ring) checkPlace(each);
    checkOutline(ring);
    return clip;
  }
  checkPlace(clip.centre);
  for (const [key, [least, most]] of Object.entries(CLIP_BOUNDS) as [
    keyof typeof CLIP_BOUNDS,
    readonly [number, number],
  ][])
    if (!(clip[key] >= least && clip[key] <= most))
      throw new ClipRefusal(
        `Clipping box: ${key} = ${clip[key]} m; give ${least} to ${most}.`,
        `剖切盒：${FIELD_NAMES[key]} = ${clip[key]} m，请给 ${least} 到 ${most}。`,
      );
  if (!Number.isFinite(clip.heading)) throw new RangeError(`Clipping box: heading = ${clip.heading}; give degrees.`);
  if (clip.top <= clip.bottom)
    throw new ClipRefusal(
      `Clipping box: top = ${clip.top} m is not above bottom = ${clip.bottom} m; give more.`,
      `剖切盒：顶 = ${clip.top} m 不高于底 = ${clip.bottom} m，请加大。`,
    );
  return { ...clip, heading: ((clip.heading % 360) + 360) % 360 };
}

function checkOutline(ring: ClipPolygon['ring']): void {
  const trouble = outlineTrouble(ring);
  switch (trouble?.is) {
    case 'flat': {
      const area = short(trouble.squareMetres, 3);
      throw new ClipRefusal(
        `Clipping outline of ${ring.length} corners: it holds ${area} m²; set corners that are not in one line.`,
        `剖切轮廓（${ring.length} 个顶点）面积为 ${area} m²，请取不在一条直线上的顶点。`,
      );
    }
    case 'meets': {
      const [a, b] = trouble.edges.map((edge) => edge.join('–'));
      const at = place(trouble.at);
      throw new ClipRefusal(
        `Clipping outline: its edges ${a} and ${b} meet at ${at}; move one of these corners, or set them in order around.`,
        `剖切轮廓：第 ${a} 边与第 ${b} 边在 ${at} 处相交，请移动其中一个顶点，或按顺序绕一圈取点。`,
      );
    }
  }
}

function checkPlace([longitude, latitude]: readonly [number, number]): void {
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90))
    throw new RangeError(`Clipping: [${longitude}, ${latitude}] is no place; give longitude and latitude in degrees.`);
}

/** A box about what is looked at, a third of the way to it wide; it stands on the ground and is taller than any house. */
export function boxInView(view: CameraView): ClipBox {
  const { ahead, at } = groundAhead(view, 3000);
  const side = Math.round(Math.min(Math.max(Math.hypot(view[2], ahead) / 2.5, 30), 2000) / 10) * 10;
  return { kind: 'box', centre: at, width: side, depth: side, heading: 0, bottom: -10, top: 150 };
}

const short = (value: number, decimals: number) => String(Number(value.toFixed(decimals)));
const place = ([longitude, latitude]: readonly [number, number]) => `${short(longitude, 7)},${short(latitude, 7)}`;

/** `box:116.59,35.42,200,60,30,-5,40` or `inside:116.59,35.42;116.6,35.42;…`. */
export function formatClip(clip: Clip): string {
  if (clip.kind === 'polygon') return `${clip.keep}:${clip.ring.map(place).join(';')}`;
  const { centre, width, depth, heading, bottom, top } = clip;
  return `box:${[place(centre), ...[width, depth, heading, bottom, top].map((each) => short(each, 2))].join(',')}`;
}

/** The inverse of `formatClip`. Throws RangeError on anything else. */
export function parseClip(text: string): Clip {
  const [kind, list = '', ...more] = text.split(':');
  const rows = list.split(';').map((each) => each.split(',').map(Number));
  if (more.length > 0 || rows.some((row) => row.some((each) => !Number.isFinite(each))))
    throw new RangeError(`Clipping "${text}" cannot be read.`);
  if (kind === 'inside' || kind === 'outside')
    return checkedClip({ kind: 'polygon', keep: kind, ring: rows.map(([x = Number.NaN, y = Number.NaN]) => [x, y]) });
  const [x, y, width, depth, heading, bottom, top] = rows[0] ?? [];
  if (kind !== 'box' || top === undefined || rows.length > 1 || rows[0]?.length !== 7)
    throw new RangeError(`Clipping "${text}": expected box, inside or outside, a colon, and numbers.`);
  return checkedClip({ kind, centre: [x, y], width, depth, heading, bottom, top } as ClipBox);
}

/** Reads `{keep, ring}`. Throws RangeError that names value and remedy. */
export function readPolygon(input: unknown): ClipPolygon {
  const { ring, keep = 'inside' } = (typeof input === 'object' && input !== null ? input : {}) as {
    readonly ring?: unknown;
    readonly keep?: unknown;
  };
  if (!Array.isArray(ring) || !ring.every((each) => Array.isArray(each) && each.length >= 2))
    throw new RangeError(`Clipping outline ${JSON.stringify(ring)}: give a ring of [longitude, latitude].`);
  if (keep !== 'inside' && keep !== 'outside')
    throw new RangeError(`Clipping keep ${JSON.stringify(keep)}: expected one of inside, outside.`);
  return { kind: 'polygon', keep, ring: ring.map(([x, y]: unknown[]) => [Number(x), Number(y)]) };
}
