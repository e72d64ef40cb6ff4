import type { Operation, Phase, ScenarioDocument } from '../../wire/scenario-document.ts';
import type { Consent } from '../../wire/scenario-version.ts';
import type { ObjectRef } from '../compiled.ts';
import { isSame } from './canonical.ts';

type Alternative = ScenarioDocument['alternatives'][number];
type Answer = Consent['answer'];

/** One answer that an operation needs: of a pole's owner, or of the owner of a mount that moves. */
export interface ConsentNeed extends ObjectRef {
  readonly mount: string | null;
}

/** An existing pole that an alternative takes down, moves or loads, with its mounts that move. */
export interface AskedPole extends ObjectRef {
  readonly mounts: readonly string[];
}

/** Where an alternative stands with the owners; each list names assets once, in order of the document. */
export interface ConsentState {
  readonly agreed: readonly ConsentNeed[];
  readonly conditional: readonly ConsentNeed[];
  readonly refused: readonly ConsentNeed[];
  readonly unanswered: readonly ConsentNeed[];
}

/** An operation that today's consents do not allow, and the answers that it waits for. */
export interface HeldBack {
  readonly phase: string;
  readonly operation: Operation;
  readonly waitsFor: readonly { readonly need: ConsentNeed; readonly answer: Answer }[];
}

/** What an alternative needs and has: an asset without an entry counts as 未回复. */
export function consentState(alternative: Alternative, consents: readonly Consent[]): ConsentState {
  const answers = answersOf(consents);
  const planned = plannedBy(alternative);
  const state: Record<Answer, ConsentNeed[]> = { agreed: [], conditional: [], refused: [], unanswered: [] };
  const seen = new Set<string>();
  for (const { operations } of alternative.phases)
    for (const operation of operations)
      for (const need of needsOf(operation, planned, answers)) {
        const key = keyOf(need);
        if (seen.has(key)) continue;
        seen.add(key);
        state[answers.get(key) ?? 'unanswered'].push(need);
      }
  return state;
}

/** Every pole whose owner an alternative needs, once, in order of the document. */
export function askedPoles(alternative: Alternative): AskedPole[] {
  const planned = plannedBy(alternative);
  const poles = new Map<string, { layer: string; id: string; mounts: string[] }>();
  const ask = ({ layer, id }: ObjectRef, mounts: readonly string[]) => {
    const key = refKey({ layer, id });
    if (planned.has(key)) return;
    const pole = poles.get(key) ?? { layer, id, mounts: [] };
    for (const mount of mounts) if (!pole.mounts.includes(mount)) pole.mounts.push(mount);
    poles.set(key, pole);
  };
  for (const { operations } of alternative.phases)
    for (const operation of operations) {
      if (operation.op === 'remove' || operation.op === 'move') ask(operation.target, []);
      if (operation.op !== 'merge') continue;
      ask(operation.from, operation.mounts);
      ask(operation.carrier, []);
    }
  return [...poles.values()];
}

/** What is recorded for an object itself: its own answer, or that of its owner to all of its objects. */
export function answersByObject(consents: readonly Consent[]): (need: ConsentNeed) => Consent | null {
  const all = new Map(consents.map((each) => [keyOf(each.target), each]));
  return (need) => all.get(keyOf(need)) ?? null;
}

/**
 * An owner's answer to all of its objects: one to each that has no answer of its own. An object's own answer stays; one
 * that is 未回复 is none.
 */
export function ownersAnswer(
  owner: string,
  objects: readonly ConsentNeed[],
  consents: readonly Consent[],
  given: Pick<Consent, 'answer' | 'date' | 'documentNumber' | 'note' | 'by'>,
): Consent[] {
  const recorded = answersByObject(consents);
  return objects.flatMap(({ layer, id, mount }) => {
    const before = recorded({ layer, id, mount });
    const own = before && before.scope === undefined && before.answer !== 'unanswered';
    return own ? [] : [{ target: { layer, id, mount }, owner, ...given, scope: 'owner' as const }];
  });
}

/**
 * The alternative with today's consents only: operations whose owners all agreed, and what follows from them. A planned
 * carrier that would take over nothing any more is not built; nothing refers to an asset that is not built.
 *
 * @param withConditions whether 有条件 counts as an agreement
 */
export function withConsentsOnly(
  alternative: Alternative,
  consents: readonly Pick<Consent, 'target' | 'answer'>[],
  withConditions = false,
): { readonly alternative: Alternative; readonly heldBack: readonly HeldBack[] } {
  const answers = answersOf(consents);
  const planned = plannedBy(alternative);
  const heldBack: HeldBack[] = [];
  const allowed = (phase: Phase, operation: Operation): boolean => {
    const waitsFor = needsOf(operation, planned, answers).flatMap((need) => {
      const answer = answers.get(keyOf(need)) ?? 'unanswered';
      return answer === 'agreed' || (withConditions && answer === 'conditional') ? [] : [{ need, answer }];
    });
    if (waitsFor.length > 0) heldBack.push({ phase: phase.id, operation, waitsFor });
    return waitsFor.length === 0;
  };
  const phases = alternative.phases.map((phase) => ({
    ...phase,
    operations: phase.operations.filter((operation) => allowed(phase, operation)),
  }));

  const wanted = carriersOf(alternative.phases);
  const used = carriersOf(phases);
  const idle = new Set([...wanted].filter((key) => planned.has(key) && !used.has(key)));
  const gone = (ref: ObjectRef) => idle.has(refKey(ref));
  return {
    alternative: {
      ...alternative,
      phases: phases.map((phase) => ({
        ...phase,
        operations: phase.operations.flatMap((operation) => without(operation, gone) ?? []),
      })),
    },
    heldBack,
  };
}

