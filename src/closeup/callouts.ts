import type { Language } from '../domain/words.ts';
import { inColumns, inRows, type Placeable } from './callout-layout.ts';
import type { Callout, Exhibit, Pin } from './exhibit.ts';
import type { Reading } from './reading.ts';
import { ageText, valueText } from './reading-text.ts';
import type { Light } from './stage.ts';
import { statusMark } from './status-mark.ts';

/** Pixels below that the tag and the controls take. */
const FOOT = 34;

const SVG = 'http://www.w3.org/2000/svg';

interface Anchor {
  readonly x: number;
  readonly y: number;
  /** Behind the camera. */
  readonly hidden: boolean;
}

/** Labels and leader lines over the canvas; plain DOM, so that they are sharp, selectable and read aloud. */
export interface Callouts {
  readonly element: HTMLElement;
  write(exhibit: Exhibit, readings: readonly Reading[], language: Language, light: Light): void;
  /** Puts labels beside their anchors, and the names of height layers on their floors, all in CSS pixels of the stage. */
  place(anchors: readonly Anchor[], floors: readonly (Anchor | null)[], width: number, height: number): void;
  /** Draws a status mark for each pin; the grave ones lie on top. */
  pin(pins: readonly Pin[], light: Light): void;
  /** Puts the marks where their pins are seen, in the order they were given. */
  placePins(anchors: readonly Anchor[]): void;
  /** Pixels at the edges that the labels take. */
  margins(): { x: number; y: number };
}

export function makeCallouts(): Callouts {
  const element = document.createElement('div');
  element.className = 'closeup-callouts';
  const lines = document.createElementNS(SVG, 'svg');
  lines.setAttribute('aria-hidden', 'true');
  element.append(lines);
  let labels: HTMLElement[] = [];
  let layers: HTMLElement[] = [];
  let leaders: { line: SVGPolylineElement; dot: SVGCircleElement }[] = [];
  let sizes: { width: number; height: number }[] = [];
  let long = false;
  let marks: SVGSVGElement[] = [];
  return {
    element,
    write(exhibit, readings, language, light) {
      long = isLong(exhibit);
      for (const label of [...labels, ...layers]) label.remove();
      layers = exhibit.layers.map(({ title }) => text('div', 'closeup-layer', title[language]));
      labels = exhibit.callouts.map((callout) => labelOf(callout, readings, language, light));
      element.append(...layers, ...labels);
      if (leaders.length !== labels.length) {
        leaders = labels.map(leader);
        lines.replaceChildren(...leaders.flatMap(({ line, dot }) => [line, dot]));
      }
      sizes = labels.map((label) => ({ width: label.offsetWidth, height: label.offsetHeight }));
    },
    place(anchors, floors, width, height) {
      for (const [i, floor] of floors.entries()) {
        const layer = layers[i]!;
        layer.style.visibility = floor === null || floor.hidden ? 'hidden' : 'visible';
        if (floor)
          layer.style.transform = `translate(${Math.round(floor.x)}px, ${Math.round(floor.y)}px) translate(-50%, -50%)`;
      }
      lines.setAttribute('viewBox', `0 0 ${width} ${height}`);
      const wanted = anchors.map((anchor, i): Placeable => ({ x: anchor.x, y: anchor.y, ...sizes[i]! }));
      const placed = long ? inRows(wanted, width, height - FOOT, 8) : inColumns(wanted, width, height, 8);
      for (const [i, { left, top, tip }] of placed.entries()) {
        labels[i]!.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
        const { x, y, hidden } = anchors[i]!;
        const { line, dot } = leaders[i]!;
        const knee = long ? `${x},${tip[1] + (y - tip[1]) * 0.35}` : `${tip[0] + (x - tip[0]) * 0.35},${tip[1]}`;
        line.setAttribute('points', `${tip.join()} ${knee} ${x},${y}`);
        dot.setAttribute('cx', String(x));
        dot.setAttribute('cy', String(y));
        line.style.visibility = dot.style.visibility = hidden ? 'hidden' : 'visible';
      }
    },
    pin(pins, light) {
      for (const mark of marks) mark.remove();
      marks = pins.map(({ id, status, liveness }) => {
        const mark = statusMark(status, liveness, light);
        mark.classList.add('closeup-pin');
        mark.dataset.pin = id;
        if (status !== 'normal') mark.classList.add('closeup-pin-grave');
        return mark;
      });
      // Behind the labels: words win over marks.
      lines.after(...marks);
    },
    placePins(anchors) {
      for (const [i, mark] of marks.entries()) {
        const { x, y, hidden } = anchors[i]!;
        mark.style.visibility = hidden ? 'hidden' : 'visible';
        mark.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`;
      }
    },
    margins() {
      if (!long) return { x: Math.max(0, ...sizes.map((each) => each.width)) + 26, y: 18 };
      return { x: 16, y: Math.max(0, ...sizes.map((each) => each.height)) + 22 };
    },
  };
}

/** Whether the exhibit is longer than high, so that its labels stand above and below it. */
function isLong(exhibit: Exhibit): boolean {
  let [reach, top] = [0, 0];
  const { positions } = exhibit.mesh;
  for (let i = 0; i < positions.length; i += 3) {
    reach = Math.max(reach, Math.abs(positions[i]!), Math.abs(positions[i + 1]!));
    top = Math.max(top, positions[i + 2]!);
  }
  return 2 * reach > 3 * top;
}

function labelOf(callout: Callout, readings: readonly Reading[], language: Language, light: Light): HTMLElement {
  const label = document.createElement('div');
  label.className = 'closeup-label';
  const head = document.createElement('div');
  head.className = 'closeup-title';
  head.append(callout.title[language]);
  if (callout.detail) head.append(text('span', 'closeup-detail', callout.detail));
  label.append(head);
  const own = callout.properties.flatMap((key) => readings.find((each) => each.property.key === key) ?? []);
  for (const reading of own) label.append(readingRow(reading, language, light, own.length > 1));
  return label;
}

/** One reading: status shape, name where several stand together, value with unit, age. */
export function readingRow(reading: Reading, language: Language, light: Light, named: boolean): HTMLElement {
  const row = document.createElement('div');
  row.className = 'closeup-reading';
  row.dataset.liveness = reading.liveness;
  row.append(statusMark(reading.status, reading.liveness, light));
  if (named) row.append(text('span', 'closeup-detail', reading.property.title[language]));
  row.append(text('span', 'closeup-value', valueText(reading, language)));
  const age = ageText(reading, language);
  if (age) row.append(text('span', 'closeup-age', age));
  return row;
}

function leader(): { line: SVGPolylineElement; dot: SVGCircleElement } {
  const line = document.createElementNS(SVG, 'polyline');
  const dot = document.createElementNS(SVG, 'circle');
  dot.setAttribute('r', '2.2');
  return { line, dot };
}

export function text(tag: string, className: string, content: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = content;
  return element;
}
