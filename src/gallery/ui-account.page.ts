import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';
import type { Visitor } from './people-fixture.ts';

const query = new URLSearchParams(globalThis.location?.search ?? '');

/** The account dialog of a demo; `&visitor=planner|checker|operator|admin|stranger&lang=en`. */
export const page = deskPage({
  title: { zh: '账户：演示身份', en: 'Account: users of a demo' },
  weather: 'calm',
  visitor: (query.get('visitor') ?? 'planner') as Visitor,
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    panels: { ...DEFAULT_SESSION.panels, account: true },
  }),
});
