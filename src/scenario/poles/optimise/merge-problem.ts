import type { Capacity, Load } from '../mount-load.ts';
import { loadOf } from '../mount-load.ts';
import type { PlanPolicies } from '../policies.ts';
import { type Reach, reachOf } from '../reach.ts';
import type { Side, StreetPole } from '../street-poles.ts';
import type { Wishes } from './wishes.ts';

/** A spot where a carrier may be built: the place of a signal, or one of a lamp's within its shift. */
export interface Place {
  readonly index: number;
  /** The mover that founds a carrier here and nobody else can. */
  readonly host: number;
  readonly kind: 'junction' | 'midblock';
  readonly side: Side;
  readonly chainage: number;
  readonly offset: number;
  readonly capacity: Capacity;
}

/** One way for a pole to give its mounts to a carrier. */
interface Option {
  readonly place: number;
  /** Metres that its mounts move. */
  readonly metres: number;
  /** Points in the objective. */
  readonly points: number;
}

/** A pole that is to hand its mounts over, and all it may do. */
export interface Mover {
  readonly index: number;
  readonly pole: StreetPole;
  readonly load: Load;
  readonly options: readonly Option[];
  /** Points for leaving it as it is; null when it may not stay. */
  readonly stay: number | null;
  /** Its owner refuses: it stays. */
  readonly refused: boolean;
  /** The planner wishes that it stays. */
  readonly wished: boolean;
  /** The owner whose consent a carrier of another owner needs; null when it is the carrier's own. */
  readonly owner: string | null;
}

/** Two neighbouring lights of one side and how far apart their carriers may stand, metres. */
export interface Gap {
  readonly west: number;
  readonly east: number;
  readonly least: number;
  readonly most: number;
}

/** Merging the poles of a road as a choice of one option a pole. */
export interface MergeProblem {
  readonly movers: readonly Mover[];
  readonly places: readonly Place[];
  readonly gaps: readonly Gap[];
  /** Places of a lamp are so many metres apart. */
  readonly stepMetres: number;
  /** Points for one owner's mounts on one carrier. */
  readonly consentPoints: number;
}

/** Places of a lamp are this far apart, metres; finer than a base is set out. */
const STEP = 0.5;
/** A metre of a lamp counts twice: the light on the road moves with it, and its base is dug anew beside the old one. */
export const LAMP_METRE = 2;
/** Charging and help points are reached on foot: they stay on their strip (rule R3c). */
const ON_FOOT_ACROSS = 2;
/** 10,000 yuan: a multi-function pole, cutting an old one, and moving the mounts of one. Domain reference §4.6 [M]. */
const CARRIER_COST = 6;
const REMOVAL_COST = 0.3;
const MOVING_COST = 0.2;
/** The bureau owns the new carriers; what it owns already needs nobody's consent. */
const CARRIER_OWNERS = /城管局|城市管理局|路灯管理处/;

/**
 * The choices of every pole that can merge. Signals keep their places (rule R1); a lamp founds a carrier within its shift
 * (R3) or joins a corner; the rest join a carrier within reach or stay. Flag and power poles have no part in it.
 *
 * @param stepMetres places of a lamp are so far apart
 */
