import { expect, it } from 'vitest';
import { AT, strewnLamps } from '../domain/query/test-lamps.ts';
import { DEFAULT_SESSION, type Session } from './session.ts';
import { createShownColors } from './shown-colors.ts';

it('follows the look, keeps still while nothing changed, and has nothing observed in the future', () => {
  const lamps = strewnLamps(500);
  const state = {
    at: AT,
    era: 'now' as 'now' | 'future',
    session: { ...DEFAULT_SESSION, layers: ['lamp'] } as Session,
  };
  const colors = createShownColors({
    session: () => state.session,
    fleet: () => new Map([['lamp', lamps]]),
    at: () => state.at,
    era: () => state.era,
  });
  expect(colors().size).toBe(0);
  state.session = { ...state.session, looks: { lamp: { color: { field: 'power', by: 'quantile', classes: 4 } } } };
  const first = colors();
  expect(first.get('lamp')?.classes).toHaveLength(4);
  state.at += 200;
  expect(colors()).toBe(first);
  state.at += 30_000;
  expect(colors()).not.toBe(first);
  state.era = 'future';
  expect(colors().get('lamp')?.slots.some(Boolean)).toBe(false);
  state.session = { ...state.session, looks: { lamp: { color: { field: 'height', by: 'equal', classes: 4 } } } };
  const registered = colors();
  expect(registered.get('lamp')?.slots.some(Boolean)).toBe(true);
  state.at += 600_000;
  expect(colors()).toBe(registered);
});
