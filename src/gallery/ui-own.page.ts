import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';
import { fixtureOwn } from './shared-fixture.ts';

const query = new URLSearchParams(globalThis.location?.search ?? '');
const NOW = Date.parse('2026-07-15T10:24:00+08:00');

/**
 * Own data and those of colleagues: shared, offered, added, withdrawn meanwhile, and one that is refused; `&lang=en`, `&asking=1`
 * stays at the question of its 密级.
 */
export const page = deskPage({
  title: { zh: '自有数据：共享、加入、撤回、被拒', en: 'Own data: shared, added, withdrawn, refused' },
  weather: 'calm',
  now: NOW,
  visitor: 'planner',
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    own: fixtureOwn(NOW),
    panels: { ...DEFAULT_SESSION.panels, own: true },
  }),
  async settled(element) {
    element.querySelector<HTMLElement>('.own-data .own-list > li:last-child button[title]')?.click();
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (query.get('asking') !== '1') element.querySelector<HTMLElement>('.share-form .primary')?.click();
  },
});
