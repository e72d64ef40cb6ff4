import './tools.css';
import { type PointerEvent, useRef, useState } from 'react';
import { boxCorners, type Clip, type ClipBox, MOST_CORNERS, placeInBox, withFaceAt } from '../../domain/geo/clip.ts';
import type { Place } from '../../domain/geo/measure.ts';
import { CLIP_BOUNDS, ClipRefusal } from '../../state/clipping.ts';
import type { TwinPort } from '../../state/port.ts';
import { usePort, useSay, useSession } from '../desk-context.ts';
import { NumberField } from '../edit/NumberField.tsx';
import { Icon } from '../Icon.tsx';
import { BothViews } from './BothViews.tsx';
import { C, FIELD_WORDS } from './clip-words.ts';
import { screenPath, useFrame } from './use-frame.ts';

const FIELDS = ['width', 'depth', 'heading', 'bottom', 'top'] as const;

/** What the city is cut down to: its edges and handles over the scene, and its figures. */
export default function ClipTool({ clip }: { readonly clip: Clip }) {
  return (
    <>
      {clip.kind === 'box' ? <BoxHandles box={clip} /> : <Outline ring={clip.ring} />}
      <ClipCard clip={clip} />
    </>
  );
}

function Outline({ ring }: { readonly ring: readonly (readonly [number, number])[] }) {
  const port = usePort();
  useFrame();
  const line = screenPath(
    port,
    [...ring, ...ring.slice(0, 1)].map(([x, y]): Place => [x, y, 0]),
  );
  return (
    <svg className="measure-map" aria-hidden="true">
      <BothViews>
        <path className="measure-halo" d={line} />
        <path className="clip-line" d={line} />
      </BothViews>
    </svg>
  );
}

/** CSS pixels between two handles that a finger tells apart. */
const APART = 20;
/** CSS pixels from the upper edge of the scene that the tools take. */
const HIGHEST_HANDLE = 64;

type Handle = 'east' | 'west' | 'north' | 'south' | 'bottom' | 'top' | 'middle';

/** A press holds a handle; `from` is the box as it was then. */
interface Held {
  readonly handle: Handle;
  readonly from: ClipBox;
  readonly y: number;
}

function BoxHandles({ box }: { readonly box: ClipBox }) {
  const port = usePort();
  const say = useSay();
  const held = useRef<Held | null>(null);
  useFrame();
  const corners = boxCorners(box, port.groundHeight);
  const [lower, upper] = [corners.slice(0, 4), corners.slice(4)];
  const ring = (four: readonly Place[]) => screenPath(port, [...four, four[0] as Place]);
  const edges = [ring(lower), ring(upper), ...lower.map((foot, i) => screenPath(port, [foot, upper[i] as Place]))].join(
    '',
  );
  const handles = handlesOf(box);
  const places = port.screenOf(handles.map(({ place }) => place));

  const drag = (event: PointerEvent<SVGElement>) => {
    const now = held.current;
    const scene = sceneOf(event.currentTarget);
    if (!now || !scene) return;
    const next = dragged(port, now, event.clientX - scene.left, event.clientY - scene.top);
    if (next) port.run('clip.box', next);
  };
  return (
    <svg className="measure-map" role="img" aria-label={say(C.title)}>
      <BothViews>
        <path className="measure-halo" d={edges} />
        <path className="clip-line" d={edges} />
        {handles.map(({ handle }, index) => {
          const seen = places[index];
          if (!seen) return null;
          // From straight above bottom, middle and top are one point: it moves the box.
          if (handle === 'top' || handle === 'bottom') {
            const middle = places[handles.findIndex((each) => each.handle === 'middle')];
            if (middle && Math.hypot(seen[0] - middle[0], seen[1] - middle[1]) < APART) return null;
          }
          // The top of a tall box is above the picture: its handle stays in reach, below the tools.
          const at = handle === 'top' ? ([seen[0], Math.max(seen[1], HIGHEST_HANDLE)] as const) : seen;
          const shared = {
            className: 'clip-handle',
            'data-handle': handle,
            onPointerDown: (event: PointerEvent<SVGElement>) => {
              if (event.button !== 0) return;
              if (event.nativeEvent.isTrusted) event.currentTarget.setPointerCapture(event.pointerId);
              const scene = sceneOf(event.currentTarget);
              held.current = { handle, from: box, y: event.clientY - (scene?.top ?? 0) };
            },
            onPointerMove: drag,
            onPointerUp: (event: PointerEvent<SVGElement>) => {
              // Where a slow picture swallowed the last moves, here is where the finger was.
              drag(event);
              held.current = null;
            },
            onPointerCancel: () => {
              held.current = null;
            },
          };
          return handle === 'middle' ? (
            <rect key={handle} {...shared} x={at[0] - 7} y={at[1] - 7} width={14} height={14}>
              <title>{say(C.move)}</title>
            </rect>
          ) : (
            <circle key={handle} {...shared} cx={at[0]} cy={at[1]} r={7}>
              <title>{say(C.side)}</title>
            </circle>
          );
        })}
      </BothViews>
    </svg>
  );
}

