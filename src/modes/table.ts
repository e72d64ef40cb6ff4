import { MODE_IDS, type ModeId } from '../state/session.ts';
import { exhibition } from './exhibition.ts';
import { hall } from './hall.ts';
import type { Mode } from './mode.ts';
import { review } from './review.ts';

/** The three modes by id. */
export const MODES: Readonly<Record<ModeId, Mode>> = { review, hall, exhibition };

/** The three modes in the order of the mode switch. */
export const MODE_LIST: readonly Mode[] = MODE_IDS.map((id) => MODES[id]);
