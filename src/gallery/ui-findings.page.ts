import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

const query = new URLSearchParams(globalThis.location?.search ?? '');
const open = (query.get('rule') ?? 'R2c').split(',');

/** What the rules say of alternative B, one of them unfolded; `&rule=R6v,S1` unfolds others, `&lang=en`. */
export const page = deskPage({
  title: { zh: '检查结果', en: 'Findings' },
  weather: 'calm',
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    playhead: { kind: 'slice', slice: 'T6' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    panels: { ...DEFAULT_SESSION.panels, scenario: true, alerts: false, inspector: false },
  }),
  settled: async (element) => {
    const findings = await found(element, '.rule-findings[aria-busy="false"]');
    for (const each of element.querySelectorAll<HTMLDetailsElement>('.figures details')) each.open = each === findings;
    const named = [...findings.querySelectorAll<HTMLDetailsElement>('.finding')].filter((each) =>
      open.includes(each.querySelector('.soft')?.textContent ?? ''),
    );
    for (const each of named) each.open = true;
    named[0]?.scrollIntoView({ block: 'start' });
  },
});

/** The first element that comes to match, within half a minute. */
async function found(element: HTMLElement, selector: string): Promise<HTMLElement> {
  for (let tries = 0; tries < 300; tries++) {
    const match = element.querySelector<HTMLElement>(selector);
    if (match) return match;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing matches ${selector} after 30 s.`);
}
