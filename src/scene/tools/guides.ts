import { Cartesian2, Cartesian3, LabelCollection } from '@cesium/engine';
import type { Drawing } from '../drawing.ts';
import type { GuideLine } from '../editing-spec.ts';
import type { Frames } from '../frame.ts';
import { nameStyle } from '../labels.ts';
import { QUAD } from '../layers/symbols.ts';
import { drawLetters } from '../letters.ts';
import { boundsOf, type LocalPlace, localPlace } from '../local-place.ts';
import { changedRuns } from '../placement-texels.ts';
import { contextOf } from '../private/context.ts';
import { DataTexture, TEXTURE_WIDTH } from '../private/data-texture.ts';
import { Draw } from '../private/draw.ts';
import { GUIDE_FRAGMENT, GUIDE_VERTEX } from '../shaders/guide.glsl.ts';
import { guideSegments, middleOf, SEGMENT_NUMBERS } from './guide-segments.ts';

/** The snap guides on the ground. While something is dragged they change with each motion: only what differs is sent. */
export interface Guides {
  /** Returns whether anything changed. */
  show(lines: readonly GuideLine[]): boolean;
  destroy(): void;
}

/** Segments that one row of the texture holds. */
const A_ROW = (TEXTURE_WIDTH * 4) / SEGMENT_NUMBERS;
/** Guides farther than this (metres) from where the first were shown get a frame of their own. */
const FAR = 5000;
/** Metres above the ground that a measure is written. */
const LABEL_UP = 0.8;

interface Drawn {
  readonly place: LocalPlace;
  readonly texels: Float32Array;
  readonly texture: DataTexture;
  readonly draw: Draw;
}

export function createGuides({ scene, atmosphere, pixelRatio, symbolScale, ground }: Drawing, frames: Frames): Guides {
  let drawn: Drawn | null = null;
  let labels: LabelCollection | null = null;
  let letters: ReturnType<typeof drawLetters> | null = null;
  let shown: readonly GuideLine[] = [];

  const drop = () => {
    if (!drawn) return;
    scene.primitives.remove(drawn.draw);
    drawn.texture.destroy();
    drawn = null;
  };
  const make = (place: LocalPlace, segments: number): Drawn => {
    const texels = new Float32Array(Math.ceil(segments / A_ROW) * TEXTURE_WIDTH * 4);
    const texture = new DataTexture(contextOf(scene), 'rgba32f', texels);
    const draw = new Draw(scene, {
      vertexShader: GUIDE_VERTEX,
      fragmentShader: GUIDE_FRAGMENT,
      attributes: [{ name: 'corner', components: 2, data: QUAD.corners }],
      indices: QUAD.indices,
      instances: texels.length / SEGMENT_NUMBERS,
      uniforms: {
        ...atmosphere.uniforms,
        u_segments: () => texture.texture,
        u_pixelRatio: pixelRatio,
      },
      modelMatrix: place.toWorld,
      bounds: boundsOf(place, Float32Array.of(0, 0, 0), 3, 2 * FAR),
      kind: 'overlay',
      depthTest: true,
    });
    scene.primitives.add(draw);
    return { place, texels, texture, draw };
  };

  const lay = (lines: readonly GuideLine[]) => {
    const first = lines.find(({ path }) => path.length > 0)?.path[0];
    if (!first) {
      if (drawn) drawn.draw.show = false;
      return;
    }
    const [east, north] = drawn?.place.at(...first, 0) ?? [Infinity, 0];
    const near = Math.hypot(east, north) < FAR;
    const place = drawn && near ? drawn.place : localPlace(...first, ground);
    const numbers = guideSegments(lines, place);
    if (!drawn || !near || numbers.length > drawn.texels.length) {
      drop();
      drawn = make(place, Math.max(1, numbers.length / SEGMENT_NUMBERS));
    }
    const next = new Float32Array(drawn.texels.length);
    next.set(numbers);
    for (const run of changedRuns(drawn.texels, next, 4, TEXTURE_WIDTH))
      drawn.texture.writeTexels(run.first, run.end, drawn.texels);
    drawn.draw.show = true;
  };

  const write = (lines: readonly GuideLine[]) => {
    const told = lines.flatMap(({ label, path }) => {
      const at = label === undefined ? null : middleOf(path);
      return at && label
        ? [{ text: label, position: Cartesian3.fromDegrees(at[0], at[1], ground(at[0], at[1]) + LABEL_UP) }]
        : [];
    });
    if (told.length === 0 && !labels) return;
    labels ??= scene.primitives.add(new LabelCollection({ scene })) as LabelCollection;
    letters ??= drawLetters(frames, labels);
    const style = nameStyle(atmosphere.light().day < 0.5);
    while (labels.length > told.length) labels.remove(labels.get(labels.length - 1));
    told.forEach(({ text, position }, i) => {
      const all = labels as LabelCollection;
      if (i >= all.length)
        all.add({ ...style, text, position, pixelOffset: new Cartesian2(0, -6), scale: symbolScale() });
      const label = all.get(i);
      label.text = text;
      label.position = position;
    });
    letters.changed();
  };

  return {
    show(lines) {
      if (lines.length === 0 && shown.length === 0) return false;
      shown = lines;
      lay(lines);
      write(lines);
      return true;
    },
    destroy() {
      drop();
      letters?.stop();
      if (labels) scene.primitives.remove(labels);
    },
  };
}
