import { useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { parsePlayhead } from '../state/commands.ts';
import type { ModeId, Session } from '../state/session.ts';
import { Desk } from '../ui/Desk.tsx';
import type { GalleryPage } from './page.ts';
import { backdrop, fixturePort, type Weather } from './ui-fixture.ts';

/**
 * The whole screen around an empty scene. `&mode=hall&lang=en&now=…&t=T3&weather=storm|calm|stale|lost|empty&scenario=B&compare=base`
 * `&select=BR-01` open any state of it.
 */
export const page: GalleryPage = {
  title: { zh: '桌面', en: 'Desk' },
  size: [1440, 900],
  async mount(element) {
    const query = new URLSearchParams(location.search);
    const ref = (key: string) => {
      const alternative = query.get(key);
      return alternative === null ? null : { id: 'guanghe-poles', alternative };
    };
    const panels = { ...DEFAULT_PANELS };
    for (const panel of query.get('open')?.split(',') ?? []) Object.assign(panels, { [panel]: true });
    for (const panel of query.get('closed')?.split(',') ?? []) Object.assign(panels, { [panel]: false });
    const session: Partial<Session> = {
      mode: (query.get('mode') ?? 'review') as ModeId,
      language: query.get('lang') === 'en' ? 'en' : 'zh',
      playhead: parsePlayhead(query.get('t') ?? 'now'),
      scenario: ref('scenario'),
      compare: ref('compare'),
      select: query.get('select'),
      panels: { ...panels, scenario: query.has('scenario') },
    };
    const port = fixturePort({
      now: Date.parse(query.get('now') ?? '2026-07-15T10:24:00+08:00'),
      weather: (query.get('weather') ?? 'storm') as Weather,
      role: query.get('role') === 'public' ? 'public' : 'operator',
      session,
    });
    Object.assign(window, { port });
    const root = createRoot(element);
    root.render(<Desk port={port} widgetOptions={{}} scene={<Backdrop />} />);
    await new Promise((resolve) => setTimeout(resolve, 900));
    return () => root.unmount();
  },
};

const DEFAULT_PANELS = {
  layers: true,
  inspector: true,
  overview: true,
  closeup: false,
  scenario: false,
  alerts: true,
  about: false,
  search: false,
};

function Backdrop() {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => (element.current ? backdrop(element.current) : undefined), []);
  return <div ref={element} />;
}
