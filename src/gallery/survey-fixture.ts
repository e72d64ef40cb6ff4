import type { CompiledScenario } from '../scenario/compiled.ts';
import type { AcceptedSurvey, SurveysPort, Trial } from '../state/survey-port.ts';

const TROUBLES: Trial['problems'] = [
  [
    'same-place',
    'error',
    14,
    '经度',
    '116.5721903, 35.4202781',
    '与 杆件 #13 (GH-12) 相距 0.08 m，在同一处',
    'stands 0.08 m from 杆件 #13 (GH-12), at one place',
    '删去其一；若是同一杆，请并为一行、设备列入挂载',
    'remove one; if it is one pole, make it one row with all devices',
  ],
  [
    'in-water',
    'error',
    31,
    null,
    '116.6302117, 35.4215002',
    '位置在水中',
    'stands in the water',
    '请核对坐标与坐标系；桥上的杆需有桥面范围',
    'check coordinates and their system; a pole on a bridge needs its deck',
  ],
  [
    'implausible-height',
    'warning',
    22,
    '杆高(m)',
    '850',
    '像是以厘米填写',
    'looks like centimetres',
    '请在普查表中更正',
    'correct it in the survey',
  ],
  [
    'unknown-owner',
    'todo',
    9,
    null,
    null,
    '产权单位不明',
    'the owner is not known',
    '待办：查明产权单位',
    'to do: find out who owns it',
  ],
  [
    'axes-swapped',
    'note',
    null,
    null,
    null,
    '第一列为北坐标（测量习惯 X 向北），已对调',
    'the first coordinate is north; exchanged',
    '如不符请改选坐标轴',
    'choose the axes by hand if that is wrong',
  ],
].map(([kind, severity, row, column, value, zh, en, remedyZh, remedyEn]) => ({
  kind: String(kind),
  severity: severity as 'error',
  table: '杆件',
  row: row as number | null,
  column: column as string | null,
  value: value as string | null,
  reason: { zh: String(zh), en: String(en) },
  remedy: { zh: String(remedyZh), en: String(remedyEn) },
}));

/** Surveys as a gateway would hold them: one on its way, with a pole twice and one in the river, and one accepted. */
export function fixtureSurveys(now: number, plan: CompiledScenario): SurveysPort {
  const { project } = plan.document;
  const poles = plan.document.baseline.flatMap(({ layer, ids }) => {
    const table = plan.assets.get(layer);
    return ids.flatMap((id): Trial['points'] => {
      const slot = table?.ids.indexOf(id) ?? -1;
      if (!table || slot < 0) return [];
      return [[table.positions[3 * slot] ?? 0, table.positions[3 * slot + 1] ?? 0, slot % 37 === 5 ? 1 : 0]];
    });
  });
  const refs = (n: number) => Array.from({ length: n }, (_, i) => ({ layer: 'pole', id: `P-${i}` }));
  const trial: Trial = {
    upload: 'fixture',
    files: [{ name: '洸河路杆件普查.xlsx', bytes: 81_920 }],
    format: 'xlsx',
    encoding: null,
    fields: ['id', 'kind', 'owner', 'height', 'x', 'y', 'mounts', 'surveyedOn', 'accuracy', 'verification'],
    sheets: [
      {
        name: '杆件',
        role: 'things',
        columns: ['杆号', '杆件类型', '产权单位', 'X坐标', 'Y坐标', '杆高(m)', '挂载设备', '探测日期', '巡查员'],
        samples: [
          ['GH-01', 'GH-02'],
          ['路灯杆', '监控杆'],
          ['路灯管理处', ''],
          ['19872.114', '19871.902'],
          ['11869.297', '11893.120'],
          ['10', '6.5'],
          ['照明灯具 @10m 150W', '视频监控 @5.8m 4kg'],
          ['2026-11-20', '2026-11-20'],
          ['张', '张'],
        ],
        mapping: {
          id: '杆号',
          kind: '杆件类型',
          owner: '产权单位',
          x: 'X坐标',
          y: 'Y坐标',
          height: '杆高(m)',
          mounts: '挂载设备',
          surveyedOn: '探测日期',
        },
        rows: poles.length + 2,
        placement: { crs: '四参数 → EPSG:4548', swapped: true, share: 1 },
      },
    ],
    counts: { records: poles.length + 2, poles: poles.length + 2, kept: poles.length, cabinets: 0, lines: 0 },
    byClass: {},
    dates: ['2026-11-18', '2026-11-20'],
    problems: TROUBLES,
    problemCounts: { bySeverity: { error: 2, warning: 1, todo: 1, note: 1 }, byKind: {} },
    differences: { same: poles.length - 21, shifted: [], added: refs(9), unseen: refs(14) },
    waterKnown: true,
    points: poles,
    extent: project.extent,
  };
  const head: AcceptedSurvey = {
    id: 'survey-2026-11-20',
    title: '2026-11-20 探测成果',
    scenario: plan.id,
    road: project.road,
    files: ['洸河路杆件普查.xlsx'],
    format: 'xlsx',
    dates: ['2026-11-18', '2026-11-20'],
    accepted: { user: 'demo-planner', name: '演示编制员', at: now, demo: true },
    extent: project.extent,
    extentNote: '示意范围',
    counts: { poles: poles.length, cabinets: 41, lines: 3, leftOut: 2, ownerUnknown: 17, heightUnknown: 4 },
    differences: { same: poles.length - 21, shifted: 12, added: 9, unseen: 14 },
  };
  const nothing = { ok: true, value: undefined } as const;
  return {
    upload: async () => ({ ok: true, value: 'fixture' }),
    trial: async () => ({ ok: true, value: trial }),
    accept: async () => ({ ok: true, value: head }),
    discard: async () => nothing,
    list: async () => ({ ok: true, value: [head] }),
    survey: async () => ({ ok: false, status: 404, reason: { zh: '本页没有网关', en: 'This page has no gateway' } }),
    revert: async () => nothing,
  };
}