/** The scene on the screen; a handle in one of two views lies in an SVG of its own. */
const sceneOf = (handle: Element) => handle.closest('.measure-map')?.getBoundingClientRect();

function handlesOf(box: ClipBox): readonly { readonly handle: Handle; readonly place: Place }[] {
  const { width, depth, bottom, top } = box;
  const at = (x: number, y: number, height: number): Place => [...placeInBox(box, x, y), height];
  return [
    { handle: 'east', place: at(width / 2, 0, 0) },
    { handle: 'west', place: at(-width / 2, 0, 0) },
    { handle: 'north', place: at(0, depth / 2, 0) },
    { handle: 'south', place: at(0, -depth / 2, 0) },
    { handle: 'middle', place: at(0, 0, 0) },
    { handle: 'bottom', place: at(0, 0, bottom) },
    { handle: 'top', place: at(0, 0, top) },
  ];
}

/** What changes when a handle is dragged to a point of the scene, CSS pixels; null where there is no ground. */
function dragged(port: TwinPort, { handle, from, y: startY }: Held, x: number, y: number): Partial<ClipBox> | null {
  if (handle === 'top' || handle === 'bottom') {
    const [longitude, latitude] = from.centre;
    const [low, high] = port.screenOf([0, 1].map((metre) => [longitude, latitude, from[handle] + metre] as const));
    // Seen from straight above a metre has no length: half a metre a pixel then.
    const pixels = low && high ? Math.max(low[1] - high[1], 0.05) : 2;
    const wanted = Math.round((from[handle] + (startY - y) / pixels) * 10) / 10;
    const height = Math.min(Math.max(wanted, CLIP_BOUNDS[handle][0]), CLIP_BOUNDS[handle][1]);
    return handle === 'top' ? { top: Math.max(height, from.bottom + 1) } : { bottom: Math.min(height, from.top - 1) };
  }
  const ground = port.groundAt(x, y);
  if (!ground) return null;
  if (handle === 'middle') return { centre: ground };
  const axis = handle === 'east' || handle === 'west' ? 'width' : 'depth';
  const { centre, [axis]: size } = withFaceAt(from, axis, handle === 'east' || handle === 'north' ? 1 : -1, ground);
  return { centre, [axis]: Math.round(size * 10) / 10 };
}

function ClipCard({ clip }: { readonly clip: Clip }) {
  const port = usePort();
  const say = useSay();
  const area = useSession(({ measure }) =>
    measure?.kind === 'area' && measure.points.length > 2 ? measure.points : null,
  );
  const [trouble, setTrouble] = useState<string | null>(null);
  const run = (command: string, argument: unknown) => {
    try {
      port.run(command, argument);
      setTrouble(null);
    } catch (error) {
      setTrouble(error instanceof ClipRefusal ? say(error.words) : (error as Error).message);
    }
  };
  return (
    <section className="tool-card clip-card" aria-label={say(C.title)}>
      <header>
        <b>{say(C.title)}</b>
        {clip.kind === 'box' ? (
          <span className="soft">{say(C.hint)}</span>
        ) : (
          <span>{say(C.corners, { n: clip.ring.length })}</span>
        )}
        <button
          type="button"
          className="quiet"
          aria-label={say(C.close)}
          title={say(C.close)}
          onClick={() => port.run('clip.box', null)}
        >
          <Icon id="close" />
        </button>
      </header>
      {clip.kind === 'box' ? (
        <div className="clip-fields">
          {FIELDS.map((field) => (
            <NumberField
              key={field}
              label={say(FIELD_WORDS[field])}
              value={clip[field]}
              step={field === 'heading' ? 5 : 1}
              write={(value) => run('clip.box', { [field]: value })}
            />
          ))}
        </div>
      ) : (
        <fieldset className="segments small">
          {(['inside', 'outside'] as const).map((keep) => (
            <button
              key={keep}
              type="button"
              aria-pressed={clip.keep === keep}
              onClick={() => run('clip.polygon', { ...clip, keep })}
            >
              {say(C[keep])}
            </button>
          ))}
        </fieldset>
      )}
      <footer>
        <button
          type="button"
          disabled={area === null}
          title={area === null ? say(C.needArea) : say(C.outline, { n: MOST_CORNERS })}
          onClick={() => run('clip.polygon', { ring: area?.map(([x, y]) => [x, y]), keep: 'inside' })}
        >
          {say(C.byPolygon)}
        </button>
        {clip.kind === 'polygon' ? (
          <button type="button" onClick={() => run('clip.box', {})}>
            {say(C.byBox)}
          </button>
        ) : null}
        <span className="soft">{say(C.buried)}</span>
        {trouble ? <p role="alert">{trouble}</p> : null}
      </footer>
    </section>
  );
}
