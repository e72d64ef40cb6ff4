import { afterEach, describe, expect, it } from 'vitest';
import { testGateways } from './test-gateway.ts';

const NOW = Date.UTC(2026, 10, 23);
const gateways = testGateways();
afterEach(() => gateways.undo());

const row = (asset: string, property: string, value: number, seconds: number, more: object = {}) => ({
  ...{ asset, property, value, time: new Date(NOW + 1000 * seconds).toISOString() },
  ...more,
});

async function started() {
  const browser = gateways.browser(await gateways.start(gateways.city()));
  return {
    send: async (...rows: object[]) => (await browser.ask('/api/observations', 'POST', rows)).body,
    value: async (asset: string, property: string) =>
      (await browser.ask(`/api/assets/${asset}`)).body.observations[property]?.value,
    rejects: async () => (await browser.ask('/api/rejects')).body,
  };
}

describe('an observation is judged by its layer', () => {
  it('in the unit that its source names, or refused with the units that would do', async () => {
    const { send, value, rejects } = await started();
    expect(await send(row('WL-1', 'depth', 0.125, -60, { unit: 'm' }))).toMatchObject({ accepted: 1 });
    expect(await value('WL-1', 'depth')).toBe(12.5);
    const answer = await send(
      row('WL-1', 'depth', 1, -50, { unit: 'kPa' }),
      row('WL-1', 'depth', 5, -40, { unit: 'm' }),
    );
    expect(answer.rejected).toMatchObject([
      { reason: 'wrong-unit', detail: expect.stringMatching(/"kPa" cannot become "cm"; declare one of mm, cm, m/) },
      { reason: 'out-of-range', detail: expect.stringContaining('500 cm: expected 0 … 400') },
    ]);
    expect((await rejects()).byReason).toEqual({ 'wrong-unit': 1, 'out-of-range': 1 });
  });

  it('by how fast its quantity can change, and believed again with time', async () => {
    const { send, value, rejects } = await started();
    await send(row('BR-1', 'temperature', 10, -3600));
    const jump = await send(row('BR-1', 'temperature', 40, -3590));
    expect(jump.rejected).toMatchObject([
      { reason: 'too-fast', detail: expect.stringContaining('at most 5 a minute') },
    ]);
    expect(await value('BR-1', 'temperature')).toBe(10);
    expect(await send(row('BR-1', 'temperature', 14, -3580))).toMatchObject({ accepted: 1 });
    expect(await send(row('BR-1', 'temperature', 40, -3580 + 6 * 60))).toMatchObject({ accepted: 1 });
    expect(await value('BR-1', 'temperature')).toBe(40);
    // A quantity that may jump has no such limit, and what its source calls suspect is held against nothing.
    expect(await send(row('WL-1', 'depth', 0, -100), row('WL-1', 'depth', 80, -99))).toMatchObject({ accepted: 2 });
    expect(await send(row('BR-1', 'temperature', -20, -3210, { quality: 'suspect' }))).toMatchObject({ accepted: 1 });
    expect((await rejects()).rejects).toMatchObject([{ reason: 'too-fast', origin: 'external' }]);
  });
});
