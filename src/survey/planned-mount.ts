import type { Mount, MountKind } from '../domain/mount.ts';
import type { SurveyProblem } from './problem.ts';
import type { SurveyMount, SurveyPole } from './record.ts';

/** Middle of each height layer (domain reference §4.3), metres; the top layer by the pole's own height. */
const LAYER_MIDDLES = { 1: 1.2, 2: 4, 3: 6.5, 4: 10 } as const;

/** Usual mounting heights (domain reference §4.3 [M]), metres; a luminaire sits at the top. */
const USUAL: Readonly<Record<MountKind, number>> = {
  luminaire: 10,
  'vehicle-signal': 6,
  'pedestrian-signal': 2.3,
  sign: 2.5,
  'guide-sign': 5.5,
  'name-plate': 2.7,
  camera: 6,
  'enforcement-camera': 6,
  'micro-cell': 9,
  wifi: 4,
  weather: 8,
  speaker: 4,
  screen: 3,
  'help-point': 1.4,
  charger: 1.2,
  flag: 4,
  cabinet: 1,
};

/** A device as a plan takes it; a height that the survey lacks is assumed and said, an unknown device is left to its note. */
export function plannedMount(
  mount: SurveyMount,
  pole: SurveyPole,
  heading: number,
  problems: SurveyProblem[],
): Mount[] {
  if (mount.kind === null) return [];
  const azimuth = mount.azimuth ?? heading;
  const told = measured(mount);
  if (mount.height !== null) return [{ kind: mount.kind, height: mount.height, azimuth, ...told }];
  const usual = mount.layer === null ? USUAL[mount.kind] : LAYER_MIDDLES[mount.layer];
  const atTop = mount.kind === 'luminaire' && (mount.layer === null || mount.layer === 4);
  const height = atTop && pole.height !== null ? pole.height : Math.min(usual, pole.height ?? usual);
  noteAssumed(problems, pole, mount.written, {
    zh: `未测挂载高度，按 ${height} m 计（经验值·待核）`,
    en: `its height was not surveyed; ${height} m is assumed`,
  });
  return [{ kind: mount.kind, height, azimuth, ...told }];
}

/** What the survey tells of the device itself; what it does not tell stays absent. */
function measured({
  kilograms,
  windArea,
  watts,
  fibre,
}: SurveyMount): Pick<Mount, 'weight' | 'windArea' | 'power' | 'fibre'> {
  return {
    ...(kilograms === null ? {} : { weight: kilograms }),
    ...(windArea === null ? {} : { windArea }),
    ...(watts === null ? {} : { power: watts }),
    ...(fibre === null ? {} : { fibre: fibre === true ? null : Number(fibre) }),
  };
}

/** Notes that something about a device was assumed. */
export function noteAssumed(
  problems: SurveyProblem[],
  pole: SurveyPole,
  value: string,
  reason: SurveyProblem['reason'],
): void {
  problems.push({
    kind: 'assumed-mount',
    severity: 'todo',
    table: pole.table,
    row: pole.row,
    column: null,
    value,
    reason,
    remedy: { zh: '待办：补测挂载', en: 'to do: survey the device' },
  });
}
