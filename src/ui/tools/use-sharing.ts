import { useEffect, useRef } from 'react';
import { REVIEW_WRITERS } from '../../domain/review/act.ts';
import type { SharedItem } from '../../domain/shared-data.ts';
import type { Words } from '../../domain/words.ts';
import type { SharedPort } from '../../state/shared-port.ts';
import { useAsked, useDeed } from '../asked.ts';
import { usePort, useSample } from '../desk-context.ts';
import { usePeople } from '../people/use-people.ts';

/** What colleagues share, and what the person at the screen may do with it. */
export interface Sharing {
  /** The newest first; null while it is not known. */
  readonly items: readonly SharedItem[] | null;
  /** Why the list could not be read. */
  readonly failed: Words | null;
  /** Why the last own data were not shared. */
  readonly notShared: Words | null;
  /** Why the last one could not be added or withdrawn. */
  readonly refusal: Words | null;
  readonly busy: boolean;
  readonly mayShare: boolean;
  readonly mayWithdraw: (item: SharedItem) => boolean;
  /** Gives one of the own data to colleagues, then reads the list again. */
  readonly share: (...one: Parameters<SharedPort['share']>) => void;
  /** Adds or withdraws one, then reads the list again. */
  readonly perform: (work: (shared: SharedPort) => ReturnType<SharedPort['withdraw']>) => void;
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
  // Somebody shared or withdrew something meanwhile; what is on screen stays until the answer comes.
  const edition = useSample((each) => each.editions().shared);
  const seen = useRef(edition);
  useEffect(() => {
    if (seen.current === edition) return;
    seen.current = edition;
    again();
  }, [edition, again]);
  const giving = useDeed();
  const taking = useDeed();
  if (!me || role === 'public') return null;
  return {
    items: outcome?.ok ? outcome.value : null,
    failed: outcome && !outcome.ok ? outcome.reason : null,
    notShared: giving.refusal,
    refusal: taking.refusal,
    busy: giving.busy || taking.busy,
    mayShare: (REVIEW_WRITERS as readonly string[]).includes(role),
    mayWithdraw: ({ by }) => role === 'admin' || by.user === me.user,
    share: (...one) => giving.perform(async () => (await port.sharedData()).share(...one), again),
    perform: (work) => taking.perform(async () => work(await port.sharedData()), again),
    again,
  };
}
