import { type Alert, isOpen } from '../domain/alert.ts';
import { type AlertEngine, createAlertEngine, type KeptAlert } from './alert-engine.ts';
import type { AlertStore } from './alert-store.ts';
import type { City } from './city.ts';
import type { Lease } from './lease.ts';

/** What another gateway had in hand when it ended may be so much older than its last sign of life, ms. */
const IN_HAND_MS = 5000;
/** Pause after the database refused, ms. */
const AGAIN_MS = 1000;
/** Judgements of the own samples that are remembered while another gateway raises the alerts. */
const MOST_UNTOLD = 20_000;

/** The alerts of the city, at whichever of its gateways. */
export interface SharedAlerts extends AlertEngine {
  /** Learns what other gateways wrote. */
  refresh(): Promise<void>;
}

interface Untold {
  readonly kept: KeptAlert;
  readonly past: boolean;
  /** On the steady clock, ms. */
  readonly at: number;
}

/**
 * Every gateway hears every sample and judges it; the holder of the lease alone writes and tells what comes of it. The others show
 * what it wrote, and remember what they judged until they see it written: when the holder ends, one of them tells what is missing.
 * A person's step is written by the gateway that took it, and the holder goes on from there.
 *
 * @param told hears of each change that viewers are to see
 */
export function shareAlerts(
  city: City,
  drill: boolean,
  store: AlertStore,
  lease: Lease,
  log: (line: string) => void,
  told: (alert: Alert) => void,
): SharedAlerts {
  /** Open alerts as they are written. */
  let shown = new Map<string, Alert>();
  let untold = new Map<string, Untold>();
  /** This gateway holds the lease and has taken up where the one before left off. */
  let leading = false;
  let byPerson = false;
  const leads = () => leading && lease.held;

  function show(alert: Alert): void {
    if (isOpen(alert)) shown.set(alert.id, alert);
    else shown.delete(alert.id);
    told(alert);
  }

  function remember(kept: KeptAlert, past: boolean): void {
    untold.delete(kept.alert.id);
    untold.set(kept.alert.id, { kept, past, at: performance.now() });
    if (untold.size > MOST_UNTOLD) for (const oldest of untold.keys()) if (untold.delete(oldest)) break;
  }

  const engine = createAlertEngine(city, drill, (kept, past) => {
    if (byPerson) store.put(kept, 'person');
    else if (leads()) store.put(kept, past ? 'past' : 'value');
    else {
      remember(kept, past);
      return;
    }
    if (!past) show(kept.alert);
  });

  function adopt(kept: KeptAlert): void {
    const mine = untold.get(kept.alert.id);
    if (mine && mine.kept.alert.updatedAt <= kept.alert.updatedAt) untold.delete(kept.alert.id);
    engine.adopt(kept);
    show(kept.alert);
  }

  store.onRefused(adopt, (kept) => {
    for (const each of kept) remember(each, false);
  });

  /** One after another. */
  let turn: Promise<void> = Promise.resolve();
  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work).catch((error: unknown) => log(`alerts: cannot be read (${String(error)}).`));
    return turn;
  }

  async function learn(): Promise<void> {
    for (const kept of await store.news()) adopt(kept);
  }

  /** Writes an alert that this gateway judged and the one before has not written. */
  function tell({ kept, past }: Untold): void {
    if (past) {
      store.put(kept, 'past');
      return;
    }
    const written = shown.get(kept.alert.id);
    const { log, holder } = written ?? {};
    const alert = { ...kept.alert, ...(log ? { log } : {}), ...(holder ? { holder } : {}) };
    store.put({ ...kept, alert }, 'value');
    if (written) engine.adopt({ ...kept, alert });
    show(alert);
  }

  async function takeUp(silentMs: number): Promise<void> {
    try {
      await learn();
    } catch (error) {
      const later = () => lease.held && !leading && inTurn(() => takeUp(silentMs + AGAIN_MS));
      setTimeout(later, AGAIN_MS).unref();
      throw error;
    }
    if (!lease.held) return;
    leading = true;
    const since = performance.now() - silentMs - IN_HAND_MS;
    const standing = new Set(engine.open().map(({ id }) => id));
    const waiting = [...untold.values()].filter(({ at }) => at >= since);
    untold = new Map();
    for (const each of waiting) if (!isOpen(each.kept.alert) || standing.has(each.kept.alert.id)) tell(each);
    // What is open here and was never written, or open there and not known here any more.
    for (const alert of engine.open())
      if (!shown.has(alert.id)) {
        store.put({ alert, holding: false }, 'value');
        show(alert);
      }
    for (const alert of shown.values())
      if (!engine.open().some(({ id }) => id === alert.id)) engine.adopt({ alert, holding: false });
  }

  async function giveUp(): Promise<void> {
    for (const kept of store.takeBack()) remember(kept, false);
    const written = (await store.unfinished()).filter(({ alert }) => isOpen(alert));
    if (leads()) return;
    const before = shown;
    shown = new Map(written.map(({ alert }) => [alert.id, alert]));
    for (const kept of written) engine.adopt(kept);
    for (const alert of new Set([...before.values(), ...shown.values()])) told(alert);
  }

  return {
    refresh: () => inTurn(learn),
    observe: engine.observe,
    decide(id, step, now, by) {
      return stepping(() => engine.decide(id, step, now, by));
    },
    amend: (id, change) => stepping(() => engine.amend(id, change)),
    lapse(now) {
      if (leads()) engine.lapse(now);
    },
    open: () => (leads() ? engine.open() : [...shown.values()].sort((a, b) => b.raisedAt - a.raisedAt)),
    adopt,
    restore(kept) {
      for (const { alert } of kept) if (isOpen(alert)) shown.set(alert.id, alert);
      engine.restore(kept);
      lease.onChange(
        (silentMs) => {
          void inTurn(() => takeUp(silentMs));
        },
        () => {
          leading = false;
          void inTurn(giveUp);
        },
      );
    },
  };

  function stepping<T>(step: () => T): T {
    byPerson = true;
    try {
      return step();
    } finally {
      byPerson = false;
    }
  }
}
