import type { CompiledScenario, ObjectRef } from '../compiled.ts';
import { twinsOf } from '../edit/twins.ts';
import { ledgerOf } from '../ledger.ts';

/** What goes where under one alternative: a pole to its new place, or what it carried to its carrier. */
export interface Link {
  readonly kind: 'moved' | 'merged';
  readonly alternative: string;
  readonly from: ObjectRef;
  readonly to: ObjectRef;
}

const LINKS = new WeakMap<CompiledScenario, readonly Link[]>();

/** The links of every alternative, in document order; made once a plan. A merge that leaves the city unchanged has none. */
export function linksOf(scenario: CompiledScenario): readonly Link[] {
  const known = LINKS.get(scenario);
  if (known) return known;
  const twins = twinsOf(scenario.document);
  const links = scenario.document.alternatives.flatMap(({ id }): Link[] => [
    ...[...(twins.get(id) ?? [])].map(([key, twin]): Link => {
      const [layer = '', pole = ''] = key.split(' ');
      return { kind: 'moved', alternative: id, from: { layer, id: pole }, to: { layer, id: twin } };
    }),
    ...distinct(
      ledgerOf(scenario, id).merges.map(
        ({ from, carrier }): Link => ({ kind: 'merged', alternative: id, from, to: carrier }),
      ),
    ),
  ]);
  LINKS.set(scenario, links);
  return links;
}

/** Mounts of one pole that go to one carrier in several merges are one link. */
function distinct(links: readonly Link[]): Link[] {
  const byEnds = new Map(
    links.map((link) => [`${link.from.layer} ${link.from.id} ${link.to.layer} ${link.to.id}`, link]),
  );
  return [...byEnds.values()];
}
