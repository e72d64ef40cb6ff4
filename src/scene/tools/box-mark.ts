import type { Box } from './gesture.ts';

/** The box that is being drawn, above the canvas. */
export interface BoxMark {
  show(box: Box | null): void;
  destroy(): void;
}

export function createBoxMark(canvas: HTMLCanvasElement): BoxMark {
  const mark = document.createElement('div');
  Object.assign(mark.style, {
    position: 'absolute',
    pointerEvents: 'none',
    border: '1px solid var(--accent)',
    background: 'color-mix(in srgb, var(--accent) 14%, transparent)',
    display: 'none',
  });
  canvas.parentElement?.append(mark);
  return {
    show(box) {
      mark.style.display = box ? 'block' : 'none';
      if (!box) return;
      const left = canvas.offsetLeft + box.left;
      const top = canvas.offsetTop + box.top;
      Object.assign(mark.style, {
        left: `${left}px`,
        top: `${top}px`,
        width: `${box.right - box.left}px`,
        height: `${box.bottom - box.top}px`,
      });
    },
    destroy: () => mark.remove(),
  };
}
