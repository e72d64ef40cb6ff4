/** 断面: four slabs (median and side dividers), three slabs (side dividers) or one. */
export type SectionKind = '四幅' | '三幅' | '一幅';

export interface CrossSection {
  readonly kind: SectionKind;
  readonly lanes: number;
  readonly halfRedline: number;
  /** Half of the median island; 0 without one. */
  readonly median: number;
  /** Outer edge of the motor carriageway. */
  readonly kerb: number;
  /** Side divider between motor and cycle traffic; equal numbers without one. */
  readonly divider: readonly [from: number, to: number];
  /** Cycleway; equal numbers without one. */
  readonly cycle: readonly [from: number, to: number];
  /** Outer edge of everything with wheels. */
  readonly wheels: number;
}

export const LANE_WIDTH = 3.5;

/** Cross-section by kind, number of lanes both ways and red-line width; proportions of CJJ 37 [M]. */
export function crossSection(kind: SectionKind, lanes: number, redline: number): CrossSection {
  const half = redline / 2;
  switch (kind) {
    case '四幅': {
      const kerb = 1.5 + (lanes / 2) * LANE_WIDTH + 0.5;
      const rest = half - kerb;
      const divider = Math.min(2.5, rest * 0.17);
      const cycle = Math.min(5, rest * 0.36);
      return section(kind, lanes, half, 1.5, kerb, divider, cycle);
    }
    case '三幅': {
      const kerb = (lanes / 2) * LANE_WIDTH + 0.5;
      const rest = half - kerb;
      return section(kind, lanes, half, 0, kerb, Math.min(2, rest * 0.18), Math.min(4.5, rest * 0.38));
    }
    case '一幅':
      return section(kind, lanes, half, 0, Math.min(half - 3, (lanes / 2) * LANE_WIDTH + 1.5), 0, 0);
  }
}

function section(
  kind: SectionKind,
  lanes: number,
  halfRedline: number,
  median: number,
  kerb: number,
  divider: number,
  cycle: number,
): CrossSection {
  return {
    kind,
    lanes,
    halfRedline,
    median,
    kerb,
    divider: [kerb, kerb + divider],
    cycle: [kerb + divider, kerb + divider + cycle],
    wheels: kerb + divider + cycle,
  };
}

/** Metres from the axis where each thing of the street furniture stands. */
export function poleLine(cross: CrossSection): number {
  return cross.divider[1] > cross.divider[0] ? (cross.divider[0] + cross.divider[1]) / 2 : cross.kerb + 0.6;
}

/** Middle of the furniture strip along the footway's outer side. */
export function footwayLine(cross: CrossSection): number {
  return Math.min(cross.wheels + 1, cross.halfRedline - 1);
}
