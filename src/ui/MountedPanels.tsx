import { lazy, Suspense, useEffect, useRef } from 'react';
import { useDesk, useSay, useSession } from './desk-context.ts';
import { Panel } from './Panel.tsx';
import { W } from './words.ts';

const DensityControl = lazy(() => import('./look/DensityControl.tsx'));

/** The linked overview map; its code is loaded by the port when it is first open. */
export function Overview() {
  const { port, mode } = useDesk();
  const say = useSay();
  const open = useSession((session) => session.panels.overview);
  const density = useSession((session) => session.density !== null);
  if (!open) return null;
  return (
    <Panel
      panel="overview"
      title={say(W.overview)}
      className="overview"
      density={density && mode.tools.includes('select')}
    >
      <Mounted mount={port.mountOverview} label={say(W.overview)} />
      {mode.tools.includes('select') ? (
        <Suspense fallback={null}>
          <DensityControl />
        </Suspense>
      ) : null}
    </Panel>
  );
}

/** The selected asset as an object. */
export function Closeup() {
  const { port } = useDesk();
  const say = useSay();
  const open = useSession((session) => session.panels.closeup);
  const select = useSession((session) => session.select);
  if (!open) return null;
  return (
    <Panel panel="closeup" title={`${say(W.closeup)} ${select ?? ''}`} className="closeup-panel">
      {select === null ? (
        <p className="empty">{say(W.nothingSelected)}</p>
      ) : (
        <Mounted mount={port.mountCloseup} label={`${say(W.closeup)} ${select}`} />
      )}
    </Panel>
  );
}

/** An element that somebody outside React draws into. */
function Mounted(props: { readonly mount: (element: HTMLElement) => () => void; readonly label: string }) {
  const element = useRef<HTMLDivElement>(null);
  const { mount } = props;
  useEffect(() => (element.current ? mount(element.current) : undefined), [mount]);
  return <div ref={element} className="mounted" role="img" aria-label={props.label} />;
}
