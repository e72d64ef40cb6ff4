import type { CameraView } from '../domain/camera.ts';
import type { SceneSpec } from '../scene/scene-spec.ts';
import type { GalleryPage } from './page.ts';
import { type SceneUnderTest, scenePage } from './scene-page.ts';

/** One picture of a sheet: where the camera goes and what changes; the rest stays as the picture before left it. */
export interface SheetPicture {
  readonly caption: string;
  readonly view?: CameraView;
  readonly spec?: Partial<SceneSpec>;
  /** What else is done to the scene before, with its own undo: the city is kept from page to page. */
  readonly before?: (test: SceneUnderTest) => () => void;
}

export interface SheetOptions {
  readonly title: GalleryPage['title'];
  readonly columns: number;
  /** Size of a picture in CSS pixels. */
  readonly picture: readonly [width: number, height: number];
  /** Where the city is served, when it is not the usual one. */
  readonly served?: string;
  readonly pictures: readonly [SheetPicture & { readonly view: CameraView }, ...SheetPicture[]];
  /** What is done to the scene after the pictures; throws when something does not hold. */
  readonly act?: (test: SceneUnderTest) => Promise<void>;
}

/** A page of several pictures of one scene, one after the other, side by side: the same city by hour, season or style. */
export function sheetPage({ title, columns, picture, served, pictures, act }: SheetOptions): GalleryPage {
  const [width, height] = picture;
  const rows = Math.ceil(pictures.length / columns);
  const size = [columns * width, rows * height] as const;
  return scenePage({
    title,
    size,
    canvas: picture,
    together: true,
    ...(served ? { served } : {}),
    view: pictures[0].view,
    spec: { layers: [], labels: false, ...pictures[0].spec },
    async act(test) {
      const sheet = Object.assign(document.createElement('canvas'), { width: size[0], height: size[1] });
      sheet.style.cssText = 'position:absolute;inset:0';
      const pen = sheet.getContext('2d');
      if (!pen) throw new Error('No 2D canvas for the sheet of pictures.');
      const undos: (() => void)[] = [];
      for (const [i, { caption, view, spec, before }] of pictures.entries()) {
        const [x, y] = [(i % columns) * width, Math.floor(i / columns) * height];
        // The drawing buffer is gone after its frame: the last frame before the scene rests is the picture.
        const undo = test.widget.scene.postRender.addEventListener(() => {
          pen.drawImage(test.widget.canvas, x, y, width, height);
        });
        if (before) undos.unshift(before(test));
        if (view) test.scene.setView(view);
        if (spec) test.change(spec);
        await test.scene.settled();
        undo();
        pen.font = '500 13px "Noto Sans SC Variable", sans-serif';
        const box = pen.measureText(caption).width + 16;
        pen.fillStyle = 'rgb(14 19 26 / 72%)';
        pen.fillRect(x, y, box, 24);
        pen.fillStyle = '#fff';
        pen.fillText(caption, x + 8, y + 17);
      }
      await act?.(test);
      for (const undo of undos) undo();
      test.widget.container.parentElement?.append(sheet);
    },
  });
}
