import type { Instant } from '../../domain/clock.ts';
import { LAMP_CLASSES } from '../../domain/lamp-class.ts';
import { holds } from '../../domain/validity.ts';
import type { Words } from '../../domain/words.ts';
import type { CompiledScenario, Kpi } from '../compiled.ts';
import { figure } from '../figure.ts';
import { type LightingKey, lightingRange } from './assumptions.ts';
import { BURNING_KEYS, burningSite, fullPowerHours, HOURS_A_YEAR, hoursAt, powerShare } from './burning-hours.ts';
import { DEVICE_KEYS, type EnergyLoad, energyLoads, isLuminaire, kilowattsOf } from './energy-loads.ts';
import type { FieldFigures } from './road-field.ts';
import { type LitRoad, litRoadOf, type SegmentLight } from './road-lighting.ts';
import type { StreetLuminaire } from './street-luminaires.ts';

/**
 * Light and electricity of an alternative at `at`, with the distributions that the plan has, among the trees and houses that are known. A figure that the data
 * cannot bear is left out here and stands among the findings as 无法判定.
 */
export function lightingKpis(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  const road = litRoadOf(compiled);
  if (!road) return [];
  const shares = road.sharesAt(alternativeId, at);
  const lit = road.luminaires.filter((luminaire, index) => luminaire.project && (shares[index] as number) > 0);
  const districts = compiled.document.project.districts ?? [];
  const loads = energyLoads(compiled, alternativeId).filter((load) => holds(load, at));
  const energy = (district?: string) => {
    const here = (each: { readonly district: string }) => district === undefined || each.district === district;
    return [lightingEnergy(compiled, loads.filter(here), road), devicesEnergy(loads.filter(here), road)];
  };
  return [
    ...(lit.length > 0 ? lightFigures(compiled, road, road.lightAt(alternativeId, at), lit) : []),
    ...energy(),
    ...districts.flatMap(({ name }) =>
      energy(name).map((kpi) => ({ ...kpi, key: `${kpi.key}@${name}`, district: name })),
    ),
  ];
}

const OPTIC: readonly LightingKey[] = [
  'maintenanceFactor',
  'existingEfficacy',
  'ledPower',
  'ledEfficacy',
  'lowArmShare',
  'crownTransmittance',
  'armOverhang',
  'luminaireTilt',
  'laneCount',
  'laneWidth',
  'medianHalf',
  'junctionHalf',
];
const LUMINANCE: readonly LightingKey[] = [...OPTIC, 'roadQ0'];

function lightFigures(
  compiled: CompiledScenario,
  road: LitRoad,
  light: readonly SegmentLight[],
  lit: readonly StreetLuminaire[],
): Kpi[] {
  const fields = light.filter(({ segment }) => segment.kind === 'road');
  const lengthOf = ({ segment }: SegmentLight) => segment.to - segment.from;
  const total = fields.reduce((sum, each) => sum + lengthOf(each), 0);
  const mean = (key: 'eAv' | 'lAv') =>
    fields.reduce((sum, each) => sum + (each.figures[key] ?? Number.NaN) * lengthOf(each), 0) / total;
  const worst = (key: keyof FieldFigures, sense: 1 | -1) =>
    fields.reduce<SegmentLight | null>((found, each) => {
      const value = each.figures[key];
      if (value === null) return found;
      return found === null || sense * value < sense * (found.figures[key] as number) ? each : found;
    }, null);
  const roadside = lit.filter((luminaire) => luminaire.towardsRoad);
  const watts = roadside.reduce((sum, luminaire) => sum + luminaire.watts, 0);
  const width = road.lanes.reduce((sum, lane) => sum + lane.to - lane.from, 0);
  const { zh: note, en: noteEn } = opticNote(compiled, road);
  const atWorst = (
    key: keyof FieldFigures,
    sense: 1 | -1,
    ...[id, zh, en, unit, decimals, formulaZh, formulaEn]: readonly [
      string,
      string,
      string,
      string,
      number,
      string,
      string,
    ]
  ): Kpi[] => {
    const segment = worst(key, sense);
    if (!segment) return [];
    const { from, to } = segment.segment;
    const where = `${Math.round(from)}–${Math.round(to)} m`;
    const value = segment.figures[key] as number;
    const made = figure(
      id,
      zh,
      en,
      value,
      unit,
      decimals,
      segment.objects.map((ref) => ({ ref })),
      `${formulaZh}；最不利段 ${where}${note}`,
      `${formulaEn}; worst segment ${where}${noteEn}`,
    );
    return [{ ...made, assumptions: key === 'uE' ? OPTIC : [...LUMINANCE, ...(key === 'ti' ? ['observerAge'] : [])] }];
  };
  const averages = (['eAv', 'lAv'] as const).flatMap((key) => {
    const value = mean(key);
    if (!Number.isFinite(value)) return [];
    const made =
      key === 'eAv'
        ? figure(
            'lighting.eav',
            '路面平均照度 E_av',
            'Average illuminance E_av',
            value,
            'lx',
            1,
            roadside,
            `逐点法 Σ I·cos³γ/h²·MF，机动车道，不含交会区，各段按长度平均${note}`,
            `point by point Σ I·cos³γ/h²·MF, motor lanes without junctions, by length${noteEn}`,
          )
        : figure(
            'lighting.lav',
            '路面平均亮度 L_av',
            'Average luminance L_av',
            value,
            'cd/m²',
            2,
            roadside,
            `Σ I·r/h²·MF，R3 路面，观察者在前 60 m、高 1.5 m、各车道中线，取最不利车道，各段按长度平均${note}`,
            `Σ I·r/h²·MF on R3, observers 60 m before, 1.5 m high, centre of each lane, least lane, by length${noteEn}`,
          );
    return [{ ...made, assumptions: key === 'eAv' ? OPTIC : LUMINANCE, range: maintained(value, compiled, road) }];
  });
  return [
    ...averages,
    ...atWorst('uE', 1, 'lighting.ue', '照度均匀度 U_E', 'Uniformity U_E', '1', 2, 'E_min/E_av', 'E_min/E_av'),
    ...atWorst(
      'u0',
      1,
      'lighting.uo',
      '亮度总均匀度 U_0',
      'Overall uniformity U_0',
      '1',
      2,
      'L_min/L_av',
      'L_min/L_av',
    ),
    ...atWorst(
      'uL',
      1,
      'lighting.ul',
      '亮度纵向均匀度 U_L',
      'Longitudinal uniformity U_L',
      '1',
      2,
      '车道中线 L_min/L_max',
      'L_min/L_max along a lane’s centre',
    ),
    ...atWorst(
      'ti',
      -1,
      'lighting.ti',
      '眩光阈值增量 TI',
      'Threshold increment TI',
      '%',
      1,
      '65·L_v/L_av^0.8，L_v = 9.86(1+(年龄/66.4)⁴)·ΣE/θ²，初始光通',
      '65·L_v/L_av^0.8, L_v = 9.86(1+(age/66.4)⁴)·ΣE/θ², new lamps',
    ),
    {
      ...figure(
        'lighting.lpd',
        '照明功率密度 LPD',
        'Lighting power density LPD',
        watts / (width * road.axis.length),
        'W/m²',
        2,
        roadside,
        'Σ 朝向机动车道灯具功率（含镇流器）÷（车道总宽 × 道路长度）',
        'Σ power of luminaires facing the carriageway with ballast ÷ (width of lanes × length)',
      ),
      assumptions: ['ballastLoss', 'ledPower', 'lowArmShare', 'laneCount', 'laneWidth'],
    },
  ];
}

