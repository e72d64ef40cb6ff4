import type { Provenance } from '../../domain/provenance.ts';
import type { LuminairePhotometry } from '../../wire/scenario-document.ts';
import { sha256OfBytes } from '../versions/sha256.ts';
import { parseIes } from './parse-ies.ts';
import { parseLdt } from './parse-ldt.ts';
import { fluxOf, type Photometry } from './photometry.ts';

export interface PhotometricFileOptions {
  /** Where horizontal angle 0 of an IES file points; see `parseIes`. */
  readonly front: 'across' | 'along';
  readonly provenance: Provenance;
}

/**
 * Reads a photometric file of either kind as a plan keeps it: an IES file begins with its edition, anything else is read as
 * EULUMDAT. Text is UTF-8 or GB18030.
 *
 * @throws PhotometricFileError naming file, line and remedy
 */
export function readPhotometricFile(
  bytes: Uint8Array,
  file: string,
  { front, provenance }: PhotometricFileOptions,
): LuminairePhotometry {
  const content = textOf(bytes);
  const ies = /^\uFEFF?\s*IES/i.test(content);
  const read = ies ? parseIes(content, file, front) : parseLdt(content, file);
  return {
    name: read.name,
    maker: read.maker ?? '',
    catalogue: read.catalogue ?? '',
    file,
    format: ies ? 'IES LM-63' : 'EULUMDAT',
    sha256: sha256OfBytes(bytes),
    lumens: read.lumens,
    watts: read.watts,
    gammas: [...read.gammas],
    cPlanes: [...read.cPlanes],
    // A hundredth of a candela is finer than any goniophotometer.
    intensity: Array.from(read.intensity, (each) => Math.round(each * 100) / 100),
    provenance,
    replaced: [],
  };
}

/** What a person compares with the data sheet. */
export interface PhotometricSheet {
  /** Light output ratio: flux of the luminaire over flux of its lamps; 1 where photometry is absolute. */
  readonly lor: number;
  /** Share of the luminaire's flux above the horizon (上射光通比). */
  readonly uff: number;
  /** Flux of the luminaire, lm. */
  readonly output: number;
  /** lm/W of the luminaire; null where the file names no power. */
  readonly efficacy: number | null;
  /** Greatest intensity, cd/klm, and its direction in degrees. */
  readonly peak: { readonly intensity: number; readonly c: number; readonly gamma: number };
}

export function photometricSheet(kept: LuminairePhotometry): PhotometricSheet {
  const photometry = photometryOf(kept);
  const [all, down] = [fluxOf(photometry), fluxOf(photometry, 90)];
  const output = (kept.lumens * all) / 1000;
  const { intensity, gammas, cPlanes } = photometry;
  let top = 0;
  intensity.forEach((value, index) => {
    if (value > (intensity[top] as number)) top = index;
  });
  return {
    lor: all / 1000,
    uff: all === 0 ? 0 : (all - down) / all,
    output,
    efficacy: kept.watts === null ? null : output / kept.watts,
    peak: {
      intensity: intensity[top] ?? 0,
      c: cPlanes[Math.floor(top / gammas.length)] ?? 0,
      gamma: gammas[top % gammas.length] ?? 0,
    },
  };
}

/** A kept distribution as the model takes it. */
export function photometryOf(kept: LuminairePhotometry): Photometry {
  return {
    name: kept.name,
    maker: kept.maker,
    catalogue: kept.catalogue,
    lumens: kept.lumens,
    watts: kept.watts,
    gammas: Float64Array.from(kept.gammas),
    cPlanes: Float64Array.from(kept.cPlanes),
    intensity: Float64Array.from(kept.intensity),
    provenance: kept.provenance,
    source: `${kept.file} (${kept.format})`,
  };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
