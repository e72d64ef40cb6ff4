import {
  BoundingSphere,
  Cartesian2,
  Cartesian3,
  CesiumWidget,
  CustomShader,
  LabelCollection,
  Matrix4,
  type Scene,
  UniformType,
} from '@cesium/engine';
import { QUAD } from '../scene/layers/symbols.ts';
import { contextOf, glOf } from '../scene/private/context.ts';
import { DataTexture, TEXTURE_WIDTH } from '../scene/private/data-texture.ts';
import { Draw, drawSky } from '../scene/private/draw.ts';
import { drawTwice, drawWhole, pickWhole } from '../scene/private/drawn-twice.ts';
import { PickRange, pickedSlot } from '../scene/private/pick-range.ts';
import { lettersReady, owesFrame } from '../scene/private/ready.ts';
import { bindUniforms } from '../scene/private/uniforms.ts';
import { countUploads } from '../scene/uploads.ts';
import { createWidgetOptions } from '../scene/widget-options.ts';
import type { GalleryPage } from './page.ts';

const SIZE = 240;
/** Four fields, left to right and top to bottom, in the colours that the second row of the texture gets. */
const COLORS = [
  [76, 138, 106],
  [184, 134, 0],
  [212, 96, 10],
  [200, 32, 47],
] as const;

const VERTEX = /* glsl */ `
in vec2 corner;
in float slot;
uniform sampler2D u_rows;
uniform int u_first;
flat out vec4 v_color;
flat out vec4 v_pick;
void main() {
  int each = int(slot + 0.5);
  v_color = texelFetch(u_rows, ivec2(each, 1), 0);
  uint key = uint(u_first + each);
  v_pick = vec4(key & 255u, (key >> 8) & 255u, (key >> 16) & 255u, (key >> 24) & 255u) / 255.0;
  vec2 middle = vec2(float(each & 1) - 0.5, 0.5 - float(each >> 1));
  gl_Position = vec4(middle + corner * 0.4, 0.0, 1.0);
}
`;
const FRAGMENT = /* glsl */ `
flat in vec4 v_color;
flat in vec4 v_pick;
void main() { out_FragColor = v_color; }
`;
const SKY_VERTEX = 'in vec2 corner; void main() { gl_Position = vec4(corner, 0.0, 1.0); }';
const SKY_FRAGMENT = 'void main() { out_FragColor = vec4(0.93, 0.91, 0.86, 1.0); }';

/**
 * The contract with Cesium's private renderer: every call of `scene/private/`, alone, against the pinned engine. A broken
 * promise throws and names the call.
 */
