import type { Instant } from '../../domain/clock.ts';
import { type MountKind, microCellSets, parseMounts } from '../../domain/mount.ts';
import type { CompiledScenario, ObjectRef } from '../compiled.ts';
import { type Ledger, ledgerOf, type PoleRecord } from '../ledger.ts';
import { energyLoads } from '../lighting/energy-loads.ts';
import { roadAxis } from '../road-axis.ts';
import type { CostLine } from './cost-line.ts';
import type { ItemId, Payer } from './items.ts';
import type { Quantities } from './measures.ts';
import { streetCostLines } from './street-lines.ts';

/** Poles of one overhead line stand no farther apart, metres; a longer gap is none of it. */
const LONGEST_SPAN = 80;

const LINES = new WeakMap<Ledger, readonly CostLine[]>();

/** Every line of an alternative, counted once from its objects. */
export function costLines(compiled: CompiledScenario, alternativeId: string): readonly CostLine[] {
  const ledger = ledgerOf(compiled, alternativeId);
  const known = LINES.get(ledger);
  if (known) return known;
  const lines = [
    ...poleLines(ledger),
    ...roadLines(compiled, ledger),
    ...energyLines(compiled, alternativeId),
    ...streetCostLines(compiled, alternativeId),
  ];
  LINES.set(ledger, lines);
  return lines;
}

/** Lines that count at `at`: works done by then, and what stands and runs. */
export function linesAt(lines: readonly CostLine[], at: Instant): CostLine[] {
  return lines.filter(({ from, to }) => from <= at && at < to);
}

export function quantitiesOf(lines: readonly CostLine[]): Quantities {
  const quantities = new Map<ItemId, number>();
  for (const { item, quantity } of lines) quantities.set(item, (quantities.get(item) ?? 0) + quantity);
  return quantities;
}

/** Lines that belong to single poles; removing a pole removes exactly these. */
function poleLines(ledger: Ledger): CostLine[] {
  const lines: CostLine[] = [];
  const merges = new Map<string, Ledger['merges'][number][]>();
  for (const merge of ledger.merges) merges.set(keyOf(merge.from), [...(merges.get(keyOf(merge.from)) ?? []), merge]);
  const poles = new Map(ledger.poles.map((pole) => [keyOf(pole.ref), pole]));
  const arrived = new Map<string, number>();
  for (const { carrier, mounts } of ledger.merges)
    arrived.set(keyOf(carrier), (arrived.get(keyOf(carrier)) ?? 0) + mounts.filter(isMicroCell).length);

  for (const pole of ledger.poles) {
    const { ref, district } = pole;
    // Where its mounts go to several carriers, lamp and devices are counted with the first.
    const shares = merges.get(keyOf(ref)) ?? [];
    const merge = shares[0];
    const put = (item: ItemId, quantity: number, payer: Payer, from: Instant, to = Infinity, shown = ref) => {
      if (quantity !== 0 && from < to) lines.push({ item, quantity, ref, shown, payer, district, from, to });
    };
    const owner = payerOf(pole);
    const mounts = parseMounts(String(pole.attributes.mounts ?? ''));
    if (pole.planned) {
      put('carrier', 1, 'fiscal', pole.from);
      put('base', 1, 'fiscal', pole.from);
      put('carrierUpkeep', 1, 'fiscal', pole.from, pole.to);
      put('carrierStock', 1, 'fiscal', pole.from, pole.to);
      const antennas = mounts.filter(({ kind }) => kind === 'micro-cell').length - (arrived.get(keyOf(ref)) ?? 0);
      const cells = microCellSets(Math.max(0, antennas));
      if (cells > 0) {
        put('microCell', cells, 'tower', pole.from);
        put('rent', cells, 'tower', pole.from, pole.to);
        put('deviceStock', cells, 'tower', pole.from, pole.to);
      }
      continue;
    }
    put('plainUpkeep', 1, owner, pole.from, pole.to);
    put(pole.class === 'LP' ? 'lampPoleStock' : 'plainPoleStock', 1, owner, pole.from, pole.to);
    if (pole.to < Infinity) put('removal', 1, 'fiscal', pole.to);
    // Devices run on where their mounts go; with a pole that is simply removed they end.
    const moved = merge?.migrated ?? pole.to;
    const luminaires = mounts.filter(({ kind }) => kind === 'luminaire').length;
    put('ledStock', luminaires, 'fiscal', pole.from, moved);
    const until = merge ? Infinity : pole.to;
    const antennas = mounts.filter(({ kind }) => kind === 'micro-cell').length;
    const others = mounts.filter(({ kind }) => kind !== 'micro-cell');
    const cells = Array.from({ length: microCellSets(antennas) }, () => ({ kind: 'micro-cell' as const }));
    for (const { kind } of [...others, ...cells]) {
      const use = DEVICES[kind];
      if (!use) continue;
      for (const [from, to, shown] of [
        [pole.from, moved, ref] as const,
        [moved, until, merge?.carrier ?? ref] as const,
      ]) {
        put('deviceStock', 1, use.payer, from, to, shown);
      }
    }
    if (!merge) continue;
    put('ledStock', luminaires, 'fiscal', moved, Infinity, merge.carrier);
    for (const share of shares) {
      for (const { kind } of share.mounts.flatMap(parseMounts))
        put('mountMove', 1, DEVICES[kind]?.payer ?? TRAFFIC[kind] ?? 'fiscal', share.migrated, Infinity, share.carrier);
      const rented = microCellSets(share.mounts.filter(isMicroCell).length);
      if (poles.get(keyOf(share.carrier))?.planned)
        put('rent', rented, 'tower', share.migrated, Infinity, share.carrier);
    }
  }
  return lines;
}

