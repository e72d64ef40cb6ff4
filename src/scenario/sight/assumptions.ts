import type { Assumption } from '../../wire/scenario-document.ts';
import { define, endsOf } from '../assumption.ts';

const STOPPING = 'CJJ 37-2012 停车视距，条文待核';

/** Every number that a driver's sight rests on. A document's assumption of the same key takes its place. */
const TABLE = [
  define('eyeHeight', '驾驶员视点高', 'Height of a driver’s eye', 1.2, 'm', [1.05, 2.4], STOPPING, 'M'),
  define('sightReaction', '反应时间', 'Time of reaction', 1.2, 's', [1.2, 2.5], STOPPING, 'M'),
  define('sightBraking', '制动安全系数', 'Safety factor of braking', 1.2, '1', [1, 1.2], STOPPING, 'M'),
  define('sightAdhesion', '路面附着系数', 'Adhesion of the road', 0.4, '1', [0.3, 0.5], STOPPING, 'M'),
  define('sightMargin', '安全距离', 'Distance kept when stopped', 5, 'm', [5, 10], STOPPING, 'M'),
  define('signalHead', '信号灯面直径', 'Diameter of a signal head', 0.3, 'm', [0.3, 0.4], 'GB 14887，条文待核', 'M'),
  define(
    'sightBlink',
    '不计的短时遮挡',
    'Hidden stretch that is a blink',
    2.5,
    'm',
    [0, 5],
    '设计建议，50 km/h 时 0.2 s',
    'D',
  ),
] as const;

type SightKey = (typeof TABLE)[number]['key'];
export type SightInputs = Readonly<Record<SightKey, number>>;

/** The table as rows of a document. */
export const SIGHT_ASSUMPTIONS: readonly Assumption[] = TABLE.map((each) => ({ ...each, range: [...each.range] }));

/** The values of a document in the middle of their ranges. */
export function sightInputs(assumptions: readonly Assumption[] = []): SightInputs {
  return endsOf(TABLE, assumptions).mid;
}

/**
 * Distance that a driver needs to see what asks to stop, metres: reaction, braking and what is kept, v t / 3.6 + β v² / (254 μ) + s.
 * Rounded up to tens it is the table of CJJ 37 (60 km/h: 70 m). Throws RangeError on a speed that is not above 0 and at most 120.
 *
 * @param speed km/h
 */
export function stoppingSight(speed: number, inputs: SightInputs): number {
  if (!(speed > 0 && speed <= 120))
    throw new RangeError(`Speed ${speed} km/h is none of a city road; give more than 0 and at most 120.`);
  const { sightReaction, sightBraking, sightAdhesion, sightMargin } = inputs;
  return (speed / 3.6) * sightReaction + (sightBraking * speed ** 2) / (254 * sightAdhesion) + sightMargin;
}
