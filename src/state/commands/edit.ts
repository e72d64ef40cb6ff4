import { applyEdit } from '../../scenario/edit/apply-edit.ts';
import { copyAlternative, isOwn } from '../../scenario/edit/copy-alternative.ts';
import { type Edit, withPoles } from '../../scenario/edit/edit.ts';
import type { Ref } from '../../wire/scenario-document.ts';
import { type Command, type CommandContext, command, option } from '../command.ts';
import { openDocument, showEdition, tellCopy } from '../editions.ts';

/** Metres that an arrow key moves what is chosen, and with Shift. */
const STEPS = [0.5, 5] as const;

/** Editing a plan of poles by hand. A built alternative is copied first and the copy goes on, in the same step. */
export const EDIT_COMMANDS: readonly Command[] = [
  command('plan.edit', {
    title: { zh: '手工编辑方案', en: 'Edit plan by hand' },
    key: 'e',
    palette: true,
    enabled: mayEdit,
    perform: ({ store }, argument) =>
      store.change((draft) => {
        const on = typeof argument === 'boolean' ? argument : draft.editing === null;
        draft.editing = on ? (draft.editing ?? []) : null;
        if (on) draft.panels = { ...draft.panels, scenario: true };
      }),
  }),
  command('plan.choose', {
    title: { zh: '选择要编辑的杆', en: 'Choose poles to edit' },
    enabled: mayEdit,
    perform: (context, argument) => {
      const ids = idsOf(context, argument, 'plan.choose').map(({ id }) => id);
      context.store.change((draft) => {
        draft.editing = ids;
      });
    },
  }),
  edit('plan.move', { zh: '移动杆件', en: 'Move poles' }, (context, argument) => {
    if (Array.isArray(argument.moves))
      return {
        kind: 'move',
        moves: argument.moves.map((each) => {
          const { id, to, heading } = record(each, 'plan.move');
          const pole = refOf(context, id);
          return { pole, to: placeOf(to), ...(heading === undefined ? {} : { heading: numberOf(heading, 'heading') }) };
        }),
      };
    return {
      kind: 'shift',
      poles: idsOf(context, argument.ids, 'plan.move'),
      along: numberOf(argument.along ?? 0, 'along'),
      across: numberOf(argument.across ?? 0, 'across'),
    };
  }),
  edit('plan.turn', { zh: '转动杆件或挂载', en: 'Turn a pole or a mount' }, (context, argument) => {
    const pole = refOf(context, argument.id);
    if (argument.mount === undefined) return { kind: 'turn', pole, heading: numberOf(argument.heading, 'heading') };
    return {
      kind: 'turn-mount',
      pole,
      mount: numberOf(argument.mount, 'mount'),
      azimuth: numberOf(argument.azimuth, 'azimuth'),
    };
  }),
  edit('plan.mount', { zh: '改挂', en: 'Hang a mount elsewhere' }, (context, argument) => {
    const [pole, mount] = [refOf(context, argument.id), numberOf(argument.mount, 'mount')];
    return argument.to === null
      ? { kind: 'take-back', pole, mount }
      : { kind: 'hang', pole, mount, carrier: refOf(context, argument.to) };
  }),
  edit('plan.keep', { zh: '保留杆件', en: 'Keep poles' }, (context, argument) => ({
    kind: 'keep',
    poles: idsOf(context, argument.ids, 'plan.keep'),
  })),
  edit('plan.merge', { zh: '并入承载杆', en: 'Merge into a carrier' }, (context, argument) => ({
    kind: 'merge',
    poles: idsOf(context, argument.ids, 'plan.merge'),
    carrier: refOf(context, argument.to),
  })),
  edit('plan.remove', { zh: '取消规划杆', en: 'Take planned poles out' }, (context, argument) => ({
    kind: 'remove',
    carriers: idsOf(context, argument.ids, 'plan.remove'),
    mounts: option(argument.mounts ?? 'refuse', ['refuse', 'give-back'] as const, 'What it bears:'),
  })),
  edit('plan.add', { zh: '新增综合杆', en: 'Add a carrier' }, (_, argument) => ({
    kind: 'add',
    at: placeOf(argument.at),
    ...(argument.height === undefined ? {} : { height: numberOf(argument.height, 'height') }),
    ...(argument.heading === undefined ? {} : { heading: numberOf(argument.heading, 'heading') }),
  })),
  edit('plan.height', { zh: '更改杆高', en: 'Change the height of a pole' }, (context, argument) => ({
    kind: 'height',
    pole: refOf(context, argument.id),
    height: numberOf(argument.height, 'height'),
  })),
  command('scenario.copy', {
    title: { zh: '复制方案', en: 'Copy alternative' },
    palette: true,
    enabled: mayEdit,
    perform: (context, argument) => {
      const { working, document } = openDocument(context);
      const source = typeof argument === 'string' ? argument : shownOf(context);
      const copy = copyAlternative(document, source);
      showEdition({ ...context, working }, copy.document, copy.alternative, 'scenario.copy', undefined, (draft) => {
        tellCopy(draft, source, copy.alternative);
        draft.editing = draft.editing && [];
      });
    },
  }),
  ...(
    [
      ['ArrowLeft', { zh: '向西', en: 'west' }, -1, 0],
      ['ArrowRight', { zh: '向东', en: 'east' }, 1, 0],
      ['ArrowUp', { zh: '向路北侧', en: 'to the north side' }, 0, 1],
      ['ArrowDown', { zh: '向路南侧', en: 'to the south side' }, 0, -1],
    ] as const
  ).flatMap(([key, where, along, across]) =>
    STEPS.map((metres, far) =>
      command(`plan.nudge.${key.slice(5).toLowerCase()}${far ? '.far' : ''}`, {
        title: { zh: `所选杆件${where.zh}移 ${metres} m`, en: `Move chosen poles ${metres} m ${where.en}` },
        key: far ? `Shift+${key}` : key,
        enabled: (context) => mayEdit(context) && (context.store.getState().editing?.length ?? 0) > 0,
        perform: (context) => {
          const poles = idsOf(context, context.store.getState().editing, 'plan.nudge');
          perform(context, 'plan.move', { kind: 'shift', poles, along: along * metres, across: across * metres });
        },
      }),
    ),
  ),
];

