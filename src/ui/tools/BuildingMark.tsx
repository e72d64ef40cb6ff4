import './tools.css';
import type { Place } from '../../domain/geo/measure.ts';
import { usePort } from '../desk-context.ts';
import { BothViews } from './BothViews.tsx';
import { useFrame } from './use-frame.ts';

/** Radius, CSS pixels. */
const RADIUS = 9;

/** A ring where a building was touched, for as long as its card is open. */
export default function BuildingMark({ at }: { readonly at: Place }) {
  const port = usePort();
  useFrame();
  const [point] = port.screenOf([at]);
  if (!point) return null;
  return (
    <svg className="measure-map" aria-hidden="true">
      <BothViews>
        <circle className="measure-halo" cx={point[0]} cy={point[1]} r={RADIUS} />
        <circle className="measure-ring" cx={point[0]} cy={point[1]} r={RADIUS} />
      </BothViews>
    </svg>
  );
}
