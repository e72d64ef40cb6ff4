import { parsePlayhead } from '../state/playhead.ts';
import { DEFAULT_SESSION, type ModeId } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';
import type { Weather } from './fleet-fixture.ts';

const query = new URLSearchParams(globalThis.location?.search ?? '');
const alternative = (key: string) => {
  const id = query.get(key);
  return id === null ? null : { id: 'guanghe-poles', alternative: id };
};
const named = (key: string, open: boolean) =>
  Object.fromEntries((query.get(key)?.split(',') ?? []).map((panel) => [panel, open]));

/**
 * The desk in a storm, and any other state of it: `&mode=hall&lang=en&now=…&t=T3&weather=storm|calm|stale|lost|empty`
 * `&scenario=B&compare=base&select=BR-01&open=about&closed=overview&role=public`.
 */
export const page = deskPage({
  title: { zh: '桌面：暴雨', en: 'Desk: storm' },
  now: Date.parse(query.get('now') ?? '2026-07-15T10:24:00+08:00'),
  weather: (query.get('weather') ?? 'storm') as Weather,
  role: query.get('role') === 'public' ? 'public' : 'operator',
  session: () => ({
    mode: (query.get('mode') ?? 'review') as ModeId,
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    playhead: parsePlayhead(query.get('t') ?? 'now'),
    scenario: alternative('scenario'),
    compare: alternative('compare'),
    select: query.get('select'),
    panels: {
      ...DEFAULT_SESSION.panels,
      scenario: query.has('scenario'),
      ...named('open', true),
      ...named('closed', false),
    },
  }),
});