/** A pole plan is open, whole, where plans may be edited. */
function mayEdit({ store, working }: CommandContext): boolean {
  const { scenario, mode, consents } = store.getState();
  const project = scenario && working?.document(scenario.id)?.project;
  return mode === 'review' && consents === 'all' && !!project && (project.kind ?? 'poles') === 'poles';
}

function edit(
  id: string,
  title: Command['title'],
  read: (context: CommandContext, argument: Readonly<Record<string, unknown>>) => Edit,
): Command {
  return command(id, {
    title,
    enabled: mayEdit,
    perform: (context, argument) => perform(context, id, read(context, record(argument, id))),
  });
}

function perform(context: CommandContext, label: string, asked: Edit): void {
  const { working, document } = openDocument(context);
  const shown = shownOf(context);
  const copy = isOwn(shown) ? null : copyAlternative(document, shown);
  const plan = {
    document: copy?.document ?? document,
    alternative: copy?.alternative ?? shown,
    tables: working.tables,
  };
  const what = copy ? withPoles(asked, (ref) => ({ ...ref, id: copy.idOf(ref.id) })) : asked;
  const { document: next, poles } = applyEdit(plan, what);
  const chosen = chosenAfter(what, poles).map(({ id }) => id);
  showEdition({ ...context, working }, next, plan.alternative, label, undefined, (draft) => {
    if (draft.editing) draft.editing = chosen;
    if (draft.select !== null) draft.select = chosen.length === 1 ? (chosen[0] ?? null) : null;
    if (copy) tellCopy(draft, shown, plan.alternative);
  });
}

/** What stays in hand after an edit: what was moved or made; what a mount was taken from. */
function chosenAfter(what: Edit, poles: readonly Ref[]): readonly Ref[] {
  switch (what.kind) {
    case 'move':
    case 'shift':
    case 'turn':
    case 'turn-mount':
    case 'height':
    case 'add':
      return poles;
    case 'keep':
      return what.poles;
    case 'hang':
    case 'take-back':
      return poles.slice(0, 1);
    case 'merge':
      return poles.slice(-1);
    case 'remove':
      return [];
  }
}

function shownOf({ store }: CommandContext): string {
  return store.getState().scenario?.alternative ?? 'base';
}

function refOf(context: CommandContext, id: unknown): Ref {
  const layer = typeof id === 'string' ? context.assetLayer(id) : undefined;
  if (typeof id !== 'string' || layer === undefined)
    throw new RangeError(`Unknown pole ${JSON.stringify(id)}; give the id of a pole of the open plan.`);
  return { layer, id };
}

function idsOf(context: CommandContext, ids: unknown, what: string): Ref[] {
  if (!Array.isArray(ids)) throw new RangeError(`${what}: ${JSON.stringify(ids)} is no list of ids of poles.`);
  return ids.map((id) => refOf(context, id));
}

function record(input: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Record<string, unknown>;
  throw new RangeError(`${what}: ${JSON.stringify(input)} is no object; see src/state/commands/edit.ts for its parts.`);
}

function numberOf(input: unknown, what: string): number {
  if (typeof input === 'number' && Number.isFinite(input)) return input;
  throw new RangeError(`${what} ${JSON.stringify(input)}: expected a number.`);
}

function placeOf(input: unknown): readonly [number, number] {
  if (Array.isArray(input) && input.length === 2)
    return [numberOf(input[0], 'longitude'), numberOf(input[1], 'latitude')];
  throw new RangeError(`Place ${JSON.stringify(input)}: expected [longitude, latitude].`);
}
