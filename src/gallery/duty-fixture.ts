import type { Alert } from '../domain/alert.ts';
import { HOUR, type Instant, MINUTE } from '../domain/clock.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { DutyRoomPort, DutyState } from '../state/duty-port.ts';

const NIGHT = { user: 'wang', name: '王值班' };
const refused = (): Promise<Outcome<never>> =>
  Promise.resolve({ ok: false, status: 0, reason: { zh: '展示页不连网关。', en: 'This page has no gateway.' } });
const told = <T>(value: T): Promise<Outcome<T>> => Promise.resolve({ ok: true, value });

/** A duty room in the middle of a storm: a case under way, a hand-over that waits, one camera that is dead. */
export function fixtureDuty(now: Instant, alerts: readonly Alert[]): { state: DutyState; room: DutyRoomPort } {
  const [first, second] = alerts;
  const state: DutyState = {
    officers: [
      { user: 'demo-operator', name: '演示值班员', since: null },
      { ...NIGHT, since: now - 26 * MINUTE },
    ],
    casesGo: true,
    drill: null,
    cases: [first, second].flatMap((alert, index) =>
      alert
        ? {
            id: `case-${alert.id}`,
            alert: alert.id,
            asset: alert.asset,
            by: '演示值班员',
            at: now - 9 * MINUTE,
            attempts: index === 0 ? 1 : 4,
            nextAt: 0,
            state: index === 0 ? ('sent' as const) : ('waiting' as const),
            reason: index === 0 ? null : 'cg.jining.example：HTTP 503',
            number: index === 0 ? '济城管2026-0042' : null,
            stage: index === 0 ? '派遣' : null,
            toldAt: null,
          }
        : [],
    ),
    handover:
      alerts.length === 0
        ? null
        : { id: 'h1', at: now - 12 * MINUTE, from: NIGHT, note: '火炬路泵站已到场，等待退水。', accepted: null },
  };
  const lists = {
    open: alerts.slice(0, 5).map(({ id, asset, layer, property, level, stage, holder, raisedAt }, index) => ({
      ...{ id, asset, layer, property, level, stage, raisedAt },
      holder: holder?.name ?? null,
      overdue: index === 0,
    })),
    muted: [{ asset: 'BR-03', until: now + 3 * HOUR, reason: '换应变片', by: NIGHT.name, at: now - HOUR }],
    offline: [{ layer: 'lamp', count: 17, assets: ['GH-0041', 'GH-0042', 'GH-0097'] }],
  };
  const given = state.handover && { ...state.handover, lists };
  const room: DutyRoomPort = {
    book: () =>
      told({
        plans: [],
        contacts: [
          {
            layers: ['waterlogging'],
            unit: '排水管护处',
            duty: { zh: '抢险', en: 'Emergency drainage' },
            phone: '12319',
            illustrative: true,
          },
          { unit: '城管指挥中心', duty: { zh: '调度', en: 'Dispatch' }, phone: '12319', illustrative: true },
        ],
        cameras: ['WL-01', 'WL-02', 'WL-03'].flatMap((asset) =>
          ['东口', '西口'].map((side, index) => ({
            id: `${asset}-${index}`,
            title: { zh: `${asset} ${side}`, en: `${asset} ${index === 0 ? 'east' : 'west'}` },
            url: 'https://video.example/',
            assets: [asset],
          })),
        ),
      }),
    camera: (id) =>
      told({
        state: id.endsWith('1') ? ('dead' as const) : ('answers' as const),
        reason: id.endsWith('1') ? '4 s 内无应答' : null,
        checkedAt: now,
      }),
    take: refused,
    order: refused,
    again: refused,
    handover: () => (given ? told(given) : refused()),
    offer: refused,
    accept: refused,
    startDrill: refused,
    endDrill: refused,
  };
  return { state, room };
}
