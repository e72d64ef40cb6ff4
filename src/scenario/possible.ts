import type { AssetTable } from '../domain/asset.ts';
import type { Instant } from '../domain/clock.ts';
import type { LeftOut } from '../domain/left-out.ts';
import type { Operation, ScenarioDocument } from '../wire/scenario-document.ts';
import { compileScenario } from './compile.ts';
import type { CompiledScenario } from './compiled.ts';
import { type Problem, type ProblemPlace, ScenarioError } from './problems.ts';
import type { Surroundings } from './rules/surroundings.ts';
import { objectsOf } from './versions/entries.ts';

/** What can be compiled of a document, and what of it had to go. */
export interface Possible {
  readonly compiled: CompiledScenario;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Compiles a document that came from outside: an operation that contradicts an earlier one, a phase that ends before it
 * begins, a slice out of order goes, each named with its place, and with them what rested on them; the rest is kept. A
 * start that is no date or lies before now becomes the next 1 March. A document without a problem is compiled as it is.
 *
 * @throws ScenarioError with what concerns the document as a whole
 */
export function compilePossible(
  document: ScenarioDocument,
  tables: ReadonlyMap<string, AssetTable>,
  now: Instant,
  utcOffsetMinutes: number,
  surroundings?: Surroundings,
): Possible {
  const leftOut: LeftOut[] = [];
  // Each turn takes at least one part away, so the turns end.
  for (let rest = document; ; ) {
    try {
      return { compiled: compileScenario(rest, tables, now, utcOffsetMinutes, surroundings), leftOut };
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      const parts = error.problems.flatMap(({ at }) => at ?? []);
      if (parts.length === 0) throw error;
      leftOut.push(...told(rest, error.problems));
      rest = without(rest, parts);
    }
  }
}

/** One line for each part: an operation may have several faults, and goes unsaid where its phase goes. */
function told(document: ScenarioDocument, problems: readonly Problem[]): LeftOut[] {
  const parts = new Set(problems.flatMap(({ at }) => (at ? keyOf(at) : [])));
  const seen = new Set<string>();
  return problems.flatMap(({ place, reason, at }) => {
    if (!at || around(at).some((key) => parts.has(key)) || seen.has(keyOf(at))) return [];
    seen.add(keyOf(at));
    return [{ place, reason, objects: objectsAt(document, at) }];
  });
}

function objectsAt({ alternatives }: ScenarioDocument, at: ProblemPlace): string[] {
  const ids = (operations: readonly Operation[]) => [
    ...new Set(operations.flatMap((each) => objectsOf(each).map(({ id }) => id))),
  ];
  switch (at.part) {
    case 'operation': {
      const operation = alternatives[at.alternative]?.phases[at.phase]?.operations[at.operation];
      return operation ? ids([operation]) : [];
    }
    case 'phase':
      return ids(alternatives[at.alternative]?.phases[at.phase]?.operations ?? []);
    default:
      return [];
  }
}

function without(document: ScenarioDocument, parts: readonly ProblemPlace[]): ScenarioDocument {
  const gone = new Set(parts.map((part) => keyOf(part)));
  const stays = (part: ProblemPlace) => !gone.has(keyOf(part));
  return {
    ...document,
    start: stays({ part: 'start' }) ? document.start : null,
    slices: document.slices.filter((_, slice) => stays({ part: 'slice', slice })),
    alternatives: document.alternatives.flatMap((each, alternative) =>
      stays({ part: 'alternative', alternative })
        ? {
            ...each,
            phases: each.phases.flatMap((own, phase) =>
              stays({ part: 'phase', alternative, phase })
                ? {
                    ...own,
                    operations: own.operations.filter((_, operation) =>
                      stays({ part: 'operation', alternative, phase, operation }),
                    ),
                  }
                : [],
            ),
          }
        : [],
    ),
  };
}

/** Keys of the parts that a part lies in. */
function around(place: ProblemPlace): string[] {
  if (place.part === 'phase') return [`${place.alternative}`];
  if (place.part === 'operation') return [`${place.alternative}`, `${place.alternative}.${place.phase}`];
  return [];
}

function keyOf(place: ProblemPlace): string {
  switch (place.part) {
    case 'start':
      return place.part;
    case 'slice':
      return `slice ${place.slice}`;
    case 'alternative':
      return `${place.alternative}`;
    case 'phase':
      return `${place.alternative}.${place.phase}`;
    case 'operation':
      return `${place.alternative}.${place.phase}.${place.operation}`;
  }
}
