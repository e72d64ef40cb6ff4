import type { Level } from '../domain/level.ts';
import type { Liveness } from '../domain/liveness.ts';
import { STATUS_PALETTE, STATUS_SHAPE, type StatusShape } from '../domain/palette.ts';

const SVG = 'http://www.w3.org/2000/svg';

const OUTLINE: Readonly<Record<StatusShape, string>> = {
  circle: 'M6 1.5a4.5 4.5 0 1 0 .01 0z',
  'barred-circle': 'M6 1.5a4.5 4.5 0 1 0 .01 0zM1.5 6h9',
  ring: 'M6 1.5a4.5 4.5 0 1 0 .01 0z',
  triangle: 'M6 1 11 10.5H1z',
  diamond: 'M6 .6 11.4 6 6 11.4.6 6z',
  square: 'M1.5 1.5h9v9h-9z',
};

/** The status shape of look.md, 12 × 12: hollow when stale, struck through when offline, a dash when never observed. */
export function statusMark(status: Level | 'quality', liveness: Liveness, light: 'day' | 'night'): SVGSVGElement {
  const mark = document.createElementNS(SVG, 'svg');
  mark.setAttribute('viewBox', '0 0 12 12');
  mark.setAttribute('aria-hidden', 'true');
  const color = liveness === 'none' ? 'currentColor' : STATUS_PALETTE[status][light];
  const shape = STATUS_SHAPE[status];
  const hollow = shape === 'ring' || liveness === 'stale' || liveness === 'offline';
  const path = (d: string, fill: string, width: number): void => {
    const element = document.createElementNS(SVG, 'path');
    element.setAttribute('d', d);
    element.setAttribute('fill', fill);
    element.setAttribute('stroke', color);
    element.setAttribute('stroke-width', String(width));
    mark.append(element);
  };
  if (liveness === 'none') path('M2 6h8', 'none', 1.6);
  else {
    path(OUTLINE[shape], hollow ? 'none' : color, liveness === 'offline' ? 1 : 1.6);
    if (shape === 'barred-circle' && !hollow) path('M2.5 6h7', 'none', 1.4);
    if (liveness === 'offline') path('M1 11 11 1', 'none', 1.2);
    if (liveness === 'late') mark.style.opacity = '0.7';
  }
  return mark;
}
