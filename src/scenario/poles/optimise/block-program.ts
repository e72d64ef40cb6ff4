import type { Load } from '../mount-load.ts';
import { type Block, SLACK } from './blocks.ts';
import type { Gap, MergeProblem, Mover, Place } from './merge-problem.ts';

/** What each mover of a block does: the number of its option, or null when it stays. */
export type Choices = ReadonlyMap<number, number | null>;

/** Limits that may be left out to learn which one binds. */
export type Relaxed = ReadonlySet<'spacing' | 'load'>;

/**
 * The block as a mixed-integer program in CPLEX LP format. `x<m>_<o>`: mover m takes option o; `z<m>`: it stays;
 * `w<h>_<k>`: owner k has mounts on the carrier of host h.
 *
 * A carrier stands where its host founds it, so "joins only where a carrier stands" is x ≤ x of the host. Spacing is
 * written over sums of places up to a chainage: the rows of two neighbours alone then describe a polytope with whole
 * corners, which the single row "distance ≤ limit" does not.
 */
export function blockProgram(problem: MergeProblem, block: Block, relaxed: Relaxed = new Set()): string {
  const objective: string[] = [];
  const binaries: string[] = [];
  const rows: string[] = [];
  const row = (terms: readonly string[], sense: string, value: number) => {
    rows.push(` r${rows.length}: ${wrap(terms)} ${sense} ${value}`);
  };

  const guests = new Map<number, { mover: Mover; variable: string }[]>();
  const founding = new Map<number, string>();
  for (const mover of block.movers) {
    const terms: string[] = [];
    mover.options.forEach(({ place, points }, option) => {
      const variable = `x${mover.index}_${option}`;
      terms.push(variable);
      binaries.push(variable);
      objective.push(`${number(points)} ${variable}`);
      const at = problem.places[place] as Place;
      if (at.host === mover.index) founding.set(place, variable);
      else guests.set(place, [...(guests.get(place) ?? []), { mover, variable }]);
    });
    if (mover.stay !== null) {
      const variable = `z${mover.index}`;
      terms.push(variable);
      binaries.push(variable);
      objective.push(`${number(mover.stay)} ${variable}`);
    }
    if (terms.length > 0) row(terms, '=', 1);
    else {
      // A pole that must move and has nowhere to go: no plan at all.
      binaries.push(`z${mover.index}`);
      row([`z${mover.index}`], '=', 2);
    }
  }

  const agreements = new Map<string, string[]>();
  for (const [index, joining] of guests) {
    const place = problem.places[index] as Place;
    const host = problem.movers[place.host] as Mover;
    const stands = founding.get(index) as string;
    for (const { mover, variable } of joining) {
      row([variable, `- ${stands}`], '<=', 0);
      if (mover.owner === null || mover.owner === host.owner) continue;
      const key = `${place.host} ${mover.owner}`;
      agreements.set(key, [...(agreements.get(key) ?? []), variable]);
    }
    if (!relaxed.has('load'))
      for (const what of ['kg', 'm2', 'signs'] as const) loadRow(what, place, host, stands, joining, row);
  }
  if (problem.consentPoints > 0) consentRows(problem, agreements, guests, objective, row);
  if (!relaxed.has('spacing')) for (const gap of block.gaps) spacingRows(problem, gap, row);

  return [
    'Minimize',
    ` points: ${wrap(objective)}`,
    'Subject To',
    ...rows,
    'Binary',
    ...binaries.map((each) => ` ${each}`),
    'End',
    '',
  ].join('\n');
}

type Row = (terms: readonly string[], sense: string, value: number) => void;

function loadRow(
  what: keyof Load,
  place: Place,
  host: Mover,
  stands: string,
  joining: readonly { mover: Mover; variable: string }[],
  row: Row,
): void {
  const room = place.capacity[what] - host.load[what];
  const total = joining.reduce((sum, { mover }) => sum + mover.load[what], 0);
  if (total <= room + 1e-9) return;
  const terms = joining
    .filter(({ mover }) => mover.load[what] > 0)
    .map(({ mover, variable }) => `${number(mover.load[what])} ${variable}`);
  row([...terms, `- ${number(Math.max(0, room))} ${stands}`], '<=', 0);
}

/** One owner on one carrier is one agreement, however many of its poles join. */
function consentRows(
  problem: MergeProblem,
  agreements: ReadonlyMap<string, readonly string[]>,
  guests: ReadonlyMap<number, readonly { mover: Mover; variable: string }[]>,
  objective: string[],
  row: Row,
): void {
  const moverOf = new Map([...guests.values()].flat().map(({ mover, variable }) => [variable, mover.index]));
  let next = 0;
  for (const [, variables] of agreements) {
    const agreement = `w${next++}`;
    objective.push(`${number(problem.consentPoints)} ${agreement}`);
    // A mover stands on one place of the host at most, so all its variables share a row.
    const byMover = new Map<number, string[]>();
    for (const variable of variables) {
      const mover = moverOf.get(variable) as number;
      byMover.set(mover, [...(byMover.get(mover) ?? []), variable]);
    }
    for (const own of byMover.values()) row([...own, `- ${agreement}`], '<=', 0);
  }
}

/** Rules out every pair of places of two neighbouring lights that are too far apart or too close. */
function spacingRows(problem: MergeProblem, gap: Gap, row: Row): void {
  const west = lightsOf(problem, gap.west);
  const east = lightsOf(problem, gap.east);
  const exclude = (part: (at: number) => readonly Light[], against: (at: number) => readonly Light[]) => {
    const strongest = new Map<string, readonly string[]>();
    for (const { at } of west) {
      const far = against(at).map(({ variable }) => variable);
      if (far.length === 0) continue;
      const terms = [...part(at).map(({ variable }) => variable), ...far];
      const key = far.join();
      if (terms.length > (strongest.get(key)?.length ?? 0)) strongest.set(key, terms);
    }
    for (const terms of strongest.values()) row(terms, '<=', 1);
  };
  exclude(
    (at) => west.filter((each) => each.at <= at),
    (at) => east.filter((each) => each.at > at + gap.most + SLACK),
  );
  exclude(
    (at) => west.filter((each) => each.at >= at),
    (at) => east.filter((each) => each.at < at + gap.least - SLACK),
  );
}

interface Light {
  readonly at: number;
  readonly variable: string;
}

function lightsOf({ movers, places }: MergeProblem, index: number): Light[] {
  const mover = movers[index] as Mover;
  const lights = mover.options.map(({ place }, option) => ({
    at: (places[place] as Place).chainage,
    variable: `x${index}_${option}`,
  }));
  return mover.stay === null ? lights : [...lights, { at: mover.pole.chainage, variable: `z${index}` }];
}

/** What the values of the program's variables say each mover does. */
export function choicesOf(block: Block, values: Readonly<Record<string, number>>): Choices {
  return new Map(
    block.movers.map((mover) => {
      const option = mover.options.findIndex((_, each) => (values[`x${mover.index}_${each}`] ?? 0) > 0.5);
      return [mover.index, option < 0 ? null : option];
    }),
  );
}

/** Terms joined by plus, in lines that an LP reader takes. */
function wrap(terms: readonly string[]): string {
  let text = '';
  terms.forEach((term, index) => {
    const joined = index === 0 ? term : term.startsWith('-') ? ` ${term}` : ` + ${term}`;
    text += index > 0 && index % 12 === 0 ? `\n ${joined}` : joined;
  });
  return text;
}

function number(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
