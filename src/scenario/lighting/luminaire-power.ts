import type { AttributeValue } from '../../domain/asset.ts';
import type { LampClass } from '../../domain/lamp-class.ts';
import { type Mount, parseMounts } from '../../domain/mount.ts';
import type { LightingInputs } from './assumptions.ts';

/**
 * What a luminaire draws by: `rated` ones a share of their pole's power (alone, or as high and low arms together), `led` ones
 * the power of a new LED.
 */
export type LuminairePart = 'ratedLamp' | 'ratedHighArm' | 'ratedLowArm' | 'ledLamp' | 'ledLowArm';

type Attributes = Readonly<Record<string, AttributeValue>>;

/**
 * The part that a mount is of its pole, and how much of it: rated kW, or luminaires. A pole with a rated power shares it among
 * its arms; one without is new and bears LED, its low arms together in the same proportion to the high ones.
 */
export function luminairePart(
  attributes: Attributes,
  mount: Mount,
): { readonly kind: LuminairePart; readonly quantity: number } {
  const { high, low, isLow } = armsOf(attributes, mount);
  const rated = numberOf(attributes.wattage);
  if (rated === null)
    return isLow ? { kind: 'ledLowArm', quantity: high / Math.max(1, low) } : { kind: 'ledLamp', quantity: 1 };
  const kilowatts = rated / 1000;
  if (low === 0) return { kind: 'ratedLamp', quantity: kilowatts / high };
  return isLow
    ? { kind: 'ratedLowArm', quantity: kilowatts / low }
    : { kind: 'ratedHighArm', quantity: kilowatts / high };
}

/** kW of one unit of a part at full output, with ballast or driver. */
export function partKilowatts(
  part: LuminairePart,
  inputs: Pick<LightingInputs, 'lowArmShare' | 'ballastLoss' | 'ledPower'>,
): number {
  const { lowArmShare: low, ballastLoss, ledPower } = inputs;
  switch (part) {
    case 'ratedLamp':
      return 1 + ballastLoss;
    case 'ratedHighArm':
      return (1 - low) * (1 + ballastLoss);
    case 'ratedLowArm':
      return low * (1 + ballastLoss);
    case 'ledLamp':
      return ledPower / 1000;
    case 'ledLowArm':
      return (ledPower * low) / (1 - low) / 1000;
  }
}

/** Power at full output, W with ballast, and initial flux, lm. */
export function powerOf(
  attributes: Attributes,
  mount: Mount,
  inputs: LightingInputs,
): { watts: number; lumens: number } {
  const { kind, quantity } = luminairePart(attributes, mount);
  const watts = 1000 * quantity * partKilowatts(kind, inputs);
  const own = numberOf(attributes.lumens);
  if (own !== null) return { watts, lumens: own * shareOf(attributes, mount, inputs) };
  // A rated lamp's efficacy is that of its rated power, the ballast's losses apart.
  return kind.startsWith('rated')
    ? { watts, lumens: (watts / (1 + inputs.ballastLoss)) * inputs.existingEfficacy }
    : { watts, lumens: watts * inputs.ledEfficacy };
}

/** The lamp class of a mount: whether its pole has a rated power, and whether it hangs below the others. */
export function lampClassOf(attributes: Attributes, mount: Mount): LampClass {
  const { isLow } = armsOf(attributes, mount);
  const lamp = numberOf(attributes.wattage) === null ? 'led' : 'standing';
  return isLow ? `${lamp}-low` : lamp;
}

function armsOf(attributes: Attributes, mount: Mount): { high: number; low: number; isLow: boolean } {
  const arms = parseMounts(String(attributes.mounts ?? '')).filter(({ kind }) => kind === 'luminaire');
  const top = Math.max(mount.height, ...arms.map(({ height }) => height));
  const high = arms.filter(({ height }) => height === top).length || 1;
  return { high, low: Math.max(0, arms.length - high), isLow: mount.height < top };
}

/** Share of a pole's flux that one of its luminaires has. */
function shareOf(attributes: Attributes, mount: Mount, { lowArmShare }: LightingInputs): number {
  const { high, low, isLow } = armsOf(attributes, mount);
  return low === 0 ? 1 / high : isLow ? lowArmShare / low : (1 - lowArmShare) / high;
}

function numberOf(value: AttributeValue | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
