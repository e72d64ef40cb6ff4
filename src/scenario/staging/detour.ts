import { DAY, type Instant } from '../../domain/clock.ts';
import type { CompiledScenario } from '../compiled.ts';
import { type Ledger, ledgerOf } from '../ledger.ts';
import { type Range, rangeOf } from '../range.ts';
import { roadAxis } from '../road-axis.ts';
import { assign, type Narrowing } from './assignment.ts';
import { TRAFFIC_ASSUMPTIONS, type Traffic, type TrafficKey, trafficEnds } from './assumptions.ts';
import { type PlainRoad, type RoadGraph, roadGraph } from './road-graph.ts';

/** A time during which the same stretches are fenced. */
interface ClosedSpan {
  readonly from: Instant;
  readonly to: Instant;
  readonly narrowings: ReadonlyMap<number, Narrowing>;
}

const KEYS = TRAFFIC_ASSUMPTIONS.map(({ key }) => key);

/**
 * Vehicle hours that the day-long closures of an alternative have cost until `at`, detours included, as its assumptions vary; null
 * without a road network. Night works and junction nights fall outside the hours that demand is given for.
 */
export function detourHours(compiled: CompiledScenario, alternativeId: string, at: Instant): Range<TrafficKey> | null {
  const { network } = compiled.document.project;
  const spans = closedSpans(compiled, alternativeId);
  if (!network || !spans) return null;
  const begun = spans.filter(({ from }) => from < at);
  return rangeOf(
    (traffic) =>
      begun.reduce(
        (sum, { from, to, narrowings }) =>
          sum + (delayAnHour(network, traffic, narrowings) * traffic.peakHours * (Math.min(at, to) - from)) / DAY,
        0,
      ),
    trafficEnds(compiled.document.assumptions),
    KEYS,
  );
}

const SPANS = new WeakMap<Ledger, readonly ClosedSpan[] | null>();

/** Spans of equal closures, worked out once an alternative; null without a network or an axis. */
function closedSpans(compiled: CompiledScenario, alternativeId: string): readonly ClosedSpan[] | null {
  const ledger = ledgerOf(compiled, alternativeId);
  const known = SPANS.get(ledger);
  if (known !== undefined) return known;
  const made = makeSpans(compiled, ledger);
  SPANS.set(ledger, made);
  return made;
}

function makeSpans(compiled: CompiledScenario, ledger: Ledger): readonly ClosedSpan[] | null {
  const { network, axis } = compiled.document.project;
  if (!network || !axis || axis.length < 2) return null;
  const closures = ledger.holds.flatMap(({ operation, from, to }) =>
    operation.op === 'close' && operation.site && operation.hours === undefined && operation.lanes > 0
      ? [{ from, to, side: operation.side, lanes: operation.lanes, stretch: operation.site.stretch }]
      : [],
  );
  if (closures.length === 0) return [];
  const { graph } = roadsOf(network);
  const places = linkPlaces(compiled, graph);
  const days = [...new Set(closures.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  return days.slice(1).flatMap((to, index): ClosedSpan[] => {
    const from = days[index] as Instant;
    const standing = closures.filter((each) => each.from <= from && from < each.to);
    return standing.length > 0 ? [{ from, to, narrowings: narrowingsOf(standing, places, graph) }] : [];
  });
}

/** A network with what was assigned to it: vehicle hours by traffic, then by narrowings. */
interface Roads {
  readonly graph: RoadGraph;
  readonly hours: Map<string, Map<string, number>>;
}

/** How many kinds of traffic are remembered: those of one figure's range, and of the sliders' last places. */
const REMEMBERED = 64;

const ROADS = new WeakMap<readonly PlainRoad[], Roads>();

function roadsOf(network: readonly PlainRoad[]): Roads {
  const known = ROADS.get(network) ?? { graph: roadGraph(network), hours: new Map() };
  ROADS.set(network, known);
  return known;
}

/** Vehicle hours that narrowings cost in one peak hour; never less than nothing. */
function delayAnHour(
  network: readonly PlainRoad[],
  traffic: Traffic,
  narrowings: ReadonlyMap<number, Narrowing>,
): number {
  const { graph, hours } = roadsOf(network);
  const { peakHours, ...hour } = traffic;
  const kind = JSON.stringify(hour);
  const own = hours.get(kind) ?? new Map<string, number>();
  hours.set(kind, own);
  if (hours.size > REMEMBERED) hours.delete(hours.keys().next().value as string);
  const spent = (narrowed: ReadonlyMap<number, Narrowing>) => {
    const key = JSON.stringify([...narrowed]);
    const known = own.get(key) ?? assign(graph, traffic, narrowed).vehicleHours;
    own.set(key, known);
    return known;
  };
  return Math.max(0, spent(narrowings) - spent(new Map()));
}

/** Where the project road's links lie along its axis; traffic keeps right, so eastbound links are on the south side. */
function linkPlaces({ document }: CompiledScenario, graph: RoadGraph) {
  const axis = roadAxis(document.project.axis ?? []);
  const chainage = (node: number) => {
    const [longitude, latitude] = graph.nodes[node]?.position ?? [0, 0];
    return axis.stationOf(longitude, latitude).chainage;
  };
  return graph.links.flatMap(({ road, from, to }, index) => {
    if (road !== document.project.road) return [];
    const [a, b] = [chainage(from), chainage(to)];
    return [{ index, side: b > a ? ('south' as const) : ('north' as const), from: Math.min(a, b), to: Math.max(a, b) }];
  });
}

/** One of the closed lanes is the cycle lane beside the kerb (domain reference §4.7, P1); the others are carriageway. */
const CYCLE_LANES = 1;

function narrowingsOf(
  closures: readonly { readonly side: string; readonly lanes: number; readonly stretch: readonly [number, number] }[],
  places: ReturnType<typeof linkPlaces>,
  graph: RoadGraph,
): Map<number, Narrowing> {
  const narrowings = new Map<number, Narrowing>();
  for (const { index, side, from, to } of places) {
    const lanes = graph.links[index]?.lanes ?? 1;
    let [share, left] = [0, 1];
    for (const closure of closures) {
      if (closure.side !== side && closure.side !== 'both') continue;
      const overlap = Math.min(to, closure.stretch[1]) - Math.max(from, closure.stretch[0]);
      if (overlap <= 0 || to <= from) continue;
      share += overlap / (to - from);
      left = Math.min(left, Math.max(0.25, (lanes - Math.max(0, closure.lanes - CYCLE_LANES)) / lanes));
    }
    if (share > 0 && left < 1) narrowings.set(index, { share: Math.min(1, share), lanesLeft: left });
  }
  return narrowings;
}
