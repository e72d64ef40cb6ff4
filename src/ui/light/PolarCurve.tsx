import { intensityAt, type Photometry } from '../../scenario/lighting/photometry.ts';
import { useSay } from '../desk-context.ts';
import { LIGHT_WORDS } from './light-words.ts';

const SIZE = 220;
const RADIUS = 88;
const CENTRE = [SIZE / 2, SIZE / 2 - 14] as const;
/** The planes drawn, each with the plane opposite: along the road, and across it with the road on the right. */
const PLANES = [
  { c: 0, name: 'C0–C180' },
  { c: 90, name: 'C270–C90' },
] as const;

/** Luminous intensity in the planes along and across the road, the nadir below. */
export function PolarCurve({ photometry }: { readonly photometry: Photometry }) {
  const say = useSay();
  const shown = PLANES.flatMap(({ c }) =>
    [c, c + 180].flatMap((plane) => Array.from({ length: 91 }, (_, i) => intensityAt(photometry, plane, 2 * i))),
  );
  const most = Math.max(1, ...shown);
  const step = roundStep(most / 2);
  const rings = Array.from({ length: Math.floor(most / step) }, (_, index) => (index + 1) * step);
  const at = (degrees: number, cdPerKlm: number) => {
    const turn = (degrees * Math.PI) / 180;
    const r = (cdPerKlm / most) * RADIUS;
    return `${(CENTRE[0] + r * Math.sin(turn)).toFixed(1)},${(CENTRE[1] + r * Math.cos(turn)).toFixed(1)}`;
  };
  const curve = (c: number) =>
    Array.from({ length: 181 }, (_, index) => {
      const angle = 2 * index - 180;
      return at(angle, intensityAt(photometry, angle < 0 ? c + 180 : c, Math.abs(angle)));
    }).join(' ');
  return (
    <figure className="polar">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={say(LIGHT_WORDS.polar)}>
        {rings.map((value) => (
          <g key={value}>
            <circle cx={CENTRE[0]} cy={CENTRE[1]} r={(value / most) * RADIUS} />
            <text x={CENTRE[0] + 3} y={CENTRE[1] - (value / most) * RADIUS - 2}>
              {value}
            </text>
          </g>
        ))}
        {[-60, -30, 0, 30, 60, 90, -90].map((angle) => (
          <line
            key={angle}
            x1={CENTRE[0]}
            y1={CENTRE[1]}
            x2={CENTRE[0] + RADIUS * Math.sin((angle * Math.PI) / 180)}
            y2={CENTRE[1] + RADIUS * Math.cos((angle * Math.PI) / 180)}
          />
        ))}
        {PLANES.map(({ c, name }) => (
          <polygon key={name} data-plane={c} points={curve(c)} />
        ))}
      </svg>
      <figcaption>
        {PLANES.map(({ c, name }) => (
          <span key={name} data-plane={c}>
            {name}
          </span>
        ))}
        <span className="soft">cd/klm</span>
      </figcaption>
    </figure>
  );
}

/** The greatest of 1, 2, 5 × 10ⁿ that is not above `value`. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([5, 2, 1].find((each) => each * power <= value) ?? 1) * power;
}
