import { type BoundingSphere, Cartesian3, type Cesium3DTileset, type FrameState, type Scene } from '@cesium/engine';
import { cameraMoves } from './camera.ts';
import { type Coarseness, coarsened, withinBudget } from './model-budget.ts';

/** What the streamed models of the last frame came to. */
export interface ModelVertices {
  /** Vertices that the tiles of the view have. */
  readonly asked: number;
  /** Vertices that were drawn, never more than the budget. */
  readonly drawn: number;
  /** Factor on the screen-space error of model tiles. */
  readonly coarseness: number;
}

/**
 * Holds the vertices of a frame: what the watched tilesets would draw beyond the budget is left out, farthest first, in that
 * very frame; and their screen-space error follows, so that what is left out is soon drawn coarser instead.
 */
export interface ModelGate {
  /** Counts what `tileset` draws from now on; undone by `forget`. */
  watch(tileset: Cesium3DTileset): void;
  forget(tileset: Cesium3DTileset): void;
  readonly now: ModelVertices;
  destroy(): void;
}

interface ModelCommand {
  readonly count?: number;
  readonly instanceCount: number;
  readonly vertexArray: { readonly numberOfVertices: number };
  readonly boundingVolume?: BoundingSphere;
}

interface Drawn {
  readonly command: ModelCommand;
  readonly vertices: number;
  readonly metres: number;
}

/** `changed` is told the factor whenever it is another one. */
export function createModelGate(scene: Scene, settled: () => boolean, changed: () => void, budget: number): ModelGate {
  const watched = new Set<Cesium3DTileset>();
  let drawn: Drawn[] = [];
  let now: ModelVertices = { asked: 0, drawn: 0, coarseness: 1 };
  let coarse: Coarseness = { factor: 1, refused: 0 };
  // What was refused elsewhere may fit here.
  const looksElsewhere = cameraMoves(scene);

  const measured = (command: ModelCommand, eye: Cartesian3): Drawn => {
    const { boundingVolume } = command;
    const most = command.vertexArray.numberOfVertices;
    return {
      command,
      vertices: Math.min(command.count ?? most, most) * Math.max(1, command.instanceCount),
      metres: boundingVolume ? Cartesian3.distance(boundingVolume.center, eye) - boundingVolume.radius : 0,
    };
  };

  const gate = {
    update({ commandList, passes }: FrameState) {
      const all = drawn;
      drawn = [];
      const asked = all.reduce((sum, each) => sum + each.vertices, 0);
      let shown = asked;
      if (asked > budget) {
        const { kept, vertices } = withinBudget(all, budget);
        shown = vertices;
        const out = new Set<unknown>(all.map((each) => each.command));
        for (const each of kept) out.delete(each.command);
        const rest = commandList.filter((command) => !out.has(command));
        commandList.length = 0;
        for (const command of rest) commandList.push(command);
      }
      if (!passes.render) return;
      const before = coarse.factor;
      if (looksElsewhere()) coarse = { factor: before, refused: 0 };
      if (settled()) coarse = coarsened(coarse, asked, budget);
      now = { asked, drawn: shown, coarseness: coarse.factor };
      if (coarse.factor !== before) changed();
    },
    isDestroyed: () => false,
    destroy() {},
  };
  scene.primitives.add(gate);

  return {
    watch(tileset) {
      watched.add(tileset);
      const counted = tileset as unknown as { update(frameState: FrameState): void };
      const own = counted.update;
      counted.update = (frameState) => {
        const { commandList } = frameState;
        const first = commandList.length;
        own.call(tileset, frameState);
        const eye = scene.camera.positionWC;
        for (let at = first; at < commandList.length; at++) drawn.push(measured(commandList[at] as ModelCommand, eye));
      };
      // The gate comes after all that it holds.
      scene.primitives.raiseToTop(gate);
      coarse = { ...coarse, refused: 0 };
    },
    forget(tileset) {
      if (watched.delete(tileset)) Reflect.deleteProperty(tileset, 'update');
    },
    get now() {
      return now;
    },
    destroy() {
      for (const tileset of [...watched]) this.forget(tileset);
      scene.primitives.remove(gate);
    },
  };
}
