import { useState } from 'react';
import { useSession } from '../desk-context.ts';
import type { VersionPage } from './version-page.ts';

/** The alternative that a page is about: the one to be signed, else the one on screen, else the first; and how to choose. */
export function useAlternative({ document, record }: Pick<VersionPage, 'document' | 'record'>) {
  const onScreen = useSession((session) => session.scenario?.alternative);
  const [picked, pick] = useState<string | null>(null);
  const has = (id: string | null | undefined) => document.alternatives.find((each) => each.id === id);
  const alternative = has(picked) ?? has(record.progress.chosen) ?? has(onScreen) ?? document.alternatives[0];
  return { alternative, pick };
}
