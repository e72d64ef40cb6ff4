import type { Instant } from '../domain/clock.ts';
import type { SharedItem } from '../domain/shared-data.ts';
import type { Notice } from '../state/session.ts';
import type { SharedPort } from '../state/shared-port.ts';
import type { SessionStore } from '../state/store.ts';

/** Tells whoever works at the desk what colleagues share meanwhile, and that they took back what is in the view here. */
export interface SharedNews {
  /** What is shared has this edition now; the first one is no news. */
  edition(number: number): void;
}

export function createSharedNews(parts: {
  readonly store: SessionStore;
  readonly list: SharedPort['list'];
  /** Who looks at the page; null: nobody is known. */
  readonly me: () => Promise<string | null>;
  /** City time. */
  readonly now: () => Instant;
  /** Whether this screen is one for own data. */
  readonly wanted: () => boolean;
  readonly show: (notice: Notice) => void;
}): SharedNews {
  const { store, show } = parts;
  const told = new Set<string>();
  let known: number | null = null;
  let since = parts.now();

  async function tell(): Promise<void> {
    const [outcome, me] = await Promise.all([parts.list(), parts.me()]);
    if (!outcome.ok) return;
    const items = outcome.value;
    const offered = items.filter(({ by }) => by.at >= since && by.user !== me);
    since = Math.max(since, ...items.map(({ by }) => by.at));
    for (const item of offered) if (isNew(item.id)) show(offeredNotice(item));
    for (const { name, shared, from } of store.getState().own)
      if (from && shared !== undefined && !items.some(({ id }) => id === shared) && isNew(`${shared} withdrawn`))
        show(withdrawnNotice(shared, name, from.by.name));
  }

  function isNew(key: string): boolean {
    if (told.has(key)) return false;
    told.add(key);
    return true;
  }

  return {
    edition(number) {
      const first = known === null;
      if (number === known) return;
      known = number;
      // Who asks for the list hears why it cannot be had; this is a word by the way.
      if (!first && parts.wanted()) tell().catch((error: unknown) => console.warn(error));
    },
  };
}

function offeredNotice({ id, name, by }: SharedItem): Notice {
  return {
    key: `shared ${id}`,
    tone: 'info',
    text: {
      zh: `${by.name}共享了“${name}”；在“自有数据”中可加入视图。`,
      en: `${by.name} shares "${name}"; add it to your view under "Own data".`,
    },
  };
}

function withdrawnNotice(shared: string, name: string, by: string): Notice {
  return {
    key: `withdrawn ${shared}`,
    tone: 'warning',
    text: {
      zh: `${by}共享的“${name}”已撤回；您视图中的一份仍在，请核实后再使用。`,
      en: `"${name}", shared by ${by}, was withdrawn; the copy in your view remains: ask before you rely on it.`,
    },
  };
}
