import { useLayoutEffect } from 'react';
import { CesiumWidget, type CesiumWidgetProps, useCesium } from 'resium';

/** Constructor options of the scene's widget, as the composition root makes them. */
export type WidgetOptions = Partial<CesiumWidgetProps>;

/** Mounts the scene; everything in it is the port's. `options` must stay the same object. */
export function SceneView(props: {
  readonly options: WidgetOptions;
  readonly attach: (widget: unknown) => () => void;
}) {
  return (
    <CesiumWidget {...props.options} className="scene">
      <Attach attach={props.attach} />
    </CesiumWidget>
  );
}

function Attach({ attach }: { readonly attach: (widget: unknown) => () => void }) {
  const { cesiumWidget } = useCesium();
  // A layout effect: its undo must run before resium destroys the widget.
  useLayoutEffect(() => (cesiumWidget ? attach(cesiumWidget) : undefined), [cesiumWidget, attach]);
  return null;
}
