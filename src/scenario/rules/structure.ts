import { loadOf } from '../poles/mount-load.ts';
import type { Evidence } from './evidence.ts';
import type { FinalPole } from './final-pole.ts';
import { type Measurement, measured, measureEach } from './measurement.ts';
import { atLeast, atMost, type Limit, normRule, type Rule } from './rule.ts';
import { topDeflection } from './top-deflection.ts';

/** R9: what hangs on a pole, and how far its top leans in the wind. 需结构复核 until a maker's capacity is given. */
export const STRUCTURE_RULES: readonly Rule[] = [
  loadRule('R9', 'kg', { zh: '挂载质量', en: 'Mounted mass' }, atMost(120, 'kg'), 'GB 50135、GB 50009', '60–120 kg'),
  loadRule('R9b', 'm2', { zh: '迎风面积', en: 'Windage' }, atMost(3, 'm²'), 'GB 50009', '1.5–3 m²'),
  normRule({
    id: 'R9c',
    title: { zh: '杆高与顶部挠度之比', en: 'Height over deflection of the top' },
    limit: atLeast(75, 'H/f'),
    norm: 'GB 50135',
    note: '挠度 ≤ H/75…H/100；风压 0.40 kN/m²，按厂家杆身截面估算',
    standing: 'review',
    measure: (evidence) => stiffnessOf(evidence),
  }),
];

/** Stiffer than this is not told apart. */
const STIFF = 9999;

function loadRule(
  id: string,
  what: 'kg' | 'm2',
  title: Rule['title'],
  limit: Limit,
  norm: string,
  range: string,
): Rule {
  return normRule({
    id,
    title,
    limit,
    norm,
    note: `${range}；厂家承载力未提供`,
    standing: 'review',
    given: ({ capacity }) => (capacity ? { value: capacity[what], source: `${capacity.maker} 承载力` } : null),
    measure: (evidence) => loadsOf(evidence, what),
  });
}

/** Poles of today have no known section; those that the alternative builds have the maker's, when it is given. */
function stiffnessOf({ finalPoles, surroundings, memory }: Evidence): Measurement {
  const shaft = surroundings.capacity?.shaft;
  return measureEach(
    finalPoles.filter(({ mounts }) => mounts.length > 0),
    (pole) => {
      const { height, mounts, planned } = pole;
      if (!shaft || !planned || height === null) return null;
      return memory.ofPole(pole, 'stiffness', () => Math.min(STIFF, height / topDeflection(height, mounts, shaft)));
    },
    ({ ref }) => [ref],
    ['杆身截面或杆高', 'sections or heights of shafts are'],
  );
}

/**
 * Loads of all poles. A maker's capacity speaks of the poles that the alternative builds: with one given, a standing pole
 * that takes over more stays open, and one that carries what it always did is left alone.
 */
function loadsOf({ finalPoles, surroundings, poles }: Evidence, what: 'kg' | 'm2'): Measurement {
  const value = ({ ref, mounts }: FinalPole) => ({ value: loadOf(mounts)[what], objects: [ref] });
  const loaded = finalPoles.filter(({ mounts }) => mounts.length > 0);
  if (!surroundings.capacity || !loaded.some(({ planned }) => planned)) return measured(loaded.map(value));
  const values = loaded.filter(({ planned }) => planned).map(value);
  const grown = loaded.filter(({ ref, planned, attributes }) => {
    const before = poles.get(`${ref.layer} ${ref.id}`)?.attributes.mounts;
    return !planned && attributes.mounts !== before;
  });
  if (grown.length === 0) return measured(values);
  const missing = {
    zh: `缺 ${grown.length} 根现状杆的承载力`,
    en: `the capacity of ${grown.length} standing poles is missing`,
  };
  return { kind: 'measured', values, open: { missing, objects: grown.map(({ ref }) => ref) } };
}
