import type { CameraView } from '../../domain/camera.ts';
import type { PictureSize } from '../../domain/picture.ts';
import type { TwinPort } from '../../state/port.ts';
import { type Held, hold } from '../held.ts';

/** Pixels of a picture in the report: half a page wide at 300 dots an inch. */
const SIZE: PictureSize = { width: 1280, height: 720 };

/** One picture of a report. */
interface ReportPicture {
  /** `base` or the alternative that it shows. */
  readonly alternative: string;
  /** JPEG as a data address. */
  readonly url: string;
}

/** What was made for a report before it was printed. */
export interface ReportPictures {
  /** Today first where a plan is open, then the plan; the same camera and moment. */
  readonly pictures: readonly ReportPicture[];
  readonly view: CameraView | null;
  /** The plan or the city's moment changed while the pictures were taken: figures and pictures may differ. */
  readonly changed: boolean;
}

/** What was made for the report that is printed; null where the browser's own print command came without a warning. */
export const reportPictures: Held<ReportPictures | null> = hold<ReportPictures | null>(null);

/**
 * Takes the report's pictures of what the scene shows: the plan and the city without it, from where the camera is. The session is
 * the same afterwards, and its undo knows nothing of it.
 */
export async function takeReportPictures(port: TwinPort): Promise<ReportPictures> {
  const { scenario, compare, playhead } = port.store.getState();
  const view = port.view();
  const plan = port.scenario();
  const sides = scenario ? [...new Set(['base', scenario.alternative])] : ['base'];
  let changed = false;
  const show = (alternative: string | null) =>
    port.store.change((draft) => {
      draft.scenario = scenario && alternative !== null ? { ...scenario, alternative } : scenario;
      draft.compare = alternative === null ? compare : null;
    });
  try {
    const { drawMeasure } = await import('../export/draw-measure.ts');
    return await port.pictures(SIZE, async (shot, ratio) => {
      const pictures: ReportPicture[] = [];
      for (const alternative of sides) {
        show(alternative);
        const picture = await shot();
        drawMeasure(picture, ratio, port);
        pictures.push({ alternative, url: picture.toDataURL('image/jpeg', 0.9) });
        changed ||= port.store.getState().playhead !== playhead || samePlace(port.view(), view) === false;
      }
      return { pictures, view, changed: changed || port.scenario()?.document !== plan?.document };
    });
  } finally {
    show(null);
  }
}

function samePlace(a: CameraView | null, b: CameraView | null): boolean {
  return a === b || (a !== null && b !== null && a.every((value, i) => Math.abs(value - (b[i] as number)) < 1e-6));
}
