import type { Instant } from '../domain/clock.ts';
import type { Fleet } from '../domain/fleet.ts';
import type { Words } from '../domain/words.ts';
import type { Command } from '../state/command.ts';
import type { TwinPort } from '../state/port.ts';
import { nameAt } from './asset-state.ts';
import { FITS, nameText } from './name-text.ts';
import { readTypedTime } from './typed-time.ts';

/** Something that a typed text can mean. */
export type Hit =
  | { readonly kind: 'command'; readonly id: string; readonly title: Words; readonly key?: string }
  | { readonly kind: 'mode'; readonly id: string; readonly title: Words }
  | { readonly kind: 'layer'; readonly id: string; readonly title: Words }
  | { readonly kind: 'place'; readonly title: Words; readonly position: readonly [number, number] }
  | { readonly kind: 'road'; readonly name: string; readonly position: readonly [number, number] }
  | { readonly kind: 'asset'; readonly id: string; readonly name: string; readonly layer: string }
  | { readonly kind: 'time'; readonly argument: string | number };

export interface SearchSpace {
  readonly commands: readonly Pick<Command, 'id' | 'title' | 'key' | 'palette'>[];
  readonly modes: readonly { readonly id: string; readonly title: Words }[];
  readonly catalog: Pick<TwinPort['catalog'], 'places' | 'roads' | 'city'>;
  readonly fleet: Fleet;
}

const MOST_ASSETS = 8;
const MOST_OTHERS = 5;

/** What `text` may mean, the most exact first within each kind; commands alone for an empty text. */
export function search(space: SearchSpace, text: string, near: Instant): Hit[] {
  const typed = text.trim().toLowerCase();
  const hits: Hit[] = [];
  const time = typed === '' ? null : readTypedTime(text, near, space.catalog.city.utcOffset);
  if (time !== null) hits.push({ kind: 'time', argument: time });
  const matches = (words: Words) => has(words.zh, typed) || has(words.en, typed);
  hits.push(
    ...space.modes
      .filter((mode) => typed !== '' && matches(mode.title))
      .map((mode): Hit => ({ kind: 'mode', id: mode.id, title: mode.title })),
    ...[...space.fleet.values()]
      .filter((layer) => typed !== '' && (matches(layer.definition.title) || has(layer.definition.id, typed)))
      .map((layer): Hit => ({ kind: 'layer', id: layer.definition.id, title: layer.definition.title })),
    ...space.commands
      .filter((command) => command.palette && (matches(command.title) || has(command.id, typed)))
      .slice(0, typed === '' ? 8 : MOST_OTHERS)
      .map((command): Hit => {
        const { id, title, key } = command;
        return key === undefined ? { kind: 'command', id, title } : { kind: 'command', id, title, key };
      }),
  );
  if (typed === '') return hits;
  hits.push(
    ...space.catalog.places
      .filter((place) => matches(place.title))
      .slice(0, MOST_OTHERS)
      .map((place): Hit => ({ kind: 'place', title: place.title, position: place.position })),
    ...space.catalog.roads
      .filter((road) => has(road.name, typed))
      .slice(0, MOST_OTHERS)
      .map((road): Hit => ({ kind: 'road', name: road.name, position: road.position })),
    ...assets(space.fleet, typed),
  );
  // What bears exactly the typed name comes first, whatever it is.
  return hits.sort((a, b) => Number(exact(b, typed)) - Number(exact(a, typed)));
}

function exact(hit: Hit, typed: string): boolean {
  const names =
    hit.kind === 'road'
      ? [hit.name]
      : hit.kind === 'asset'
        ? [hit.id, hit.name]
        : hit.kind === 'time'
          ? []
          : [hit.title.zh, hit.title.en];
  return names.some((name) => name.toLowerCase() === typed);
}

/** Assets by id, name or part code: exact first, then by beginning, then by any part. */
function assets(fleet: Fleet, typed: string): Hit[] {
  const found = new Map<string, Hit>();
  for (const fit of FITS)
    for (const [id, layer] of fleet) {
      nameText(layer.assets).find(typed, fit, (slot) => {
        const asset = layer.assets.ids[slot] ?? '';
        if (!found.has(asset)) found.set(asset, { kind: 'asset', id: asset, name: nameAt(layer, slot), layer: id });
        return found.size < MOST_ASSETS;
      });
      if (found.size === MOST_ASSETS) return [...found.values()];
    }
  return [...found.values()];
}

function has(text: string, typed: string): boolean {
  return text.toLowerCase().includes(typed);
}
