import type { AttributeValue } from '../../domain/asset.ts';
import type { LampClass } from '../../domain/lamp-class.ts';
import type { Mount } from '../../domain/mount.ts';
import type { Assumption, LuminairePhotometry, ScenarioDocument } from '../../wire/scenario-document.ts';
import { lightingAssumptions } from './assumptions.ts';
import { genericOptic } from './generic-optics.ts';
import { lampClassOf } from './luminaire-power.ts';
import { fluxOf, type Photometry } from './photometry.ts';
import { photometryOf } from './read-photometric-file.ts';

/** Chooses the distribution of a mount by its lamp class: the plan's own file, else the generic one, 示意. */
export function planOptics(
  document: Pick<ScenarioDocument, 'photometry'>,
): (luminaire: { readonly mount: Mount; readonly attributes: Readonly<Record<string, AttributeValue>> }) => Photometry {
  return ({ attributes, mount }) => opticOf(document, lampClassOf(attributes, mount));
}

/** The distribution of a lamp class, scaled so that 1000 lm leave the luminaire: 半截光 for standing lamps, 截光 for LED. */
export function opticOf({ photometry }: Pick<ScenarioDocument, 'photometry'>, lamp: LampClass): Photometry {
  const own = photometry?.[lamp];
  if (!own) return genericOptic(lamp.startsWith('led') ? 'cutoff' : 'semi-cutoff');
  const known = MADE.get(own);
  if (known) return known;
  const read = photometryOf(own);
  // Flux and power of a lamp are the plan's, and the plan counts the light that leaves a luminaire.
  const scale = 1000 / fluxOf(read);
  const made = { ...read, intensity: read.intensity.map((value) => value * scale) };
  MADE.set(own, made);
  return made;
}

const MADE = new WeakMap<LuminairePhotometry, Photometry>();

/**
 * The plan with a photometric file for a lamp class, or without one. A main luminaire's power and efficacy become those of
 * the file, where it names its power; without a file they are what they were before. A low arm takes the distribution alone.
 */
export function withPhotometry(
  document: ScenarioDocument,
  lamp: LampClass,
  file: LuminairePhotometry | null,
): ScenarioDocument {
  const { photometry: { [lamp]: before, ...others } = {}, ...rest } = document;
  const restored = put(document.assumptions, before?.replaced ?? []);
  if (!file)
    return { ...rest, assumptions: restored, ...(Object.keys(others).length > 0 ? { photometry: others } : {}) };
  const values = valuesOf(lamp, file, restored);
  const known = [...restored, ...lightingAssumptions(restored)];
  const replaced = known.filter(({ key }) => values.has(key));
  const taken = replaced.map((each): Assumption => {
    const value = values.get(each.key) as number;
    return {
      ...each,
      value,
      range: [Math.min(each.range[0], value), Math.max(each.range[1], value)],
      source: `${file.file}，${file.format}，SHA-256 ${file.sha256.slice(0, 8)}`,
      confidence: file.provenance === 'illustrative' ? 'D' : 'V',
    };
  });
  return { ...rest, assumptions: put(restored, taken), photometry: { ...others, [lamp]: { ...file, replaced } } };
}

/** The assumptions that a file decides, by key. */
function valuesOf(
  lamp: LampClass,
  file: LuminairePhotometry,
  assumptions: readonly Assumption[],
): ReadonlyMap<string, number> {
  if (file.watts === null || !(file.watts > 0)) return new Map();
  const output = (file.lumens * fluxOf(photometryOf(file))) / 1000;
  const round = (value: number) => Math.round(value * 10) / 10;
  if (lamp === 'led')
    return new Map([
      ['ledPower', file.watts],
      ['ledEfficacy', round(output / file.watts)],
    ]);
  if (lamp !== 'standing') return new Map();
  // A standing pole's power is its register's; the efficacy is of the lamp's power, the ballast's losses apart.
  const loss =
    [...assumptions, ...lightingAssumptions(assumptions)].find(({ key }) => key === 'ballastLoss')?.value ?? 0;
  return new Map([['existingEfficacy', round((output * (1 + loss)) / file.watts)]]);
}

function put(assumptions: readonly Assumption[], others: readonly Assumption[]): Assumption[] {
  const byKey = new Map(others.map((each) => [each.key, each]));
  const kept = assumptions.map((each) => byKey.get(each.key) ?? each);
  return [...kept, ...others.filter(({ key }) => !assumptions.some((each) => each.key === key))];
}
