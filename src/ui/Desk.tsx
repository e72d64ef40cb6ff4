import './tokens.css';
import './desk.css';
import './panels.css';
import './time-bar.css';
import './hall.css';
import './exhibition.css';
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { lightAt } from '../domain/geo/daytime.ts';
import type { SlotId } from '../modes/mode.ts';
import { rootFontPixels, screenShape, type Wall } from '../modes/scale.ts';
import { MODES } from '../modes/table.ts';
import type { TwinPort } from '../state/port.ts';
import { AboutDialog } from './AboutDialog.tsx';
import { CompareDivider } from './CompareDivider.tsx';
import { Context, type DeskContext, usePort, useSample, useStore } from './desk-context.ts';
import { Idle } from './Idle.tsx';
import { LazyDialogs } from './LazyDialogs.tsx';
import { Messages } from './Messages.tsx';
import { Report } from './Report.tsx';
import { SceneNotes } from './SceneNotes.tsx';
import { ScenePointer } from './ScenePointer.tsx';
import { SceneView, type WidgetOptions } from './SceneView.tsx';
import { Slot } from './Slot.tsx';
import { SelectionBar } from './select/SelectionBar.tsx';
import { EraFrame } from './TimeBar.tsx';

export interface DeskProps {
  readonly port: TwinPort;
  /** Options of the scene's widget; always the same object. */
  readonly widgetOptions: WidgetOptions;
  /** The hall's wall, when the link gives it. */
  readonly wall?: Wall;
  /** Stands in for the scene in the gallery. */
  readonly scene?: ReactNode;
}

/** Everything a person sees: the scene, and around it what the mode's table puts there. */
export function Desk({ port, widgetOptions, wall, scene }: DeskProps) {
  const modeId = useStore(port.store, (session) => session.mode);
  const language = useStore(port.store, (session) => session.language);
  const size = useViewport();
  const mode = MODES[modeId];
  const shape = screenShape(size.width, size.height);
  const em = rootFontPixels(mode.type, size.width, size.height, wall);
  const desk = useMemo<DeskContext>(() => ({ port, mode, shape, em }), [port, mode, shape, em]);
  const area = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    document.documentElement.style.fontSize = `${em}px`;
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [em, language]);
  const layout = mode.layouts[shape];
  return (
    <Context value={desk}>
      <Lit>
        <div
          className="desk"
          data-mode={mode.id}
          data-shape={shape}
          style={{ '--target': `${mode.targetPixels}px` } as React.CSSProperties}
        >
          <div ref={area} className="scene-area">
            {scene ?? <Scene options={widgetOptions} />}
            <CompareDivider />
            <EraFrame />
            <SceneNotes />
            <ScenePointer area={area} />
            {mode.tools.includes('select') ? <SelectionBar /> : null}
          </div>
          {(Object.keys(layout) as SlotId[]).map((slot) => (
            <Slot key={slot} id={slot} widgets={layout[slot] ?? []} />
          ))}
          <Messages />
          <AboutDialog />
          <LazyDialogs />
          {mode.tools.includes('report') ? <Report /> : null}
          <Idle key={mode.id} />
        </div>
      </Lit>
    </Context>
  );
}

/** Light of the panels: the sun's at the playhead, in the middle of the city. */
function Lit({ children }: { readonly children: ReactNode }) {
  const light = useSample((port) => {
    const [longitude, latitude] = port.catalog.city.centre;
    return lightAt(port.at(), longitude, latitude);
  });
  useEffect(() => {
    document.documentElement.dataset.light = light;
  }, [light]);
  return (
    <div className="lit" data-light={light}>
      {children}
    </div>
  );
}

function Scene({ options }: { readonly options: WidgetOptions }) {
  const generation = useSample((port) => port.sceneGeneration());
  const attach = useAttach();
  return <SceneView key={generation} options={options} attach={attach} />;
}

function useAttach(): (widget: unknown) => () => void {
  const port = usePort();
  return useCallback((widget: unknown) => port.attachScene(widget), [port]);
}

function useViewport(): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState(() => ({ width: innerWidth, height: innerHeight }));
  useEffect(() => {
    const measure = () => setSize({ width: innerWidth, height: innerHeight });
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  return size;
}
