import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

const query = new URLSearchParams(globalThis.location?.search ?? '');

/** What drivers see of the signals of a plan, `&tab=sun` the sun of a façade; `&lang=en`. */
export const page = deskPage({
  title: { zh: '视线与日照', en: 'Sight and sun' },
  weather: 'calm',
  visitor: 'planner',
  surroundings: true,
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    playhead: { kind: 'slice', slice: 'T5' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    panels: { ...DEFAULT_SESSION.panels, sight: true },
  }),
  settled: async (element) => {
    if (query.get('tab') === 'sun') return sun(element);
    await new Promise((resolve) => setTimeout(resolve, 2500));
  },
});

/** A press on the first house. */
async function sun(element: HTMLElement): Promise<void> {
  element.querySelectorAll<HTMLButtonElement>('.sight .pages button')[1]?.click();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const canvas = document.createElement('canvas');
  element.querySelector('.scene-area')?.append(canvas);
  for (const type of ['pointerdown', 'pointerup']) canvas.dispatchEvent(new PointerEvent(type, { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 400));
}
