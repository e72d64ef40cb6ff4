import './monitor.css';
import { useEffect, useRef } from 'react';
import { slotOf } from '../../domain/asset.ts';
import { LEVEL_WORDS, type Level } from '../../domain/level.ts';
import type { Liveness } from '../../domain/liveness.ts';
import type { TwinPort } from '../../state/port.ts';
import { nameOf, stateOf } from '../asset-state.ts';
import { DataName } from '../DataName.tsx';
import { sameShape, useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { SideDialog } from '../SideDialog.tsx';
import { StatusIcon } from '../StatusIcon.tsx';
import { nextHour } from '../storm/next-hour.ts';
import { S } from '../storm/storm-words.ts';
import { W } from '../words.ts';
import { M } from './monitor-words.ts';
import { WaterPoint } from './WaterPoint.tsx';

interface PointView {
  readonly id: string;
  readonly name: string;
  readonly depth: number;
  readonly level: Level;
  readonly liveness: Liveness;
  readonly doubtful: boolean;
}

/** The instrument of the waterlogging points: each as a gauge, and of the chosen one rain, depth, pump and outlet. */
export default function WaterDialog() {
  const { port, mode } = useDesk();
  const say = useSay();
  const select = useSession((session) => session.select);
  const points = useSample(pointViews, sameShape);
  const era = useSample((each) => each.era());
  const last = useRef<string | null>(null);
  const deepest = [...points].sort((a, b) => (b.depth || 0) - (a.depth || 0))[0];
  const layer = port.fleet().get('waterlogging');
  const own = select !== null && layer && slotOf(layer.assets, select) !== undefined ? select : null;
  const chosen = own ?? last.current ?? deepest?.id ?? null;
  useEffect(() => {
    last.current = chosen;
  }, [chosen]);
  return (
    <SideDialog panel="water" title={say(M.water)} className="monitor figures">
      {chosen === null ? (
        <p className="empty">{say(M.noPoint)}</p>
      ) : era === 'future' ? (
        <p className="empty">{say(W.noObservationFuture)}</p>
      ) : (
        <>
          <ul className="gauges">
            {points.map((each) => (
              <li key={each.id}>
                <button
                  type="button"
                  aria-pressed={each.id === chosen}
                  aria-label={say(M.gauge, {
                    point: each.name,
                    value: Number.isNaN(each.depth) ? say(M.noValue) : `${numberText(each.depth, 1)} cm`,
                    level: say(LEVEL_WORDS[each.level]),
                  })}
                  onClick={() => port.run('asset.select', each.id)}
                >
                  <Gauge point={each} />
                  <b>
                    {Number.isNaN(each.depth) ? '—' : numberText(each.depth, 1)}
                    <small> cm</small>
                  </b>
                  <span className="gauge-name">
                    <StatusIcon status={each.doubtful ? 'quality' : each.level} liveness={each.liveness} silent />
                    <DataName name={each.name} />
                  </span>
                  {each.depth >= 60 ? <strong>{say(M.lifeRisk)}</strong> : null}
                </button>
              </li>
            ))}
          </ul>
          <WaterPoint key={chosen} id={chosen} />
          <p className="soft">{say(M.thresholds)}</p>
        </>
      )}
      {chosen === null || !mode.panels.includes('storm') ? null : (
        <p className="row">
          <button type="button" onClick={() => port.run('storm.show', { site: chosen, start: nextHour(port.now()) })}>
            {say(S.title)}
          </button>
        </p>
      )}
    </SideDialog>
  );
}

/** Height of the scale, cm, and the levels of domain reference §3.2. */
const TOP = 70;
const MARKS = [
  [15, 'yellow'],
  [27, 'orange'],
  [40, 'red'],
  [60, 'red'],
] as const;

/** A staff gauge: the water stands at its depth, the levels are marked and numbered. */
function Gauge({ point }: { readonly point: PointView }) {
  const share = Number.isNaN(point.depth) ? 0 : Math.max(0, Math.min(1, point.depth / TOP));
  const y = (depth: number) => 100 - (100 * depth) / TOP;
  return (
    <svg
      className="gauge"
      viewBox="0 0 64 104"
      aria-hidden="true"
      data-liveness={point.liveness}
      data-level={point.level}
    >
      <rect className="gauge-tube" x="30" y="0" width="22" height="100" />
      <rect className="gauge-water" x="30" y={100 - 100 * share} width="22" height={100 * share} />
      {MARKS.map(([depth, level]) => (
        <g key={depth} data-level={level}>
          <path className="gauge-mark" d={`M26 ${y(depth)}H56`} />
          <text x="22" y={y(depth) + 3.4}>
            {depth}
          </text>
        </g>
      ))}
      <path className="gauge-foot" d="M24 100H58" />
    </svg>
  );
}

function pointViews(port: TwinPort): PointView[] {
  const layer = port.fleet().get('waterlogging');
  if (!layer) return [];
  return Array.from({ length: layer.assets.count }, (_, slot) => {
    const { asset, level, liveness, doubtful, properties } = stateOf(layer, slot, port.at());
    const depth = properties.find(({ property }) => property.key === 'depth');
    return { id: asset.id, name: nameOf(asset), depth: depth?.value ?? Number.NaN, level, liveness, doubtful };
  });
}