export function mergeProblem(
  poles: readonly StreetPole[],
  policies: PlanPolicies,
  wishes: Wishes,
  stepMetres = STEP,
): MergeProblem {
  const { weights } = wishes;
  const own = poles.filter((pole) => isFounder(pole) || reachOf(pole.class, policies) !== null);
  const refused = new Set(wishes.refusals);
  const wished = new Set(wishes.keep);
  const stands = (pole: StreetPole) => wished.has(pole.id) || refused.has(ownerOf(pole));
  const founders = own.map((pole, host) => ({ pole, host })).filter(({ pole }) => isFounder(pole) && !stands(pole));
  const places: Place[] = [];
  const lampPlaces = new Map<number, Place[]>();
  for (const { pole, host } of founders) {
    const load = loadOf(pole.mounts);
    const at = (chainage: number) => {
      if (wishes.keepClear.some((zone) => covers(zone, pole.side, chainage))) return;
      const place: Place = {
        index: places.length,
        host,
        kind: pole.class === 'TS' ? 'junction' : 'midblock',
        side: pole.side,
        chainage,
        offset: pole.offset,
        // A signal pole that bears more today than a carrier's limit is borne by its successor too; R9 says so.
        capacity: {
          kg: Math.max(policies.carrierMass, load.kg),
          m2: Math.max(policies.carrierArea, load.m2),
          signs: Math.max(policies.signsPerPole, load.signs),
        },
      };
      places.push(place);
      lampPlaces.set(host, [...(lampPlaces.get(host) ?? []), place]);
    };
    if (pole.class === 'TS') at(pole.chainage);
    else
      for (let step = -Math.floor(policies.lampShift / stepMetres); step * stepMetres <= policies.lampShift; step++)
        at(pole.chainage + step * stepMetres);
  }

  const mustMerge = new Set(wishes.mustMerge);
  const placesNear = bySide(places);
  const movers = own.map((pole, index): Mover => {
    const near = stands(pole) ? [] : placesNear(pole.side, pole.chainage, FARTHEST);
    const options = near.flatMap((place): Option[] => {
      const founds = place.host === index;
      if (!founds && !mayJoin(pole, place, own[place.host] as StreetPole, policies)) return [];
      const metres = Math.hypot(place.chainage - pole.chainage, place.offset - pole.offset);
      const money = REMOVAL_COST + (founds ? CARRIER_COST : MOVING_COST);
      const moved = pole.class === 'LP' ? LAMP_METRE * metres : metres;
      const points = (founds ? weights.count : 0) + weights.cost * money + weights.movement * moved;
      return [{ place: place.index, metres, points }];
    });
    const mayStay = stands(pole) || (!isFounder(pole) && !mustMerge.has(pole.id));
    return {
      index,
      pole,
      load: loadOf(pole.mounts),
      options,
      stay: mayStay ? weights.count : null,
      refused: refused.has(ownerOf(pole)),
      wished: wished.has(pole.id),
      owner: CARRIER_OWNERS.test(ownerOf(pole)) ? null : ownerOf(pole),
    };
  });
  return { movers, places, gaps: gapsOf(movers, policies), stepMetres, consentPoints: weights.consents };
}

/** Beyond this no class reaches, metres along the road. */
const FARTHEST = 30;

function isFounder(pole: StreetPole): boolean {
  return pole.class === 'LP' || pole.class === 'TS';
}

function ownerOf(pole: StreetPole): string {
  return String(pole.attributes.owner ?? '');
}

function mayJoin(pole: StreetPole, place: Place, host: StreetPole, policies: PlanPolicies): boolean {
  const along = Math.abs(place.chainage - pole.chainage);
  const across = Math.abs(place.offset - pole.offset);
  const within = (reach: Reach) => along <= reach.along + 1e-6 && across <= reach.across + 1e-6;
  if (pole.class === 'TS') {
    if (host.class !== 'TS' || (isVehicleSignal(pole) && !isVehicleSignal(host))) return false;
    const limit = isVehicleSignal(pole) ? policies.signalShare : policies.pedestrianShare;
    return Math.hypot(along, across) <= limit;
  }
  // Rule R3a: a first lamp joins a corner that shows vehicle signals; elsewhere the ordinary shift holds.
  if (pole.class === 'LP')
    return (
      host.class === 'TS' &&
      within({ along: isVehicleSignal(host) ? policies.cornerLamp : policies.lampShift, across: policies.lampAcross })
    );
  const reach = reachOf(pole.class, policies);
  if (!reach) return false;
  return within(pole.class === 'OT' ? { ...reach, across: Math.min(reach.across, ON_FOOT_ACROSS) } : reach);
}

function isVehicleSignal(pole: StreetPole): boolean {
  return pole.mounts.some((mount) => mount.kind === 'vehicle-signal');
}

/** Neighbouring lights keep the spacing of rule R2, or what they have today where that is wider or closer already. */
function gapsOf(movers: readonly Mover[], policies: PlanPolicies): Gap[] {
  return (['south', 'north'] as const).flatMap((side) => {
    const lights = movers.filter(({ pole }) => pole.class === 'LP' && pole.side === side);
    return lights.slice(1).map((east, i): Gap => {
      const west = lights[i] as Mover;
      const today = east.pole.chainage - west.pole.chainage;
      return {
        west: west.index,
        east: east.index,
        least: Math.min(policies.minSpacing, today),
        most: Math.max(policies.goodSpacing, today),
      };
    });
  });
}

function covers(zone: Wishes['keepClear'][number], side: Side, chainage: number): boolean {
  return zone.side === side && chainage >= zone.from && chainage <= zone.to;
}

function bySide(places: readonly Place[]) {
  const sorted = {
    south: places.filter(({ side }) => side === 'south').sort((a, b) => a.chainage - b.chainage),
    north: places.filter(({ side }) => side === 'north').sort((a, b) => a.chainage - b.chainage),
  };
  return (side: Side, chainage: number, within: number): Place[] =>
    sorted[side].filter((place) => Math.abs(place.chainage - chainage) <= within).sort((a, b) => a.index - b.index);
}
