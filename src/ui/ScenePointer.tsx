import { useEffect, useRef, useState } from 'react';
import { PIN_LAYER } from '../domain/review/review.ts';
import { findAsset, nameAt, stateOf } from './asset-state.ts';
import { DataName } from './DataName.tsx';
import { useDesk, useSample, useSay, useSession } from './desk-context.ts';
import { valueWithUnit } from './format.ts';
import { isAiming, pinAt } from './pin-at.ts';
import { StatusIcon } from './StatusIcon.tsx';
import { isMeasuring, measureAt } from './tools/measure-at.ts';
import { W } from './words.ts';

const HOVER_MS = 120;
const CLICK_SLACK = 5;
/** Pixels about a measured point within which a press is on it. */
const REACH = { mouse: 8, touch: 24 } as const;
/** Characters of a comment that a hover shows. */
const MOST_HOVER = 40;

/** Pointing at the scene: a rest shows what is there in one line, a click selects it. Listens on `.scene-area`. */
export function ScenePointer({ area }: { readonly area: React.RefObject<HTMLElement | null> }) {
  const { port, mode } = useDesk();
  const [hover, setHover] = useState<{ id: string; pin: boolean; x: number; y: number } | null>(null);
  const aiming = useSession((session) => session.review.pinning !== null && session.review.pinning.at === null);
  const latest = useRef(0);
  useEffect(() => {
    const element = area.current;
    if (!element || !mode.input.mouse) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let down: { x: number; y: number } | null = null;
    let asked = 0;
    const place = (event: PointerEvent) => {
      const frame = element.getBoundingClientRect();
      return { x: event.clientX - frame.left, y: event.clientY - frame.top };
    };
    const onScene = (event: PointerEvent) => event.target instanceof HTMLCanvasElement;
    const move = (event: PointerEvent) => {
      clearTimeout(timer);
      const { x, y } = place(event);
      if (!onScene(event) || event.buttons !== 0) return setHover(null);
      timer = setTimeout(() => {
        const turn = ++latest.current;
        void port.hover(x, y).then((hit) => {
          // A newer answer is under way, or the pointer has left.
          if (hit === undefined || turn !== latest.current) return;
          setHover(hit ? { id: hit.id, pin: hit.layer === PIN_LAYER, x, y } : null);
        });
      }, HOVER_MS);
    };
    const press = (event: PointerEvent) => {
      clearTimeout(timer);
      down = onScene(event) && event.button === 0 ? place(event) : null;
    };
    const release = (event: PointerEvent) => {
      const { x, y } = place(event);
      if (!down || Math.hypot(x - down.x, y - down.y) > CLICK_SLACK) return;
      down = null;
      if (isAiming(port)) {
        void pinAt(port, x, y);
        return;
      }
      if (isMeasuring(port)) {
        void measureAt(port, x, y, REACH[event.pointerType === 'touch' ? 'touch' : 'mouse']);
        return;
      }
      // A click counts, wherever the pointer has gone meanwhile.
      void port.pick(x, y).then((hit) => {
        if (hit?.layer === PIN_LAYER) {
          if (hit.id !== '') port.run('review.show', hit.id);
        } else if (hit) port.run('asset.select', hit.id);
        else {
          if (port.store.getState().select !== null) port.run('asset.select', null);
          void askBuilding(x, y);
        }
      });
    };
    /** Whose wall or roof it is, where no asset was hit. */
    const askBuilding = async (x: number, y: number) => {
      const { select, editing, building } = port.store.getState();
      if (!mode.panels.includes('inspector') || editing !== null) return;
      const turn = ++asked;
      const found = await port.buildingAt(x, y);
      const now = port.store.getState();
      // Meanwhile something else may have been chosen.
      if (turn !== asked || now.select !== select || (!found && !building)) return;
      port.run('building.show', found);
    };
    const leave = () => {
      clearTimeout(timer);
      latest.current += 1;
      setHover(null);
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerdown', press);
    element.addEventListener('pointerup', release);
    element.addEventListener('pointerleave', leave);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerdown', press);
      element.removeEventListener('pointerup', release);
      element.removeEventListener('pointerleave', leave);
    };
  }, [area, port, mode]);
  useEffect(() => {
    const element = area.current;
    if (!element || !aiming) return undefined;
    element.style.cursor = 'crosshair';
    return () => {
      element.style.cursor = '';
    };
  }, [area, aiming]);
  if (!hover) return null;
  return hover.pin ? (
    <PinCard id={hover.id} x={hover.x} y={hover.y} />
  ) : (
    <HoverCard id={hover.id} x={hover.x} y={hover.y} />
  );
}

/** The comment behind a pin, in one line. */
function PinCard(props: { readonly id: string; readonly x: number; readonly y: number }) {
  const text = useSample(
    (port) => port.reviews().threads?.find(({ thread }) => thread.id === props.id)?.thread.entries[0]?.text ?? '',
  );
  if (text === '') return null;
  return (
    <div className="hover" style={{ left: props.x, top: props.y }}>
      <b>{props.id}</b>
      <span>{text.length > MOST_HOVER ? `${text.slice(0, MOST_HOVER)}…` : text}</span>
    </div>
  );
}

function HoverCard(props: { readonly id: string; readonly x: number; readonly y: number }) {
  const say = useSay();
  const line = useSample(
    (port) => {
      const found = findAsset(port.fleet(), props.id);
      if (!found) return null;
      const state = stateOf(found.layer, found.slot, port.at());
      const primary = state.properties.find((each) => each.property.key === found.layer.definition.symbology.primary);
      return {
        name: nameAt(found.layer, found.slot),
        level: state.level,
        liveness: state.liveness,
        value: primary && !Number.isNaN(primary.value) ? valueWithUnit(primary.property, primary.value, say) : '',
      };
    },
    (a, b) => JSON.stringify(a) === JSON.stringify(b),
  );
  if (!line) return null;
  return (
    <div className="hover" style={{ left: props.x, top: props.y }}>
      <StatusIcon status={line.level} liveness={line.liveness} />
      <span>
        <DataName name={line.name} />
      </span>
      <b>{line.value || say(W.noObservation)}</b>
    </div>
  );
}