/** Where the distributions come from, and what stands in the light. */
function opticNote({ document: { photometry } }: CompiledScenario, { shade }: LitRoad): Words {
  const files = [...new Set(LAMP_CLASSES.flatMap((lamp) => photometry?.[lamp]?.file ?? []))];
  const generic = LAMP_CLASSES.some((lamp) => !photometry?.[lamp]);
  const zh = [...files.map((file) => `配光 ${file}`), ...(generic ? ['其余通用配光（示意）'] : [])].join('、');
  const en = [...files.map((file) => `optics of ${file}`), ...(generic ? ['generic optics'] : [])].join(', ');
  return {
    zh: `；${files.length > 0 ? zh : '通用配光（示意）'}，${shade ? '计入示意树木与建筑遮挡' : '未计树木与建筑遮挡'}`,
    en: `; ${en}, ${shade ? 'shaded by illustrative trees and houses' : 'no shading'}`,
  };
}

/** Low and high end over the range of the maintenance factor, which E and L follow in proportion. */
function maintained(value: number, compiled: CompiledScenario, road: LitRoad): readonly [number, number] {
  const [low, high] = lightingRange(compiled.document, 'maintenanceFactor');
  return [(value * low) / road.inputs.maintenanceFactor, (value * high) / road.inputs.maintenanceFactor];
}

function lightingEnergy(compiled: CompiledScenario, loads: readonly EnergyLoad[], road: LitRoad): Kpi {
  const site = burningSite(compiled);
  const lamps = loads.filter(({ kind }) => isLuminaire(kind));
  const kilowatts = lamps.reduce((sum, { kind, quantity }) => sum + quantity * kilowattsOf(kind, road.inputs), 0);
  const kWh = (lateDim: number) => kilowatts * fullPowerHours(site, { ...road.inputs, lateDim });
  const [least, most] = lightingRange(compiled.document, 'lateDim');
  const hours = hoursAt(site, road.inputs);
  const share = Math.round(100 * powerShare(hours, road.inputs.lateDim));
  return {
    ...figure(
      'energy.lighting',
      '照明年用电',
      'Lighting energy a year',
      kWh(road.inputs.lateDim),
      'kWh/a',
      0,
      lamps,
      `Σ 灯具功率（含镇流器）× ${Math.round(hours.total)} h/a（太阳高度算得）× 调光后 ${share} %`,
      `Σ power with ballast × ${Math.round(hours.total)} h/a (from solar altitude) × ${share} % after dimming`,
    ),
    assumptions: ['ballastLoss', 'ledPower', 'lowArmShare', ...BURNING_KEYS],
    range: [kWh(least), kWh(most)],
  };
}

function devicesEnergy(loads: readonly EnergyLoad[], road: LitRoad): Kpi {
  const devices = loads.filter(({ kind }) => !isLuminaire(kind));
  const kilowatts = devices.reduce((sum, { kind, quantity }) => sum + quantity * kilowattsOf(kind, road.inputs), 0);
  return {
    ...figure(
      'energy.devices',
      '挂载设备年用电',
      'Device energy a year',
      kilowatts * HOURS_A_YEAR,
      'kWh/a',
      0,
      devices,
      `Σ 设备功率 × ${HOURS_A_YEAR} h/a，不含照明；微站每套 ${road.inputs.microCellPower} W，三扇区为一套`,
      `Σ power of devices × ${HOURS_A_YEAR} h/a, lighting apart; micro-cell ${road.inputs.microCellPower} W a set of three sectors`,
    ),
    assumptions: DEVICE_KEYS,
  };
}
