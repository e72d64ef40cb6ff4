import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

const query = new URLSearchParams(globalThis.location?.search ?? '');

/** A carrier of B in hand, moved 9 m from the keyboard: the edit is in copy D; `&lang=en`, `&chosen=0` for nothing in hand. */
export const page = deskPage({
  title: { zh: '手工编辑', en: 'Editing by hand' },
  weather: 'calm',
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    playhead: { kind: 'slice', slice: 'T6' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    panels: { ...DEFAULT_SESSION.panels, scenario: true, alerts: false, inspector: false },
    editing: [],
  }),
  settled: async (_, port) => {
    if (query.get('chosen') === '0') return;
    port.run('plan.move', { ids: ['MF-GUANGHE-S003'], along: 9 });
    await new Promise((resolve) => setTimeout(resolve, 500));
  },
});
