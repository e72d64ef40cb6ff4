import type { Alert } from '../domain/alert.ts';
import { isOpen } from '../domain/alert.ts';
import { MINUTE } from '../domain/clock.ts';
import type { Mute } from '../domain/mute.ts';
import type { DutyState } from '../wire/duty.ts';
import type { Editions, ServerMessage } from '../wire/socket.ts';
import type { RoleView } from './role-view.ts';

/** Texts of the live socket that each tell a whole state: who could not be told is owed the newest alone. */
export const STATES = ['alerts', 'mutes', 'duty', 'editions'] as const;
export type State = (typeof STATES)[number];

export interface StateSources {
  readonly clock: () => { readonly now: number; readonly rate: number };
  readonly alerts: () => readonly Alert[];
  readonly mutes: () => readonly Mute[];
  readonly duty: () => DutyState;
  readonly editions: () => Editions;
}

/** Undefined: not for this role. */
export type StateTexts = (state: State, view: RoleView) => string | undefined;

export function createStateTexts(sources: StateSources): {
  /** An alert changed; one that ended is told for a minute more. */
  ended(alert: Alert): void;
  /** What is so now; each text is made once a role. */
  texts(): StateTexts;
} {
  const recent = new Map<string, Alert>();

  function alertsFor(view: RoleView): Alert[] {
    const since = sources.clock().now - MINUTE;
    for (const [id, alert] of recent) if (alert.updatedAt < since || isOpen(alert)) recent.delete(id);
    return [...sources.alerts(), ...recent.values()].flatMap((alert) => view.alert(alert) ?? []);
  }

  function messageOf(state: State, view: RoleView): ServerMessage | undefined {
    switch (state) {
      case 'alerts':
        return { type: 'alerts', alerts: alertsFor(view) };
      case 'mutes':
        return view.role === 'operator' ? { type: 'mutes', mutes: [...sources.mutes()] } : undefined;
      case 'duty':
        return view.role === 'operator' ? { type: 'duty', duty: sources.duty() } : undefined;
      case 'editions':
        return view.role === 'operator' ? { type: 'editions', ...sources.editions() } : undefined;
    }
  }

  return {
    ended(alert) {
      if (!isOpen(alert)) recent.set(alert.id, alert);
    },
    texts() {
      const made = new Map<string, string | undefined>();
      return (state, view) => {
        const key = `${state} ${view.role}`;
        if (!made.has(key)) {
          const message = messageOf(state, view);
          made.set(key, message && JSON.stringify(message));
        }
        return made.get(key);
      };
    },
  };
}
