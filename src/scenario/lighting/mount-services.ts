import type { AttributeValue } from '../../domain/asset.ts';
import type { Instant } from '../../domain/clock.ts';
import { formatMounts, type Mount, parseMounts } from '../../domain/mount.ts';
import type { CompiledScenario, ObjectRef } from '../compiled.ts';
import { type Ledger, ledgerOf, type PoleRecord } from '../ledger.ts';

/** A mount on a pole of the project, and when it works there: `[from, to)`. */
export interface MountService {
  readonly ref: ObjectRef;
  /** The pole that the mount came from; its own where it has not moved. */
  readonly origin: ObjectRef;
  readonly planned: boolean;
  readonly district: string;
  readonly position: readonly [longitude: number, latitude: number];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly mount: Mount;
  /** The mount as its pole's attribute writes it. */
  readonly text: string;
  readonly from: Instant;
  readonly to: Instant;
}

const SERVICES = new WeakMap<Ledger, readonly MountService[]>();

/**
 * When each mount works under an alternative. A merged pole's mounts work on it until they migrate and on the carrier from
 * then, so that old and new poles standing side by side count once.
 */
export function mountServices(compiled: CompiledScenario, alternativeId: string): readonly MountService[] {
  const ledger = ledgerOf(compiled, alternativeId);
  const known = SERVICES.get(ledger);
  if (known) return known;
  const moves = movesOf(ledger);
  const services = ledger.poles.flatMap((pole) => servicesOf(pole, ledger, moves));
  SERVICES.set(ledger, services);
  return services;
}

interface Moves {
  /** When a mount leaves its pole: `layer id text`. */
  readonly leaves: ReadonlyMap<string, Instant>;
  /** When a mount begins on its carrier: `layer id text`, and `layer id kind` for one that hangs otherwise there. */
  readonly begins: ReadonlyMap<string, Instant>;
  /** Whose mounts a carrier took over: `layer id kind` of the carrier, in the order of the merges. */
  readonly origins: ReadonlyMap<string, readonly { readonly from: ObjectRef; readonly text: string }[]>;
}

function movesOf(ledger: Ledger): Moves {
  const leaves = new Map<string, Instant>();
  const begins = new Map<string, Instant>();
  const origins = new Map<string, { from: ObjectRef; text: string }[]>();
  const earlier = (key: string, at: Instant) => begins.set(key, Math.min(at, begins.get(key) ?? at));
  for (const { from, carrier, mounts, migrated } of ledger.merges)
    for (const text of mounts) {
      leaves.set(`${keyOf(from)} ${text}`, migrated);
      earlier(`${keyOf(carrier)} ${text}`, migrated);
      const kind = `${keyOf(carrier)} ${text.split(':')[0]}`;
      earlier(kind, migrated);
      origins.set(kind, [...(origins.get(kind) ?? []), { from, text }]);
    }
  return { leaves, begins, origins };
}

function servicesOf(pole: PoleRecord, ledger: Ledger, { leaves, begins, origins }: Moves): MountService[] {
  const key = keyOf(pole.ref);
  const changes = ledger.modifications.filter(
    ({ target, attributes }) => keyOf(target) === key && attributes.mounts !== undefined,
  );
  const states = [
    { at: Number.NEGATIVE_INFINITY, mounts: pole.attributes.mounts },
    ...changes.map(({ at, attributes }) => ({ at, mounts: attributes.mounts })),
  ];
  return states.flatMap((state, index) => {
    const until = states[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    const originOf = originsOn(pole, origins);
    return parseMounts(String(state.mounts ?? '')).flatMap((mount) => {
      const text = formatMounts([mount]);
      // Only what the plan builds waits for its mounts; a standing pole's own mounts work already.
      const begin = pole.planned
        ? (begins.get(`${key} ${text}`) ?? begins.get(`${key} ${mount.kind}`))
        : begins.get(`${key} ${text}`);
      const from = Math.max(pole.from, state.at, begin ?? Number.NEGATIVE_INFINITY);
      const to = Math.min(pole.to, until, leaves.get(`${key} ${text}`) ?? Number.POSITIVE_INFINITY);
      if (from >= to) return [];
      const { ref, planned, district, position, attributes } = pole;
      return [
        { ref, origin: originOf(mount.kind, text), planned, district, position, attributes, mount, text, from, to },
      ];
    });
  });
}

/** Whose each mount of a pole was, asked in the order that the pole lists them: one that hangs as before, else the next of its kind. */
function originsOn(pole: PoleRecord, origins: Moves['origins']): (kind: string, text: string) => ObjectRef {
  const left = new Map<string, { from: ObjectRef; text: string }[]>();
  return (kind, text) => {
    const key = `${keyOf(pole.ref)} ${kind}`;
    const waiting = left.get(key) ?? [...(origins.get(key) ?? [])];
    left.set(key, waiting);
    const same = waiting.findIndex((each) => each.text === text);
    // What a standing pole has of its own hangs there as it is listed; what came hangs as it came, or otherwise on a carrier.
    const found = same >= 0 ? same : pole.planned && waiting.length > 0 ? 0 : -1;
    return found < 0 ? pole.ref : (waiting.splice(found, 1)[0] as { from: ObjectRef }).from;
  };
}

function keyOf(ref: ObjectRef): string {
  return `${ref.layer} ${ref.id}`;
}
