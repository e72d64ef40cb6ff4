import {
  Cartesian3,
  Cesium3DTileset,
  Math as CesiumMath,
  type CesiumWidget,
  type CzmlDataSource,
  type GeoJsonDataSource,
  HeadingPitchRange,
  HeadingPitchRoll,
  type KmlDataSource,
  Matrix4,
  type Model,
  Transforms,
} from '@cesium/engine';
import type { Clip } from '../domain/geo/clip.ts';
import type { OwnContent } from '../domain/own-data.ts';
import type { Frames } from './frame.ts';
import type { SceneGround } from './ground.ts';
import { createOwnCut, type OwnCut } from './own-cut.ts';
import type { SceneOwn } from './scene-spec.ts';

/** What a person brought beside the city, kept in step by id. */
export interface OwnData {
  /** `clip` hides the points of sources; their ground, models and tilesets are cut with the city's. */
  sync(list: readonly SceneOwn[], clip: Clip | null): void;
  /** Flies to one of them. */
  zoom(id: string): void;
  destroy(): void;
}

type Drawn =
  | {
      readonly is: 'source';
      readonly thing: GeoJsonDataSource | KmlDataSource | CzmlDataSource;
      readonly cut: OwnCut;
    }
  | { readonly is: 'model'; readonly thing: Model }
  | { readonly is: 'tiles'; readonly thing: Cesium3DTileset };

interface Open {
  own: SceneOwn;
  drawn: Drawn | null;
  closed: boolean;
  /** It could not be drawn; shown anew it is tried again. */
  failed: boolean;
}

const readers = () => import('./own-sources.ts');

/** Ticks after a change in which geometry may still come from its workers. */
const SETTLING = 240;

export function createOwnData(
  widget: CesiumWidget,
  frames: Frames,
  ground: SceneGround,
  failed: (id: string, because: string) => void,
): OwnData {
  const { scene } = widget;
  const open = new Map<string, Open>();
  let seen: readonly SceneOwn[] = [];
  let clip: Clip | null = null;
  let ticks = 0;
  let stopTicking: (() => void) | null = null;

  /** Data sources build their geometry in workers, tick by tick: frames are asked for until it stands. */
  function settle(): void {
    ticks = SETTLING;
    frames.request('own');
    stopTicking ??= widget.clock.onTick.addEventListener(() => {
      frames.request('own');
      ticks = widget.dataSourceDisplay.ready ? Math.min(ticks - 1, 3) : ticks - 1;
      if (ticks > 0) return;
      stopTicking?.();
      stopTicking = null;
    });
  }

  async function start(each: Open): Promise<void> {
    const { id, content } = each.own;
    try {
      const drawn = await draw(content);
      if (each.closed) return void drop(drawn, false);
      each.drawn = drawn;
      if (drawn.is === 'source') await widget.dataSources.add(drawn.thing);
      else scene.primitives.add(drawn.thing);
      dress(each);
    } catch (error) {
      each.failed = true;
      if (!each.closed) failed(id, messageOf(error));
    }
  }

  function dress({ own, drawn }: Open): void {
    if (!drawn) return;
    drawn.thing.show = own.visible;
    if (drawn.is === 'source') drawn.cut.follow(clip, widget.clock.currentTime);
    if (drawn.is === 'model' && own.place) {
      const { longitude, latitude, height, heading } = own.place;
      drawn.thing.modelMatrix = Transforms.headingPitchRollToFixedFrame(
        Cartesian3.fromDegrees(longitude, latitude, ground.heightAt(longitude, latitude) + height),
        // Without a turn Cesium has a model's front look east.
        new HeadingPitchRoll(CesiumMath.toRadians(heading - 90), 0, 0),
      );
    }
    settle();
  }

  function drop(drawn: Drawn | null, added = true): void {
    if (!drawn) return;
    if (drawn.is === 'source') {
      if (added) widget.dataSources.remove(drawn.thing, true);
    } else if (added) scene.primitives.remove(drawn.thing);
    else drawn.thing.destroy();
  }

  return {
    sync(list, next) {
      clip = next;
      for (const { drawn } of open.values())
        if (drawn?.is === 'source' && drawn.cut.follow(clip, widget.clock.currentTime)) settle();
      if (list.length === seen.length && list.every((own, i) => own === seen[i])) return;
      seen = list;
      const wanted = new Map(list.map((own) => [own.id, own]));
      for (const [id, each] of open) {
        if (wanted.get(id)?.content === each.own.content) continue;
        each.closed = true;
        drop(each.drawn);
        open.delete(id);
      }
      for (const own of list) {
        const each = open.get(own.id);
        if (each) {
          const again = each.failed && own.visible && !each.own.visible;
          each.own = own;
          if (again) {
            each.failed = false;
            void start(each);
          } else dress(each);
        } else {
          const made: Open = { own, drawn: null, closed: false, failed: false };
          open.set(own.id, made);
          void start(made);
        }
      }
      frames.request('own');
    },
    zoom(id) {
      const drawn = open.get(id)?.drawn;
      if (!drawn) return;
      const offset = new HeadingPitchRange(0, CesiumMath.toRadians(-40), 0);
      if (drawn.is === 'model' && !drawn.thing.ready) return;
      if (drawn.is !== 'source') {
        scene.camera.viewBoundingSphere(drawn.thing.boundingSphere, offset);
        scene.camera.lookAtTransform(Matrix4.IDENTITY);
      } else void widget.zoomTo(drawn.thing, offset).then(() => frames.request('own'));
      settle();
    },
    destroy() {
      stopTicking?.();
      for (const each of open.values()) {
        each.closed = true;
        drop(each.drawn);
      }
      open.clear();
    },
  };

  async function draw(content: OwnContent): Promise<Drawn> {
    switch (content.kind) {
      case 'features':
        return sourceOf(await (await readers()).featureSource(content.features));
      case 'kml':
        return sourceOf(await (await readers()).kmlSource(content.text, scene));
      case 'czml':
        return sourceOf(await (await readers()).czmlSource(content.packets));
      case 'model': {
        const thing = await (await readers()).ownModel(content.bytes, scene);
        thing.readyEvent.addEventListener(() => settle());
        thing.errorEvent.addEventListener((error: unknown) => {
          for (const [id, each] of open) if (each.drawn?.thing === thing) failed(id, messageOf(error));
        });
        return { is: 'model', thing };
      }
      case 'tiles': {
        const thing = await Cesium3DTileset.fromUrl(content.url, { enableCollision: false });
        thing.environmentMapManager.enabled = false;
        return { is: 'tiles', thing };
      }
    }
  }
}

function sourceOf(thing: Extract<Drawn, { is: 'source' }>['thing']): Drawn {
  return { is: 'source', thing, cut: createOwnCut(thing) };
}

/** The innermost of Cesium's messages, which it writes line by line. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split('\n').at(-1)?.replace(/\.$/, '') || 'no reason given';
}
