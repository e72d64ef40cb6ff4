import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';
import { allTools, type Tool } from './tools-fixture.ts';

const query = new URLSearchParams(globalThis.location?.search ?? '');

/** Tools on a tablet, by night, in English; `&with=measure,clip,tour,walk`, `&buffer=0`. */
export const page = deskPage({
  title: { zh: '工具：平板，夜，英文', en: 'Tools: on a tablet, by night' },
  size: [1024, 768],
  weather: 'calm',
  now: Date.parse('2026-07-15T22:24:00+08:00'),
  session: () => ({
    ...allTools(...((query.get('with') ?? 'measure').split(',') as Tool[])),
    language: query.get('lang') === 'zh' ? 'zh' : 'en',
    panels: { ...DEFAULT_SESSION.panels, inspector: false, buffer: query.get('buffer') !== '0' },
  }),
});
