import type { DutyCase } from '../domain/duty-case.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { CameraState, DutyState, Handover } from '../wire/duty.ts';
import type { Camera, DutyBook } from '../wire/duty-book.ts';

export type { DutyState };
export type DutyCamera = Camera;
export type Book = Pick<DutyBook, 'plans' | 'contacts' | 'cameras'>;

/** What an officer does beside deciding alerts. */
export interface DutyRoomPort {
  /** Plans, contacts and cameras of the bureau; asked once. */
  book(): Promise<Outcome<Book>>;
  camera(id: string): Promise<Outcome<CameraState>>;
  /** Takes alerts over from somebody who is offline, or that nobody has. */
  take(ids: readonly string[], note: string): Promise<Outcome<void>>;
  order(alert: string): Promise<Outcome<DutyCase>>;
  again(id: string): Promise<Outcome<DutyCase>>;
  handover(id: string): Promise<Outcome<Handover>>;
  offer(note: string): Promise<Outcome<Handover>>;
  accept(id: string, name: string): Promise<Outcome<Handover>>;
  startDrill(assets: readonly string[]): Promise<Outcome<void>>;
  endDrill(): Promise<Outcome<void>>;
}
