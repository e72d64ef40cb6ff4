import type { Choices } from './block-program.ts';
import { SLACK } from './blocks.ts';
import type { MergeProblem, Mover, Place } from './merge-problem.ts';

/** Points of `choices`, over the movers that they name; the objective of the program, computed without it. */
export function pointsOf({ movers, places, consentPoints }: MergeProblem, choices: Choices): number {
  let points = 0;
  const agreements = new Set<string>();
  for (const [index, choice] of choices) {
    const mover = movers[index] as Mover;
    const option = choice === null ? undefined : mover.options[choice];
    if (!option) {
      points += mover.stay ?? Number.POSITIVE_INFINITY;
      continue;
    }
    points += option.points;
    const { host } = places[option.place] as Place;
    const differs = mover.owner !== null && mover.owner !== (movers[host] as Mover).owner;
    if (host !== index && differs) agreements.add(`${host} ${mover.owner}`);
  }
  return points + consentPoints * agreements.size;
}

/** What in `choices` breaks a constraint, one line each; empty for a plan that holds. Written apart from the program. */
export function faultsOf(problem: MergeProblem, choices: Choices): string[] {
  const { movers, places, gaps } = problem;
  const faults: string[] = [];
  const placeOf = (index: number): Place | null => {
    const choice = choices.get(index) ?? null;
    const option = choice === null ? undefined : (movers[index] as Mover).options[choice];
    return option ? (places[option.place] as Place) : null;
  };
  const borne = new Map<number, number[]>();
  for (const [index] of choices) {
    const mover = movers[index] as Mover;
    const place = placeOf(index);
    if (!place) {
      if (mover.stay === null) faults.push(`${mover.pole.id} has to go and stays`);
      continue;
    }
    borne.set(place.index, [...(borne.get(place.index) ?? []), index]);
    if (placeOf(place.host)?.index !== place.index) faults.push(`${mover.pole.id} joins a carrier that nobody founds`);
  }
  for (const [at, guests] of borne)
    for (const what of ['kg', 'm2', 'signs'] as const) {
      const sum = guests.reduce((total, index) => total + (movers[index] as Mover).load[what], 0);
      const most = (places[at] as Place).capacity[what];
      if (sum > most + 1e-9) faults.push(`${(movers[guests[0] as number] as Mover).pole.id}: ${what} ${sum} > ${most}`);
    }
  for (const { west, east, least, most } of gaps) {
    if (!choices.has(west) || !choices.has(east)) continue;
    const at = (index: number) => placeOf(index)?.chainage ?? (movers[index] as Mover).pole.chainage;
    const apart = at(east) - at(west);
    if (apart > most + SLACK || apart < least - SLACK)
      faults.push(`${(movers[west] as Mover).pole.id}–${(movers[east] as Mover).pole.id}: ${apart} m`);
  }
  return faults;
}