export const page: GalleryPage = {
  title: { zh: '引擎契约', en: 'Engine contract' },
  size: [SIZE, SIZE],
  async mount(element) {
    const widget = new CesiumWidget(element, createWidgetOptions());
    const { scene } = widget;
    for (const part of [widget.canvas, widget.canvas.parentElement])
      if (part) part.style.cssText = 'width:100%;height:100%;display:block';
    widget.resize();
    if (scene.globe) scene.globe.show = false;
    const uploads = countUploads(glOf(scene));
    const picks = new PickRange(scene, 'contract', COLORS.length);
    const rows = new Uint8Array(3 * TEXTURE_WIDTH * 4).fill(128);
    const texture = new DataTexture(contextOf(scene), 'rgba8', rows);
    const undoSky = drawSky(scene, { ...quad(SKY_VERTEX, SKY_FRAGMENT), depthTest: false });
    const draw = new Draw(scene, {
      ...quad(VERTEX, FRAGMENT),
      attributes: [
        { name: 'corner', components: 2, data: QUAD.corners },
        { name: 'slot', components: 1, data: Float32Array.of(0, 1, 2, 3), perInstance: true },
      ],
      instances: COLORS.length,
      uniforms: { u_rows: () => texture.texture, u_first: () => picks.first },
      pickColor: 'v_pick',
    });
    scene.primitives.add(draw);

    await frame(scene);
    promise('a texture made from numbers is drawn', sameColor(pixel(scene, 0), [128, 128, 128]));
    // Cesium asks for a few more by itself until it has started up.
    for (let i = 0; i < 20 && owesFrame(scene); i++) await frame(scene);
    promise('no frame is owed once all were drawn', !owesFrame(scene));
    scene.requestRender();
    promise('a requested frame is owed', owesFrame(scene));

    COLORS.forEach((color, slot) => {
      rows.set([...color, 255], (TEXTURE_WIDTH + slot) * 4);
    });
    await frame(scene);
    uploads.endFrame();
    texture.write(1, 2, rows);
    await frame(scene);
    uploads.endFrame();
    promise(`one row is one upload of 1,024 bytes, not ${uploads.bytesLastFrame}`, uploads.bytesLastFrame === 1024);
    COLORS.forEach((color, slot) => {
      promise(`field ${slot} has the colour of its texel`, sameColor(pixel(scene, slot), color));
    });

    rows.set([10, 20, 30, 255], (TEXTURE_WIDTH + 3) * 4);
    texture.writeTexels(TEXTURE_WIDTH + 3, TEXTURE_WIDTH + 4, rows);
    draw.cover(Cartesian3.ZERO, 2e8);
    await frame(scene);
    uploads.endFrame();
    promise(`one texel is one upload of 4 bytes, not ${uploads.bytesLastFrame}`, uploads.bytesLastFrame === 4);
    promise('field 3 has the colour of that texel', sameColor(pixel(scene, 3), [10, 20, 30]));
    rows.set([...COLORS[3], 255], (TEXTURE_WIDTH + 3) * 4);
    texture.writeTexels(TEXTURE_WIDTH + 3, TEXTURE_WIDTH + 4, rows);

    const scattered = Uint32Array.of(0, 1, 2, 3, 4, 5).map((at) => (at < 3 ? TEXTURE_WIDTH + at : 100 * at));
    for (const at of scattered) rows.set([at & 255, 99, 7, 255], 4 * at);
    uploads.endFrame();
    texture.scatter(scattered, scattered.length, rows);
    await frame(scene);
    uploads.endFrame();
    promise(`six scattered texels are 48 bytes, not ${uploads.bytesLastFrame}`, uploads.bytesLastFrame === 48);
    for (const slot of [0, 1, 2])
      promise(`field ${slot} has the colour of its scattered texel`, sameColor(pixel(scene, slot), [slot, 99, 7]));
    promise('the field between them keeps its own', sameColor(pixel(scene, 3), COLORS[3]));
    COLORS.forEach((color, slot) => {
      rows.set([...color, 255], (TEXTURE_WIDTH + slot) * 4);
    });
    texture.scatter(scattered, scattered.length, rows);

    draw.show = false;
    await frame(scene);
    promise('a hidden draw leaves the sky', sameColor(pixel(scene, 0), [237, 232, 219]));
    draw.show = true;
    await frame(scene);
    COLORS.forEach((_, slot) => {
      const found = pickedSlot(scene.pick(fieldOf(slot)));
      promise(`picking field ${slot} finds its slot`, found?.layer === 'contract' && found.slot === slot);
    });
    promise('picking beside the fields finds nothing', pickedSlot(scene.pick(new Cartesian2(2, 2))) === null);

    drawTwice(scene);
    await frame(scene);
    // Four fields in half the width, and the same again beside them.
    promise(
      'drawn twice, both halves hold the fields',
      [0, 1].every((half) => sameColor(halfPixel(scene, half), COLORS[0])),
    );
    const whole = pickedSlot(pickWhole(scene, 0, () => scene.pick(fieldOf(3))));
    promise('a pick of one half is one of the whole canvas', whole?.slot === 3);
    drawWhole(scene);
    await frame(scene);
    promise('drawn once again, the fields are where they were', sameColor(pixel(scene, 3), COLORS[3]));

    const shader = new CustomShader({
      uniforms: { u_known: { type: UniformType.FLOAT, value: 0 } },
      fragmentShaderText: 'void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {}',
    });
    bindUniforms(shader, { u_known: () => 7 });
    const { uniformMap } = shader as unknown as { uniformMap: Record<string, () => unknown> };
    promise('a custom shader reads a bound uniform', uniformMap.u_known?.() === 7);
    promise(
      'an undeclared uniform is refused',
      throws(() => bindUniforms(shader, { u_unknown: () => 0 })),
    );

    const words = scene.primitives.add(new LabelCollection({ scene })) as LabelCollection;
    promise('letters of no label are ready', lettersReady(words));
    words.add({ text: '7', position: scene.camera.positionWC.clone() });
    await frame(scene);
    for (let i = 0; i < 20 && !lettersReady(words); i++) await frame(scene);
    promise('letters are ready within twenty frames', lettersReady(words));
    scene.primitives.remove(words);

    await frame(scene);
    return () => {
      uploads.undo();
      undoSky();
      picks.destroy();
      texture.destroy();
      widget.destroy();
    };
  },
};

function quad(vertexShader: string, fragmentShader: string) {
  return {
    vertexShader,
    fragmentShader,
    attributes: [{ name: 'corner', components: 2, data: QUAD.corners }],
    indices: QUAD.indices,
    instances: 0,
    uniforms: {},
    modelMatrix: Matrix4.IDENTITY,
    // Around the whole earth: never culled, wherever the camera stands.
    bounds: new BoundingSphere(Cartesian3.ZERO, 1e8),
    kind: 'surface',
    depthTest: true,
  } as const;
}

/** Resolves after the next drawn frame. */
function frame(scene: Scene): Promise<void> {
  return new Promise((resolve) => {
    const undo = scene.postRender.addEventListener(() => {
      undo();
      queueMicrotask(resolve);
    });
    scene.requestRender();
  });
}

/** Middle of a field in CSS pixels. */
function fieldOf(slot: number): Cartesian2 {
  return new Cartesian2(SIZE * (0.25 + 0.5 * (slot & 1)), SIZE * (0.25 + 0.5 * (slot >> 1)));
}

/** Colour in the middle of a field; only right after a frame, before the browser takes the buffer. */
function pixel(scene: Scene, slot: number): readonly number[] {
  const { x, y } = fieldOf(slot);
  return colorAt(scene, x, y);
}

/** Colour in the middle of the first field of the left (0) or right (1) half, drawn twice. */
function halfPixel(scene: Scene, half: number): readonly number[] {
  const { x, y } = fieldOf(0);
  return colorAt(scene, x / 2 + (half * SIZE) / 2, y);
}

function colorAt(scene: Scene, x: number, y: number): readonly number[] {
  const gl = glOf(scene);
  const scale = scene.drawingBufferWidth / SIZE;
  const bytes = new Uint8Array(4);
  gl.readPixels(x * scale, scene.drawingBufferHeight - 1 - y * scale, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  return [...bytes.subarray(0, 3)];
}

function sameColor(seen: readonly number[], expected: readonly number[]): boolean {
  return seen.every((channel, i) => Math.abs(channel - expected[i]!) <= 2);
}

function promise(what: string, kept: boolean): void {
  if (!kept) throw new Error(`Engine contract broken: ${what}. Cesium's private API changed, see src/scene/private.`);
}

function throws(action: () => void): boolean {
  try {
    action();
    return false;
  } catch {
    return true;
  }
}
