import { type Instant, MINUTE, parseInstant } from '../../domain/clock.ts';
import { type CityFormula, withStormFormula } from '../../scenario/drainage/city-formula.ts';
import { DRAIN_KINDS, withDrain, withDrainChanged, withoutDrain } from '../../scenario/drainage/drain-edit.ts';
import { STORM_KEYS } from '../../scenario/drainage/storm.ts';
import { copyAlternative, isOwn } from '../../scenario/edit/copy-alternative.ts';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import { parseRecordedStorm, parseSurveyedTerrain } from '../../wire/surveyed-terrain.ts';
import { type Command, type CommandContext, command, option } from '../command.ts';
import { openDocument, showEdition, tellCopy } from '../editions.ts';
import { checkedStorm, type ShownStorm, USUAL_STORM } from '../storm.ts';

const editable = ({ store, working }: CommandContext) =>
  working !== undefined && store.getState().scenario !== null && store.getState().consents === 'all';

/** The storm that is shown, drainage works of the open plan, and the files that both rest on. */
export const STORM_COMMANDS: readonly Command[] = [
  command('storm.show', {
    title: { zh: '暴雨推演', en: 'Show a storm' },
    perform: (context, argument) => {
      const { store } = context;
      if (argument === null)
        return store.change((draft) => {
          draft.storm = null;
        });
      const next = stormOf(context, fields(argument));
      store.change((draft) => {
        draft.storm = next;
        draft.panels = { ...draft.panels, storm: true };
        if (!draft.layers.includes('drain') && context.layers.includes('drain'))
          draft.layers = context.layers.filter((id) => id === 'drain' || draft.layers.includes(id));
      });
    },
  }),
  command('storm.minute', {
    title: { zh: '跳到暴雨第几分钟', en: 'Go to a minute of the storm' },
    enabled: ({ store }) => store.getState().storm !== null,
    perform: ({ store }, argument) => {
      const { storm } = store.getState();
      if (!storm || typeof argument !== 'number' || !Number.isInteger(argument) || argument < 0)
        throw new RangeError(`Minute ${JSON.stringify(argument)}: give a whole number of 0 or more.`);
      store.change((draft) => {
        draft.playhead = { kind: 'instant', at: storm.start + argument * MINUTE };
        draft.playing = 0;
      });
    },
  }),
  command('drain.add', {
    title: { zh: '新增排水措施', en: 'Add drainage works' },
    enabled: editable,
    perform: (context, argument) => {
      const given = fields(argument);
      const drain = {
        kind: option(given.kind, DRAIN_KINDS, 'Drainage works'),
        point: known(context, given.point),
        at: place(given.at),
        heading: numberIn(given.heading ?? 90, 'heading'),
        ...(given.sizes === undefined ? {} : { sizes: sizes(given.sizes) }),
      };
      changeWorks(context, 'drain.add', (document, alternative) => withDrain(document, alternative, drain).document);
    },
  }),
  command('drain.change', {
    title: { zh: '修改排水措施', en: 'Change drainage works' },
    enabled: editable,
    perform: (context, argument) => {
      const given = fields(argument);
      const change = {
        ...(given.sizes === undefined ? {} : { sizes: sizes(given.sizes) }),
        ...(given.at === undefined ? {} : { at: place(given.at) }),
        ...(given.heading === undefined ? {} : { heading: numberIn(given.heading, 'heading') }),
      };
      changeWorks(context, 'drain.change', (document, alternative, idOf) =>
        withDrainChanged(document, alternative, idOf(String(given.id)), change),
      );
    },
  }),
  command('drain.remove', {
    title: { zh: '取消排水措施', en: 'Take drainage works back' },
    enabled: editable,
    perform: (context, argument) =>
      changeWorks(context, 'drain.remove', (document, alternative, idOf) =>
        withoutDrain(document, alternative, idOf(String(argument))),
      ),
  }),
  command('drain.terrain', {
    title: { zh: '导入实测地形', en: 'Bring in surveyed terrain' },
    enabled: editable,
    perform: (context, argument) => {
      const given = fields(argument);
      const point = known(context, given['point']);
      const { document } = openDocument(context);
      const { [point]: _, ...others } = document.terrains ?? {};
      const terrain = given['terrain'] ?? null;
      const terrains = terrain === null ? others : { ...others, [point]: parseSurveyedTerrain(terrain) };
      const { terrains: __, ...rest } = document;
      show(context, Object.keys(terrains).length > 0 ? { ...rest, terrains } : rest, 'drain.terrain');
    },
  }),
  command('storm.record', {
    title: { zh: '导入降雨过程', en: 'Bring in recorded rain' },
    enabled: editable,
    perform: (context, argument) => {
      const { document } = openDocument(context);
      const { recordedStorm: _, ...rest } = document;
      const next = argument === null ? rest : { ...rest, recordedStorm: parseRecordedStorm(argument) };
      show(context, next, 'storm.record');
    },
  }),
  command('storm.formula', {
    title: { zh: '采用本市暴雨强度公式', en: 'Use the city’s own storm formula' },
    enabled: editable,
    perform: (context, argument) => {
      const { working, document } = openDocument(context);
      const next = withStormFormula(document, argument === null ? null : formula(argument));
      const alternative = context.store.getState().scenario?.alternative ?? 'base';
      showEdition({ ...context, working }, next, alternative, 'storm.formula', undefined, (draft) => {
        // What was tried on the old formula does not hold for the new one.
        draft.assume = Object.fromEntries(
          Object.entries(draft.assume).filter(([key]) => !(STORM_KEYS as readonly string[]).includes(key)),
        );
      });
    },
  }),
];

