import { type PointerEvent, useRef } from 'react';
import type { SlotId, WidgetId } from '../modes/mode.ts';
import { useDesk, useSay } from './desk-context.ts';
import { useRemembered } from './remembered.ts';
import { WIDGETS } from './widgets.tsx';
import { W } from './words.ts';

const RESIZABLE: Readonly<Partial<Record<SlotId, 1 | -1>>> = { left: 1, right: -1 };
const [NARROWEST, WIDEST] = [0.7, 1.8];

/** One place of the layout with its widgets; side columns can be made wider and remember it. */
export function Slot({ id, widgets }: { readonly id: SlotId; readonly widgets: readonly WidgetId[] }) {
  const { mode } = useDesk();
  const side = mode.input.mouse && mode.panels.length > 0 ? RESIZABLE[id] : undefined;
  const [factor, setFactor] = useRemembered(`width.${id}`, 1);
  return (
    <div className={`slot slot-${id}`} style={side ? ({ '--widen': factor } as React.CSSProperties) : undefined}>
      {widgets.map((widget) => {
        const Widget = WIDGETS[widget];
        return <Widget key={widget} />;
      })}
      {side ? <Edge id={id} side={side} factor={factor} setFactor={setFactor} /> : null}
    </div>
  );
}

function Edge(props: {
  readonly id: SlotId;
  readonly side: 1 | -1;
  readonly factor: number;
  readonly setFactor: (factor: number) => void;
}) {
  const say = useSay();
  const start = useRef<{ x: number; factor: number; width: number } | null>(null);
  const set = (factor: number) => props.setFactor(Math.max(NARROWEST, Math.min(WIDEST, factor)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: hr takes no focus; this separator is moved by hand and by keys
    <div
      className="edge"
      data-side={props.id}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={say(W.resize)}
      aria-valuenow={Math.round(props.factor * 100)}
      aria-valuemin={NARROWEST * 100}
      aria-valuemax={WIDEST * 100}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -0.05, ArrowRight: 0.05 }[event.key];
        if (step === undefined) return;
        set(props.factor + step * props.side);
        event.preventDefault();
      }}
      onPointerDown={(event: PointerEvent<HTMLElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const width = event.currentTarget.parentElement?.clientWidth ?? 1;
        start.current = { x: event.clientX, factor: props.factor, width: width / props.factor };
      }}
      onPointerMove={(event) => {
        const held = start.current;
        if (held) set(held.factor + (props.side * (event.clientX - held.x)) / held.width);
      }}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}
