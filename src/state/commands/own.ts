import { KNOWN_CODES } from '../../domain/geo/crs-table.ts';
import { namedCrs } from '../../domain/geo/named-crs.ts';
import type { OwnDatum, OwnItem, OwnPlace } from '../../domain/own-data.ts';
import { isTilesetAddress } from '../../domain/shared-data.ts';
import { type Command, type CommandContext, command } from '../command.ts';
import type { OwnInput } from '../own-port.ts';

/** What a person brings along: files and addresses beside the city, kept on this machine. */
export const OWN_COMMANDS: readonly Command[] = [
  command('own.add', {
    title: { zh: '加入自有数据', en: 'Add own data' },
    enabled: ({ own }) => own !== undefined,
    perform: ({ own }, argument) => own?.add(inputOf(argument)),
  }),
  command('own.change', {
    title: { zh: '显示、隐藏或移动自有数据', en: 'Show, hide or move own data' },
    perform: (context, argument) => {
      const { id, visible, place } = record(argument);
      const item = known(context, id);
      const next: OwnItem = {
        ...item,
        visible: typeof visible === 'boolean' ? visible : item.visible,
        place: place === undefined ? item.place : placeOf(place),
      };
      context.store.change((draft) => {
        draft.own = draft.own.map((each) => (each.id === item.id ? next : each));
      }, 'own.change');
    },
  }),
  command('own.remove', {
    title: { zh: '移除自有数据', en: 'Remove own data' },
    perform: (context, argument) => {
      const { id } = known(context, argument);
      context.store.change((draft) => {
        draft.own = draft.own.filter((each) => each.id !== id);
      }, 'own.remove');
    },
  }),
  command('own.zoom', {
    title: { zh: '缩放到自有数据', en: 'Go to own data' },
    enabled: ({ own }) => own !== undefined,
    perform: (context, argument) => context.own?.zoom(known(context, argument).id),
  }),
];

function known({ store }: CommandContext, id: unknown): OwnItem {
  const { own } = store.getState();
  const found = own.find((each) => each.id === id);
  if (found) return found;
  const ids = own.map((each) => each.id).join(', ');
  throw new RangeError(`Own data ${JSON.stringify(id)}: ${ids === '' ? 'there is none' : `there are ${ids}`}.`);
}

function inputOf(argument: unknown): OwnInput {
  const { name, text, bytes, beside, datum, place, url } = record(argument);
  if (typeof url === 'string') {
    if (!isTilesetAddress(url))
      throw new RangeError(`Address ${JSON.stringify(url)}: give that of a tileset.json, absolute or from "/" on.`);
    return { url };
  }
  const content =
    bytes instanceof Uint8Array ? bytes : typeof text === 'string' ? new TextEncoder().encode(text) : null;
  if (typeof name !== 'string' || content === null)
    throw new RangeError(`Own data ${JSON.stringify(name)}: give {name, text}, {name, bytes} or {url}.`);
  return {
    name,
    bytes: content,
    datum: datumOf(datum ?? 'WGS-84'),
    ...(beside instanceof Map ? { beside: beside as ReadonlyMap<string, Uint8Array> } : {}),
    ...(place === undefined ? {} : { place: placeOf(place) }),
  };
}

function datumOf(input: unknown): OwnDatum {
  if (typeof input === 'string' && namedCrs(input)) return input;
  throw new RangeError(`Datum ${JSON.stringify(input)}: expected one of ${KNOWN_CODES}.`);
}

function placeOf(input: unknown): OwnPlace {
  const { longitude, latitude, height = 0, heading = 0 } = record(input);
  const all = [longitude, latitude, height, heading];
  if (!all.every((each) => typeof each === 'number' && Number.isFinite(each)) || Math.abs(latitude as number) > 90)
    throw new RangeError(
      `Place ${JSON.stringify(input)}: give {longitude, latitude, height, heading}, degrees and metres above ground.`,
    );
  return { longitude, latitude, height, heading } as OwnPlace;
}

function record(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
}