/**
 * The answers of an earlier version that still hold: those on assets with which every alternative does the same as before.
 * An owner agreed to what was shown, not to what became of it.
 */
export function carriedConsents(
  earlier: ScenarioDocument,
  document: ScenarioDocument,
  consents: readonly Consent[],
): Consent[] {
  const before = doneTo(earlier);
  const after = doneTo(document);
  return consents.filter(({ target }) => isSame(before.get(refKey(target)), after.get(refKey(target))));
}

/** One list with the new answers in place of the old ones to the same question, ordered by asset and mount. */
export function putConsents(consents: readonly Consent[], news: readonly Consent[]): Consent[] {
  const all = new Map([...consents, ...news].map((each) => [keyOf(each.target), each]));
  return [...all].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, each]) => each);
}

/** A need in words: `P-1`, or `P-1/camera`. */
export function needLabel({ id, mount }: ConsentNeed): string {
  return mount === null ? id : `${id}/${mount}`;
}

/**
 * Whom an operation needs: the owners of existing assets that it takes down, moves or loads. A mount counts for itself
 * only where its owner's answer is kept for itself; else the pole's owner speaks for it.
 */
function needsOf(
  operation: Operation,
  planned: ReadonlySet<string>,
  answers: ReadonlyMap<string, Answer>,
): ConsentNeed[] {
  const pole = ({ layer, id }: ObjectRef): ConsentNeed[] =>
    planned.has(refKey({ layer, id })) ? [] : [{ layer, id, mount: null }];
  switch (operation.op) {
    case 'remove':
    case 'move':
      return [...pole(operation.target), ...mountsOn(operation.target, answers)];
    case 'merge': {
      const { layer, id } = operation.from;
      const mounts = operation.mounts.map((mount) => ({ layer, id, mount }));
      return [
        ...pole(operation.from),
        ...mounts.filter((need, index) => answers.has(keyOf(need)) && operation.mounts.indexOf(need.mount) === index),
        ...pole(operation.carrier),
      ];
    }
    case 'add':
    case 'modify':
    case 'close':
    case 'light':
      return [];
  }
}

function mountsOn({ layer, id }: ObjectRef, answers: ReadonlyMap<string, Answer>): ConsentNeed[] {
  const start = `${refKey({ layer, id })} `;
  return [...answers.keys()].flatMap((key) =>
    key.startsWith(start) && key.length > start.length ? [{ layer, id, mount: key.slice(start.length) }] : [],
  );
}

function without(operation: Operation, gone: (ref: ObjectRef) => boolean): Operation | undefined {
  switch (operation.op) {
    case 'add':
      return gone(operation.asset) ? undefined : operation;
    case 'remove':
    case 'move':
    case 'modify':
      return gone(operation.target) ? undefined : operation;
    case 'merge':
      return gone(operation.from) || gone(operation.carrier) ? undefined : operation;
    case 'light':
      return { ...operation, targets: operation.targets.filter((id) => !gone({ layer: operation.layer, id })) };
    case 'close':
      return operation;
  }
}

function carriersOf(phases: readonly Phase[]): Set<string> {
  return new Set(
    phases.flatMap((phase) => phase.operations.flatMap((each) => (each.op === 'merge' ? [refKey(each.carrier)] : []))),
  );
}

function plannedBy(alternative: Alternative): Set<string> {
  return new Set(
    alternative.phases.flatMap((phase) =>
      phase.operations.flatMap((operation) => (operation.op === 'add' ? [refKey(operation.asset)] : [])),
    ),
  );
}

/** Per asset, what each alternative does to it, whatever the days. */
function doneTo(document: ScenarioDocument): Map<string, unknown[]> {
  const done = new Map<string, unknown[]>();
  for (const { id: alternative, phases } of document.alternatives)
    for (const operation of phases.flatMap((phase) => phase.operations)) {
      if (operation.op === 'close' || operation.op === 'light' || operation.op === 'add') continue;
      const refs = operation.op === 'merge' ? [operation.from, operation.carrier] : [operation.target];
      const { day: _day, ...what } = operation;
      const entry = { alternative, what: 'migrated' in what ? { ...what, migrated: undefined } : what };
      for (const ref of refs) {
        const key = refKey(ref);
        const list = done.get(key);
        if (list) list.push(entry);
        else done.set(key, [entry]);
      }
    }
  return done;
}

function answersOf(consents: readonly Pick<Consent, 'target' | 'answer'>[]): Map<string, Answer> {
  return new Map(consents.map((each) => [keyOf(each.target), each.answer]));
}

const refKey = ({ layer, id }: ObjectRef): string => `${layer}/${id}`;

function keyOf({ layer, id, mount }: ConsentNeed): string {
  return mount === null ? refKey({ layer, id }) : `${refKey({ layer, id })} ${mount}`;
}
