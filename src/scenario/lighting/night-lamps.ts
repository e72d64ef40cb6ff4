import { type AssetTable, type AttributeValue, assetAt } from '../../domain/asset.ts';
import type { Instant } from '../../domain/clock.ts';
import { formatMounts, type Mount, parseMounts } from '../../domain/mount.ts';
import type { CompiledScenario } from '../compiled.ts';
import { ledgerOf } from '../ledger.ts';
import { LIGHTING_DEFAULTS, lightingInputs } from './assumptions.ts';
import { type Dimming, dimmingsOf } from './dimming.ts';
import { powerOf } from './luminaire-power.ts';
import { mountServices } from './mount-services.ts';
import { planOptics } from './own-photometry.ts';
import type { Photometry } from './photometry.ts';

/** A luminaire of a layer as the night shows it: the same distribution and flux as the figures are computed from. */
export interface NightLamp {
  readonly slot: number;
  readonly mount: Mount;
  /** A lantern on its shaft, or a lamp whose arms are not known. */
  readonly onShaft: boolean;
  /** Initial, at full output. */
  readonly kilolumens: number;
  readonly photometry: Photometry;
  /** `[from, to)` of its service by alternative, in their order; null for one that shines as long as its pole stands. */
  readonly service: readonly (readonly [from: Instant, to: Instant])[] | null;
  /** What `light` operations leave of it by alternative, in their order; null for one that none dims. */
  readonly dimmings: readonly (readonly Dimming[])[] | null;
}

/**
 * Luminaires of a layer: those of the plan's poles when their mounts are in service, others as long as they stand.
 *
 * @param lamps whether its assets are lamps; of another layer only the plan's poles bear luminaires
 */
export function nightLamps(table: AssetTable, plan: CompiledScenario | null, lamps: boolean): NightLamp[] {
  const inputs = plan ? lightingInputs(plan.document) : LIGHTING_DEFAULTS;
  const opticOf = planOptics(plan?.document ?? {});
  const serving = plan ? servicesOf(plan, table.layer) : new Map<string, Served[]>();
  const dimmed = (plan?.alternatives ?? []).map(({ id }) => dimmingsOf(ledgerOf(plan as CompiledScenario, id)));
  const dimmingsFor = (id: string): NightLamp['dimmings'] => {
    const own = dimmed.map((each) => each.get(`${table.layer} ${id}`) ?? []);
    return own.some((each) => each.length > 0) ? own : null;
  };
  const made: NightLamp[] = [];
  const add = (slot: number, attributes: Attributes, mount: Mount, service: NightLamp['service']) => {
    const { lumens } = powerOf(attributes, mount, inputs);
    const onShaft = attributes.type === 'post-top' || String(attributes.mounts ?? '') === '';
    const photometry = opticOf({ attributes, mount });
    const dimmings = dimmingsFor(table.ids[slot] as string);
    made.push({ slot, mount, onShaft, kilolumens: lumens / 1000, photometry, service, dimmings });
  };
  for (let slot = 0; slot < table.count; slot++) {
    const served = serving.get(table.ids[slot] as string);
    if (served) for (const { attributes, mount, service } of served) add(slot, attributes, mount, service);
    else if (lamps) {
      const { attributes } = assetAt(table, slot);
      const own = parseMounts(String(attributes.mounts ?? '')).filter(({ kind }) => kind === 'luminaire');
      for (const mount of own.length > 0 ? own : [above(attributes, table.headings[slot] ?? 0)])
        add(slot, attributes, mount, null);
    }
  }
  return made;
}

type Attributes = Readonly<Record<string, AttributeValue>>;

interface Served {
  readonly attributes: Attributes;
  readonly mount: Mount;
  readonly service: (readonly [from: Instant, to: Instant])[];
}

const NEVER = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** Luminaires of the plan's poles of a layer by id, each once however many alternatives light it. */
function servicesOf(plan: CompiledScenario, layer: string): Map<string, Served[]> {
  const byText = new Map<string, Served>();
  const byId = new Map<string, Served[]>();
  plan.alternatives.forEach(({ id }, index) => {
    for (const { ref, attributes, mount, from, to } of mountServices(plan, id)) {
      if (ref.layer !== layer || mount.kind !== 'luminaire') continue;
      const key = `${ref.id} ${formatMounts([mount])}`;
      const known: Served = byText.get(key) ?? { attributes, mount, service: plan.alternatives.map(() => NEVER) };
      if (!byText.has(key)) byId.set(ref.id, [...(byId.get(ref.id) ?? []), known]);
      byText.set(key, known);
      const [first, last] = known.service[index] ?? NEVER;
      known.service[index] = first === last ? [from, to] : [Math.min(first, from), Math.max(last, to)];
    }
  });
  return byId;
}

/** The light of a lamp whose mounts are not known, and of a session that may not know them: over its foot. */
function above(attributes: Attributes, heading: number): Mount {
  const height = typeof attributes.height === 'number' && attributes.height > 0 ? attributes.height : 8;
  return { kind: 'luminaire', height, azimuth: heading };
}
