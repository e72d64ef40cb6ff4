import type { Operation, Ref, ScenarioDocument } from '../../wire/scenario-document.ts';

/** Ids of the twins that moves build, by `layer id` of the pole that is moved. */
export type Twins = ReadonlyMap<string, string>;

/** Twins by alternative, named as the compiler names them: one a destination, in document order. */
export function twinsOf(document: ScenarioDocument): ReadonlyMap<string, Twins> {
  const named = new Map<string, string>();
  const result = new Map<string, Twins>();
  for (const { id: alternative, phases } of document.alternatives) {
    const own = new Map<string, string>();
    for (const { operations } of phases)
      for (const operation of operations) {
        if (operation.op !== 'move') continue;
        const { target, to, heading } = operation;
        const destination = [target.layer, target.id, ...to, heading].join(' ');
        const others = [...named.values()].filter((each) => each.startsWith(`${target.id}.moved`)).length;
        const twin = named.get(destination) ?? `${target.id}.moved${1 + others}`;
        named.set(destination, twin);
        own.set(keyOf(target), twin);
      }
    if (own.size > 0) result.set(alternative, own);
  }
  return result;
}

/** The pole of the city that `ref` is, or is the moved twin of. */
export function homeOf(ref: Ref, twins: Twins | undefined): Ref {
  for (const [key, twin] of twins ?? [])
    if (twin === ref.id) return { layer: ref.layer, id: key.split(' ')[1] as string };
  return ref;
}

/** `operation` with each twin called by the pole that it is the twin of. */
export function atHome(operation: Operation, twins: Twins): Operation {
  const poles = new Map([...twins].map(([key, twin]) => [twin, key.split(' ')[1] as string]));
  return renamed(operation, ({ id }) => poles.get(id) ?? id);
}

/** `next` with the twins called as its own moves name them; `before` is the document that its references were true of. */
export function followTwins(before: ScenarioDocument, next: ScenarioDocument): ScenarioDocument {
  const [old, now] = [twinsOf(before), twinsOf(next)];
  if (old.size === 0 && now.size === 0) return next;
  const alternatives = next.alternatives.map((alternative) => {
    const [was, is] = [old.get(alternative.id) ?? new Map(), now.get(alternative.id) ?? new Map()];
    if (was.size === 0 && is.size === 0) return alternative;
    return {
      ...alternative,
      phases: alternative.phases.map((phase) => ({
        ...phase,
        operations: phase.operations.map((each) => renamed(atHome(each, was), (ref) => is.get(keyOf(ref)) ?? ref.id)),
      })),
    };
  });
  return { ...next, alternatives };
}

/** What a move leaves at home: the pole as such, and words about why it stays. */
function renamed(operation: Operation, idOf: (ref: Ref) => string): Operation {
  switch (operation.op) {
    case 'merge': {
      const id = idOf(operation.carrier);
      return id === operation.carrier.id ? operation : { ...operation, carrier: { ...operation.carrier, id } };
    }
    case 'modify': {
      const id = operation.attributes.mounts === undefined ? operation.target.id : idOf(operation.target);
      return id === operation.target.id ? operation : { ...operation, target: { ...operation.target, id } };
    }
    case 'light': {
      const targets = operation.targets.map((id) => idOf({ layer: operation.layer, id }));
      return targets.every((id, at) => id === operation.targets[at]) ? operation : { ...operation, targets };
    }
    case 'add':
    case 'remove':
    case 'move':
    case 'close':
      return operation;
  }
}

function keyOf({ layer, id }: Ref): string {
  return `${layer} ${id}`;
}
