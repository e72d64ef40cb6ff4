import { describe, expect, it } from 'vitest';
import { type AlarmMemory, alarm, recalled } from './alarm.ts';
import { MINUTE } from './clock.ts';
import type { AlarmDefinition } from './layer.ts';
import { LAYERS, layerOf } from './layers/table.ts';
import { assess } from './threshold.ts';

const water = layerOf('waterlogging');
const source = { text: '测试', confidence: 'D' } as const;

/** Levels after each of the samples, a minute apart unless told; of depth under `rule`. */
function levels(
  values: readonly (number | readonly [value: number, minute: number])[],
  rule?: Partial<AlarmDefinition>,
) {
  const layer = { ...water, alarms: rule ? [{ property: 'depth', source, ...rule }] : [] };
  let memory: AlarmMemory | null = null;
  return values.map((each, index) => {
    const [value, minute] = typeof each === 'number' ? [each, index] : each;
    const alarmed = alarm(layer, 'depth', memory, { time: minute * MINUTE, value }, () => undefined);
    ({ memory } = alarmed);
    return alarmed.level;
  });
}

it('without a rule it says what the limits say of each sample', () => {
  for (let value = 0; value <= 80; value += 0.5)
    expect(levels([value])).toEqual([assess(water, 'depth', value, () => undefined).level]);
  expect(levels([20, 14.9, 20])).toEqual(['yellow', 'normal', 'yellow']);
});

describe('hysteresis', () => {
  it('a dip inside the band is no end; exactly at the release it still holds', () => {
    expect(levels([15, 14, 13, 15, 12.9, 14.9], { hysteresis: 2 })).toEqual([
      'yellow',
      'yellow',
      'yellow',
      'yellow',
      'normal',
      'normal',
    ]);
  });
  it('each level lets go by itself', () => {
    expect(levels([41, 38.5, 37.9, 26, 24, 12], { hysteresis: 2 })).toEqual([
      'red',
      'red',
      'orange',
      'orange',
      'yellow',
      'normal',
    ]);
  });
  it('a share of the limit', () => {
    expect(levels([15, 12.1, 11.9], { hysteresis: { share: 0.2 } })).toEqual(['yellow', 'yellow', 'normal']);
  });
});

describe('persistence', () => {
  const rule = { persistence: { samples: 3, minutes: 10, from: 'orange' } } as const;
  it('so many in a row, inside the window; below its level the first sample speaks', () => {
    expect(levels([30, 30, 30], rule)).toEqual(['yellow', 'yellow', 'orange']);
    expect(levels([30, 30, 20, 30, 30, 30], rule)).toEqual([
      'yellow',
      'yellow',
      'yellow',
      'yellow',
      'yellow',
      'orange',
    ]);
    expect(
      levels(
        [
          [30, 0],
          [30, 6],
          [30, 10.5],
          [30, 15],
        ],
        rule,
      ),
    ).toEqual(['yellow', 'yellow', 'yellow', 'orange']);
  });
  it('graver samples count for the lesser level too', () => {
    expect(levels([30, 45, 45, 45], rule)).toEqual(['yellow', 'yellow', 'orange', 'red']);
  });
  it('a single spike raises nothing', () => {
    const all = { persistence: { samples: 2, minutes: 30, from: 'yellow' } } as const;
    expect(levels([0, 90, 0, 0], all)).toEqual(['normal', 'normal', 'normal', 'normal']);
  });
});

describe('depth × duration', () => {
  const rule = { hysteresis: 2, prolonged: { minutes: 30, from: 'yellow', source } } as const;
  it('held for longer than the rule bears it is one level graver; red stays red', () => {
    const lasting = (depth: number) =>
      levels(
        [
          [depth, 0],
          [depth, 30],
          [depth, 30.1],
        ],
        rule,
      );
    expect(lasting(16)).toEqual(['yellow', 'yellow', 'orange']);
    expect(lasting(28)).toEqual(['orange', 'orange', 'red']);
    expect(lasting(45)).toEqual(['red', 'red', 'red']);
  });
  it('counts from the first limit: deeper water late in a long flood is graver at once', () => {
    const flood = [
      [16, 0],
      [16, 31],
      [28, 32],
    ] as const;
    expect(levels(flood, rule)).toEqual(['yellow', 'orange', 'red']);
  });
  it('a dip inside the band does not start the clock anew, one past the release does', () => {
    const dipping = (dip: number) =>
      levels(
        [
          [16, 0],
          [dip, 20],
          [16, 25],
          [16, 35],
        ],
        rule,
      ).at(-1);
    expect(dipping(14)).toBe('orange');
    expect(dipping(12)).toBe('yellow');
  });
  it('goes on after a restart from when the alert began', () => {
    const layer = { ...water, alarms: [{ property: 'depth', source, ...rule }] };
    const memory = recalled(layer, 'depth', 16, 10 * MINUTE, () => undefined);
    const at = (minute: number) => alarm(layer, 'depth', memory, { time: minute * MINUTE, value: 16 }, () => undefined);
    expect(at(40).level).toBe('yellow');
    expect(at(41)).toMatchObject({ level: 'orange', by: { limit: 15 }, prolongedSince: 10 * MINUTE });
  });
});

