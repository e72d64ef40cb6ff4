import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

const query = new URLSearchParams(globalThis.location?.search ?? '');

/** The consent desk with what an owner's refusal does; `&part=letter|answer` the form of the first owner, `&part=none` the table alone, `&lang=en`. */
export const page = deskPage({
  title: { zh: '会签台', en: 'Consent desk' },
  weather: 'calm',
  visitor: 'planner',
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    playhead: { kind: 'slice', slice: 'T3' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    panels: { ...DEFAULT_SESSION.panels, versions: true },
  }),
  settled: async (element) => {
    const tab = () => element.querySelectorAll<HTMLButtonElement>('.versions .pages button')[3];
    // Pages of a version open once the list has come.
    for (let tries = 0; tries < 50 && (tab()?.disabled ?? true); tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    tab()?.click();
    await new Promise((resolve) => setTimeout(resolve, 600));
    const part = ['letter', 'answer', 'effect'].indexOf(query.get('part') ?? 'effect');
    const first = element.querySelector('.consent-desk tbody tr[data-state]');
    if (part >= 0) first?.querySelectorAll<HTMLButtonElement>('.actions button')[part]?.click();
    await new Promise((resolve) => setTimeout(resolve, 2500));
  },
});
