import { slotOf } from '../domain/asset.ts';
import { STORIES } from '../modes/stories.ts';
import type { Story, StoryId } from '../modes/story.ts';
import type { TwinPort } from '../state/port.ts';
import { findAsset } from './asset-state.ts';
import type { Readable } from './desk-context.ts';
import { viewOf } from './look-at.ts';

/** Which door a visitor has opened; not part of a link, wiped with everything else. */
export const openStory = createOpenStory();

export function storyOf(id: StoryId | null): Story | null {
  return STORIES.find((story) => story.id === id) ?? null;
}

/** Opens a door: its layers, its camera, its plan; the clock returns to now. */
export function enterStory(port: TwinPort, story: Story): void {
  openStory.set(story.id);
  port.run('time.now');
  // One look at the clock: a stretch up to now has not ended because a millisecond passed.
  const now = port.now();
  const control = story.control(now, port.catalog.city.utcOffset);
  const scenario =
    control.kind === 'slices' ? port.catalog.scenarios.find((each) => each.id === control.scenario) : undefined;
  port.run('scenario.open', scenario ? `${scenario.id}.${scenario.alternatives[0]?.id ?? 'base'}` : null);
  // A stretch that has ended is shown from its start: the picture and the thumb say the same.
  if (control.kind === 'hours' && control.to < now) port.run('time.set', control.from);
  const known = new Set(port.fleet().keys());
  for (const id of known) port.run('layer.toggle', { id, shown: story.layers.includes(id) });
  const view = viewOfStory(port, story);
  if (view) port.run('camera.set', view);
}

/** Wipes what a visitor did: now, no plan, all layers, nothing selected, the first language and style, the home view, no way back. */
export function wipe(port: TwinPort): void {
  openStory.set(null);
  port.run('time.now');
  port.run('compare.set', null);
  port.run('scenario.open', null);
  port.run('asset.select', null);
  port.run('asset.highlight', []);
  for (const id of port.fleet().keys()) port.run('layer.toggle', { id, shown: true });
  port.run('language.toggle', 'zh');
  port.run('compare.split', 0.5);
  port.run('style.set', 'natural');
  for (const { key } of port.store.getState().notices) port.run('notice.dismiss', key);
  for (const dialog of document.querySelectorAll('dialog')) dialog.close();
  port.run('camera.set', port.catalog.homes[port.store.getState().mode]);
  port.store.forget();
}

function viewOfStory(port: TwinPort, story: Story) {
  if (story.look.kind === 'road') {
    const { name, metres } = story.look;
    const road = port.catalog.roads.find((each) => each.name === name);
    return road ? viewOf(road.position, metres) : null;
  }
  const layer = port.fleet().get(story.look.layer);
  const id = layer?.assets.ids[flagship(layer.assets.ids, layer.assets.columns.mainSpan)];
  if (!layer || id === undefined || !findAsset(port.fleet(), id)) return null;
  const slot = slotOf(layer.assets, id) ?? 0;
  return (
    port.frameAsset(id) ??
    viewOf([layer.assets.positions[3 * slot] ?? 0, layer.assets.positions[3 * slot + 1] ?? 0], story.look.metres)
  );
}

/** Index of the asset a stranger should see first: the longest span where there are spans, else the first by id. */
export function flagship(ids: readonly string[], spans: readonly unknown[] | undefined): number {
  let best = 0;
  for (let index = 1; index < ids.length; index++) {
    const longer = Number(spans?.[index] ?? 0) - Number(spans?.[best] ?? 0);
    if (longer > 0 || (longer === 0 && (ids[index] ?? '') < (ids[best] ?? ''))) best = index;
  }
  return best;
}

function createOpenStory(): Readable<{ readonly id: StoryId | null }> & { set(id: StoryId | null): void } {
  let state: { readonly id: StoryId | null } = { id: null };
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(id) {
      state = { id };
      for (const listener of listeners) listener();
    },
  };
}