it('nothing is remembered of a value that is far from its limits', () => {
  expect(alarm(water, 'depth', null, { time: 0, value: 3 }, () => undefined).memory).toBeNull();
  const wet = alarm(water, 'depth', null, { time: 0, value: 30 }, () => undefined);
  expect(wet.memory).not.toBeNull();
  expect(alarm(water, 'depth', wet.memory, { time: 1, value: 1 }, () => undefined)).toEqual({
    level: 'normal',
    memory: null,
  });
});

it('after a restart the alert goes on from the value that raised it', () => {
  const layer = { ...water, alarms: [{ property: 'depth', source, hysteresis: 2 }] };
  const memory = recalled(layer, 'depth', 28, 0, () => undefined);
  const next = (value: number) => alarm(layer, 'depth', memory, { time: 0, value }, () => undefined).level;
  expect([next(26), next(24), next(12)]).toEqual(['orange', 'yellow', 'normal']);
});

it('every rule of a layer speaks of a property with thresholds, and names its source', () => {
  for (const { id, alarms = [], thresholds } of LAYERS)
    for (const { property, source: from, persistence } of alarms) {
      expect(
        thresholds.some((each) => each.property === property),
        `${id} ${property}`,
      ).toBe(true);
      expect(from.text).not.toBe('');
      if (persistence) expect(persistence.samples).toBeGreaterThan(1);
    }
});

describe('checks beyond the value itself', () => {
  const bridge = layerOf('bridge');
  const sensors = layerOf('bridge-sensor');
  const attributes: Record<string, number> = {
    deflectionLimit: 100,
    mainSpan: 60,
    baseFrequency: 2,
    referenceTemperature: 15,
    deflectionPerKelvin: 1,
    frequencyPerKelvin: -0.002,
  };
  interface Moment {
    readonly value: number;
    readonly temperature?: number;
    readonly beside?: readonly number[];
  }

  /** What is told after each of some samples a minute apart. */
  function told(property: string, moments: readonly Moment[]) {
    let memory: AlarmMemory | null = null;
    return moments.map(({ value, temperature, beside = [] }, minute) => {
      const alarmed = alarm(bridge, property, memory, { time: minute * MINUTE, value }, (key) => attributes[key], {
        companion: (key) => (key === 'temperature' ? temperature : undefined),
        neighbours: () => beside.map((each, index) => ({ asset: `S${index}`, value: each, weight: 0.7 })),
      });
      ({ memory } = alarmed);
      return alarmed;
    });
  }
  const last = (property: string, moment: Moment) => told(property, [moment, moment, moment]).at(-1);

  it('what the sun explains is no orange, what it hides is', () => {
    expect(last('deflection', { value: 110 })?.level).toBe('orange');
    expect(last('deflection', { value: 110, temperature: 35 })).toMatchObject({
      level: 'yellow',
      evidence: { compensated: 90, companion: 35 },
    });
    expect(last('deflection', { value: 95, temperature: 0 })).toMatchObject({ level: 'orange' });
    // 1.92 Hz is −4 %; at 45 ℃ a sound bridge of 2 Hz rings at 1.94 Hz.
    expect(last('frequency', { value: 1.92 })?.level).toBe('yellow');
    expect(last('frequency', { value: 1.92, temperature: 45 })?.level).toBe('normal');
    expect(last('frequency', { value: 1.92, temperature: -25 })?.level).toBe('orange');
  });

  it('a limit that nobody beside sees is not believed; without enough of them it is', () => {
    // 0.6 of the way, seen by 0.7: 42 mm of 100.
    expect(last('deflection', { value: 104, beside: [43, 44, 3] })).toMatchObject({
      level: 'orange',
      evidence: { neighbours: [{ asset: 'S0', value: 43, agrees: true }, { agrees: true }, { agrees: false }] },
    });
    expect(last('deflection', { value: 104, beside: [43, 4, 3] })?.level).toBe('yellow');
    expect(last('deflection', { value: 104, beside: [3] })?.level).toBe('orange');
  });

  it('neighbours count from their rest, and lose nothing once it is held', () => {
    expect(last('frequency', { value: 1.85, beside: [1.99] })?.level).toBe('yellow');
    expect(last('frequency', { value: 1.85, beside: [1.9] })?.level).toBe('orange');
    const held = { value: 104, beside: [60, 60] };
    expect(told('deflection', [held, held, held, { value: 104, beside: [1, 1] }]).at(-1)?.level).toBe('orange');
  });

  it('a restart remembers what the decoupled value held', () => {
    const attribute = (key: string) => attributes[key];
    const held = (compensated?: number) =>
      recalled(bridge, 'deflection', 110, 0, attribute, compensated).heldSince.filter((since) => since !== null).length;
    expect([held(), held(90)]).toEqual([2, 1]);
  });

  it('frequency and vibration last three samples in ten minutes before orange', () => {
    expect(told('vibration', [{ value: 60 }, { value: 60 }, { value: 60 }]).map(({ level }) => level)).toEqual([
      'yellow',
      'yellow',
      'orange',
    ]);
    expect(told('frequency', [{ value: 1.7 }, { value: 1.99 }, { value: 1.7 }]).map(({ level }) => level)).toEqual([
      'yellow',
      'normal',
      'yellow',
    ]);
  });

  it('a measuring point is coloured by its limits and tells nothing itself', () => {
    const attribute = (key: string) => (key === 'limit' ? 100 : undefined);
    expect(assess(sensors, 'deflection', 120, attribute).level).toBe('orange');
    expect(alarm(sensors, 'deflection', null, { time: 0, value: 120 }, attribute).level).toBe('normal');
  });
});
