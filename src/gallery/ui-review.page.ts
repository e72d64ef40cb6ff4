import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';
import type { Visitor } from './people-fixture.ts';

const query = new URLSearchParams(globalThis.location?.search ?? '');

/** The review record; `&thread=R-3` opens one, `&visitor=checker&lang=en`. */
export const page = deskPage({
  title: { zh: '审查意见', en: 'Review record' },
  weather: 'calm',
  visitor: (query.get('visitor') ?? 'checker') as Visitor,
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    playhead: { kind: 'slice', slice: 'T3' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    review: { ...DEFAULT_SESSION.review, thread: query.get('thread') },
    panels: { ...DEFAULT_SESSION.panels, review: true, scenario: true },
  }),
});