function formula(argument: unknown): CityFormula {
  const { lead, c, b, n, source } = fields(argument);
  return {
    lead: numberIn(lead, '167 A₁'),
    c: numberIn(c, 'C'),
    b: numberIn(b, 'b'),
    n: numberIn(n, 'n'),
    source: typeof source === 'string' ? source : '',
  };
}

/** The storm as it is shown, with what the argument changes of it. */
function stormOf(context: CommandContext, given: Readonly<Record<string, unknown>>): ShownStorm {
  const { store } = context;
  const before = store.getState().storm;
  const number = (key: 'minutes' | 'peak') =>
    given[key] === undefined ? (before?.[key] ?? USUAL_STORM[key]) : numberIn(given[key], key);
  const years = given['years'] === undefined ? (before ? before.years : USUAL_STORM.years) : given['years'];
  return checkedStorm({
    site: given['site'] === undefined && before ? before.site : known(context, given['site']),
    years: years === null ? null : numberIn(years, 'years'),
    minutes: number('minutes'),
    peak: number('peak'),
    start: given['start'] === undefined && before ? before.start : instant(given['start']),
  });
}

function instant(input: unknown): Instant {
  if (typeof input === 'string') return parseInstant(input);
  if (typeof input === 'number' && Number.isFinite(input)) return Math.round(input / MINUTE) * MINUTE;
  throw new RangeError(`Start of the storm ${JSON.stringify(input)}: give RFC 3339 or milliseconds.`);
}

function known({ assetLayer }: CommandContext, input: unknown): string {
  if (typeof input === 'string' && assetLayer(input) === 'waterlogging') return input;
  throw new RangeError(`Waterlogging point ${JSON.stringify(input)}: give the id of one of layer "waterlogging".`);
}

function fields(input: unknown): Readonly<Record<string, unknown>> {
  if (typeof input === 'object' && input !== null) return input as Record<string, unknown>;
  throw new RangeError(`${JSON.stringify(input)}: give an object, or null.`);
}

function numberIn(input: unknown, what: string): number {
  if (typeof input === 'number' && Number.isFinite(input)) return input;
  throw new RangeError(`${what} = ${JSON.stringify(input)}: give a number.`);
}

function sizes(input: unknown): Record<string, number> {
  return Object.fromEntries(Object.entries(fields(input)).map(([key, value]) => [key, numberIn(value, key)]));
}

function place(input: unknown): readonly [number, number] {
  if (Array.isArray(input) && input.length >= 2)
    return [numberIn(input[0], 'longitude'), numberIn(input[1], 'latitude')];
  throw new RangeError(`Place ${JSON.stringify(input)}: give [longitude, latitude].`);
}

/** Changes the works of the shown alternative; one that was built, or is today, is copied first in the same step. */
function changeWorks(
  context: CommandContext,
  label: string,
  change: (document: ScenarioDocument, alternative: string, idOf: (id: string) => string) => ScenarioDocument,
): void {
  const { working, document } = openDocument(context);
  const shown = context.store.getState().scenario?.alternative ?? 'base';
  const copy = isOwn(shown) ? null : copyAlternative(document, shown);
  const alternative = copy?.alternative ?? shown;
  const next = change(copy?.document ?? document, alternative, copy?.idOf ?? ((id) => id));
  showEdition({ ...context, working }, next, alternative, label, undefined, (draft) => {
    if (copy) tellCopy(draft, shown, alternative);
  });
}

function show(context: CommandContext, document: ScenarioDocument, label: string): void {
  const { working } = openDocument(context);
  showEdition({ ...context, working }, document, context.store.getState().scenario?.alternative ?? 'base', label);
}
