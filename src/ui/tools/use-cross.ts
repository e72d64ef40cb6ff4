import { useEffect, useState } from 'react';
import { KEY_STEP, type XY } from '../select/drawing.ts';

const ARROWS: Readonly<Record<string, XY>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Who needs the keys that a tool would take. */
const OWNERS =
  'input, textarea, select, [contenteditable="true"], [role="slider"], [role="separator"], dialog[open], .side-dialog, [role="application"]';

/**
 * A cross over the scene that the arrow keys move, and the keys of a tool on the map: Enter or Space at the cross, Backspace,
 * Escape. Null until a key has moved it.
 */
export function useCross(
  active: boolean,
  keys: { readonly set: (at: XY) => void; readonly back: () => void; readonly end: () => void },
): XY | null {
  const [cross, setCross] = useState<XY | null>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || target?.closest(OWNERS)) return;
      const scene = document.querySelector('.scene-area');
      const [width, height] = [scene?.clientWidth ?? innerWidth, scene?.clientHeight ?? innerHeight];
      const at = cross ?? [width / 2, height / 2];
      const arrow = ARROWS[event.key];
      if (event.key === 'Escape') keys.end();
      else if (!active) return;
      else if (arrow) {
        const step = event.shiftKey ? KEY_STEP.long : KEY_STEP.short;
        const within = (value: number, most: number) => Math.min(most - 1, Math.max(0, value));
        setCross([within(at[0] + arrow[0] * step, width), within(at[1] + arrow[1] * step, height)]);
      } else if (event.key === 'Backspace') keys.back();
      else if ((event.key === 'Enter' || event.key === ' ') && !target?.closest('button, summary, a')) {
        setCross(at);
        keys.set(at);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener('keydown', press, true);
    return () => removeEventListener('keydown', press, true);
  }, [active, cross, keys]);
  return active ? cross : null;
}