/** What the lighting model counts as loads: the same kWh are paid here. */
function energyLines(compiled: CompiledScenario, alternativeId: string): CostLine[] {
  return energyLoads(compiled, alternativeId).map(({ kind, quantity, mount, ref, origin, district, from, to }) => ({
    item: kind,
    quantity,
    ref: origin,
    shown: ref,
    payer: DEVICES[mount]?.payer ?? TRAFFIC[mount] ?? 'fiscal',
    district,
    from,
    to,
  }));
}

/**
 * Ducts from carrier to carrier along each side, and spans of overhead line between poles that go underground, where the
 * lines themselves are not known.
 */
function roadLines({ document, assets }: CompiledScenario, ledger: Ledger): CostLine[] {
  const path = document.project.axis;
  if (!path || path.length < 2) return [];
  const axis = roadAxis(path);
  const spans = (
    poles: readonly PoleRecord[],
    item: ItemId,
    unit: number,
    longest: number,
    since: (pole: PoleRecord) => Instant,
  ) =>
    [-1, 1].flatMap((side) => {
      const own = poles
        .map((pole) => ({ pole, ...axis.stationOf(pole.position[0], pole.position[1]) }))
        .filter(({ offset }) => (offset < 0 ? -1 : 1) === side)
        .sort((a, b) => a.chainage - b.chainage || (a.pole.ref.id < b.pole.ref.id ? -1 : 1));
      return own.slice(1).flatMap(({ pole, chainage }, index): CostLine[] => {
        const metres = chainage - (own[index]?.chainage ?? chainage);
        if (metres <= 0 || metres > longest) return [];
        const { ref, district } = pole;
        const payer = item === 'underground' ? 'grid' : 'fiscal';
        return [{ item, quantity: metres / unit, ref, shown: ref, payer, district, from: since(pole), to: Infinity }];
      });
    });
  return [
    ...spans(
      ledger.poles.filter((pole) => pole.planned),
      'duct',
      1,
      Infinity,
      (pole) => pole.from,
    ),
    ...spans(
      ledger.poles.filter(
        (pole) => !assets.has('overhead-line') && pole.fate === 'undergrounded' && pole.to < Infinity,
      ),
      'underground',
      1000,
      LONGEST_SPAN,
      (pole) => pole.to,
    ),
  ];
}

/** Who runs a device. */
const DEVICES: Readonly<Partial<Record<MountKind, { readonly payer: Payer }>>> = {
  camera: { payer: 'police' },
  'enforcement-camera': { payer: 'police' },
  'micro-cell': { payer: 'tower' },
  screen: { payer: 'fiscal' },
  wifi: { payer: 'fiscal' },
  weather: { payer: 'fiscal' },
  speaker: { payer: 'fiscal' },
  'help-point': { payer: 'fiscal' },
  charger: { payer: 'fiscal' },
};

const TRAFFIC: Readonly<Partial<Record<MountKind, Payer>>> = {
  'vehicle-signal': 'police',
  'pedestrian-signal': 'police',
  sign: 'police',
  'guide-sign': 'police',
};

/** The owner's name decides who keeps a pole; an unknown owner's falls to the city. */
function payerOf({ attributes }: PoleRecord): Payer {
  const owner = String(attributes.owner ?? '');
  if (/铁塔|移动|联通|电信/.test(owner)) return 'tower';
  if (/交警|公安/.test(owner)) return 'police';
  if (/国网|供电|电力/.test(owner)) return 'grid';
  return 'fiscal';
}

function isMicroCell(mount: string): boolean {
  return mount.startsWith('micro-cell:');
}

function keyOf({ layer, id }: ObjectRef): string {
  return `${layer} ${id}`;
}
