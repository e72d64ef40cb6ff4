import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';
import type { Visitor } from './people-fixture.ts';

const query = new URLSearchParams(globalThis.location?.search ?? '');
const tab = Number(query.get('tab') ?? 0);

/** Versions of the open plan; `&tab=0..6` shows another page of it, `&visitor=checker&lang=en`. */
export const page = deskPage({
  title: { zh: '版本与会签', en: 'Versions and sign-off' },
  weather: 'calm',
  visitor: (query.get('visitor') ?? 'planner') as Visitor,
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    playhead: { kind: 'slice', slice: 'T3' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    panels: { ...DEFAULT_SESSION.panels, versions: true, scenario: true },
  }),
  settled: (element) => element.querySelectorAll<HTMLButtonElement>('.versions .pages button')[tab]?.click(),
});
