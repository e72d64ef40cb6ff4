import { useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import type { Instant } from '../domain/clock.ts';
import type { Words } from '../domain/words.ts';
import type { Wall } from '../modes/scale.ts';
import type { TwinPort } from '../state/port.ts';
import { DEFAULT_SESSION, type Session } from '../state/session.ts';
import { Desk } from '../ui/Desk.tsx';
import type { Weather } from './fleet-fixture.ts';
import type { GalleryPage } from './page.ts';
import type { Visitor } from './people-fixture.ts';
import { backdrop, fixturePort } from './ui-fixture.ts';

export interface DeskPageOptions {
  readonly title: Words;
  readonly size?: readonly [width: number, height: number];
  readonly weather?: Weather;
  readonly now?: Instant;
  readonly role?: 'operator' | 'public';
  /** Who looks at the page; the demo's planner when absent. */
  readonly visitor?: Visitor;
  /** Whether trees, houses and approaches of the plan's road are known. */
  readonly surroundings?: boolean;
  /** Nobody shares own data; some do when absent. */
  readonly nothingShared?: boolean;
  /** A press or two that the page shows the outcome of. */
  readonly settled?: (element: HTMLElement, port: TwinPort) => void | Promise<void>;
  /** The hall's wall, metres. */
  readonly wall?: Wall;
  /** What differs from the session a person starts with. */
  readonly session?: () => Partial<Session>;
}

/** A page of the whole screen around an empty scene, in one state of it. */
export function deskPage(options: DeskPageOptions): GalleryPage {
  return {
    title: options.title,
    size: options.size ?? [1440, 900],
    async mount(element) {
      const session = options.session?.() ?? {};
      const port = fixturePort({
        now: options.now ?? Date.parse('2026-07-15T10:24:00+08:00'),
        weather: options.weather ?? 'storm',
        role: options.role ?? 'operator',
        ...(options.visitor ? { visitor: options.visitor } : {}),
        surroundings: options.surroundings ?? false,
        nothingShared: options.nothingShared ?? false,
        session: {
          ...session,
          panels: { ...DEFAULT_SESSION.panels, scenario: Boolean(session.scenario), ...session.panels },
        },
      });
      Object.assign(window, { port });
      const root = createRoot(element);
      root.render(
        <Desk port={port} widgetOptions={{}} scene={<Backdrop />} {...(options.wall ? { wall: options.wall } : {})} />,
      );
      await new Promise((resolve) => setTimeout(resolve, 900));
      if (options.settled) {
        await options.settled(element, port);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      return () => root.unmount();
    },
  };
}

function Backdrop() {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => (element.current ? backdrop(element.current) : undefined), []);
  return <div ref={element} />;
}
