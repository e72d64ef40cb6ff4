import { DAY, type Instant } from '../../domain/clock.ts';
import type { CompiledScenario } from '../compiled.ts';
import { ledgerOf } from '../ledger.ts';
import { roadAxis } from '../road-axis.ts';
import { assign, type Narrowing } from './assignment.ts';
import { type Traffic, trafficOf } from './assumptions.ts';
import { type PlainRoad, type RoadGraph, roadGraph } from './road-graph.ts';

/** A time during which the same stretches are fenced, and what it costs everybody on the road. */
interface DelaySpan {
  readonly from: Instant;
  readonly to: Instant;
  /** Vehicle hours more than with open roads, each day. */
  readonly perDay: number;
}

const SPANS = new WeakMap<CompiledScenario, Map<string, readonly DelaySpan[] | null>>();

/**
 * Vehicle hours that the day-long closures of an alternative have cost until `at`, detours included; null without a road network. Night
 * works and junction nights fall outside the hours that demand is given for.
 */
export function detourHours(compiled: CompiledScenario, alternativeId: string, at: Instant): number | null {
  const spans = delaySpans(compiled, alternativeId);
  if (!spans) return null;
  return spans.reduce((sum, { from, to, perDay }) => sum + perDay * (Math.max(0, Math.min(at, to) - from) / DAY), 0);
}

/** Spans of equal closures, worked out once an alternative. */
function delaySpans(compiled: CompiledScenario, alternativeId: string): readonly DelaySpan[] | null {
  const known = SPANS.get(compiled) ?? new Map<string, readonly DelaySpan[] | null>();
  SPANS.set(compiled, known);
  const spans = known.get(alternativeId);
  if (spans !== undefined) return spans;
  const made = makeSpans(compiled, alternativeId);
  known.set(alternativeId, made);
  return made;
}

function makeSpans(compiled: CompiledScenario, alternativeId: string): readonly DelaySpan[] | null {
  const { network, axis } = compiled.document.project;
  if (!network || !axis || axis.length < 2) return null;
  const closures = ledgerOf(compiled, alternativeId).holds.flatMap(({ operation, from, to }) =>
    operation.op === 'close' && operation.site && operation.hours === undefined && operation.lanes > 0
      ? [{ from, to, side: operation.side, lanes: operation.lanes, stretch: operation.site.stretch }]
      : [],
  );
  if (closures.length === 0) return [];
  const { graph, traffic, open } = openRoads(compiled, network);
  const places = linkPlaces(compiled, graph);
  const days = [...new Set(closures.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const costs = new Map<string, number>();
  return days.slice(1).flatMap((to, index): DelaySpan[] => {
    const from = days[index] as Instant;
    const standing = closures.filter((each) => each.from <= from && from < each.to);
    if (standing.length === 0) return [];
    const key = JSON.stringify(standing.map(({ side, stretch, lanes }) => [side, stretch, lanes]));
    const perDay = costs.get(key) ?? delayADay(graph, traffic, open, narrowingsOf(standing, places, graph));
    costs.set(key, perDay);
    return [{ from, to, perDay }];
  });
}

const OPEN = new WeakMap<CompiledScenario, { graph: RoadGraph; traffic: Traffic; open: number }>();

/** The network without works, the same for every alternative. */
function openRoads(compiled: CompiledScenario, network: readonly PlainRoad[]) {
  const known = OPEN.get(compiled);
  if (known) return known;
  const graph = roadGraph(network);
  const traffic = trafficOf(compiled.document.assumptions);
  const made = { graph, traffic, open: assign(graph, traffic).vehicleHours };
  OPEN.set(compiled, made);
  return made;
}

function delayADay(
  graph: RoadGraph,
  traffic: Traffic,
  open: number,
  narrowings: ReadonlyMap<number, Narrowing>,
): number {
  return Math.max(0, assign(graph, traffic, narrowings).vehicleHours - open) * traffic.peakHours;
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
