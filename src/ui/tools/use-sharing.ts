import { REVIEW_WRITERS } from '../../domain/review/act.ts';
import type { SharedItem } from '../../domain/shared-data.ts';
import type { Words } from '../../domain/words.ts';
import type { SharedPort } from '../../state/shared-port.ts';
import { useAsked, useDeed } from '../asked.ts';
import { usePort } from '../desk-context.ts';
import { usePeople } from '../people/use-people.ts';

/** What colleagues share, and what the person at the screen may do with it. */
export interface Sharing {
  /** The newest first; null while it is not known. */
  readonly items: readonly SharedItem[] | null;
  /** Why the list could not be read. */
  readonly failed: Words | null;
  /** Why the last deed was refused. */
  readonly refusal: Words | null;
  readonly busy: boolean;
  readonly mayShare: boolean;
  readonly mayWithdraw: (item: SharedItem) => boolean;
  /** Does one thing at a time, then reads the list again. */
  readonly perform: (work: (shared: SharedPort) => ReturnType<SharedPort['withdraw' | 'share']>) => void;
  readonly again: () => void;
}

/** Null for a public session, and until it is known who looks. */
export function useSharing(): Sharing | null {
  const port = usePort();
  const { me } = usePeople();
  const role = me?.role ?? 'public';
  const { outcome, again } = useAsked(`${role} ${me?.user ?? ''}`, async () =>
    role === 'public' ? ({ ok: true, value: [] } as const) : (await port.sharedData()).list(),
  );
  const { busy, refusal, perform } = useDeed();
  if (!me || role === 'public') return null;
  return {
    items: outcome?.ok ? outcome.value : null,
    failed: outcome && !outcome.ok ? outcome.reason : null,
    refusal,
    busy,
    mayShare: (REVIEW_WRITERS as readonly string[]).includes(role),
    mayWithdraw: ({ by }) => role === 'admin' || by.user === me.user,
    perform: (work) => perform<unknown>(async () => work(await port.sharedData()), again),
    again,
  };
}
