import { deskPage } from './desk-page.tsx';
import type { GalleryPage } from './page.ts';

const desk = deskPage({
  title: { zh: '桌面：编制方案', en: 'Desk: making a plan' },
  weather: 'calm',
  session: () => ({
    playhead: { kind: 'slice', slice: 'T6' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    select: 'TG-0005',
  }),
});

/** The planner's form unfolded; a press on its button plans the street in the browser's own workers. */
export const page: GalleryPage = {
  ...desk,
  async mount(element) {
    const undo = await desk.mount(element);
    await shown(element, 'details.planner > summary').then((summary) => summary.click());
    await shown(element, '.planner-body details > summary').then((summary) => summary.click());
    (await shown(element, '.planner-classes')).closest('.planner')?.scrollIntoView();
    return undo;
  },
};

/** The element of `selector`, once its code has come. Throws after ten seconds. */
async function shown(element: HTMLElement, selector: string): Promise<HTMLElement> {
  for (let tries = 0; tries < 200; tries++) {
    const found = element.querySelector<HTMLElement>(selector);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`"${selector}" does not appear on the planner's page.`);
}
