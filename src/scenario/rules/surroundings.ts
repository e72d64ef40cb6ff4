import type { Path } from '../../domain/asset.ts';
import type { Shaft } from './top-deflection.ts';

/**
 * What stands and lies around the road, as plain data from the city's tables or a survey. Every part may be missing; a
 * rule that needs it then says so (无法判定). An empty list is data: surveyed, and nothing there.
 */
export interface Surroundings {
  readonly trees?: readonly Tree[];
  readonly buildings?: readonly Building[];
  /** Lanes that drive up to a stop line. */
  readonly approaches?: readonly Approach[];
  readonly footways?: readonly Footway[];
  readonly utilities?: readonly Utility[];
  /** Electrical design or measurement of a pole; each part may be missing. */
  readonly supply?: readonly {
    readonly carrier: string;
    /** What its circuit bears, kW. */
    readonly kilowatts?: number;
    readonly earthOhms?: number;
    /** Lighting and devices that work by day have circuits of their own. */
    readonly separateCircuits?: boolean;
    /** It has a residual-current device. */
    readonly rcd?: boolean;
  }[];
  readonly communications?: readonly {
    readonly carrier: string;
    /** Cores of its cable, and conduits left free. */
    readonly fibres?: number;
    readonly spareDucts?: number;
    /** It has a gateway or a network port. */
    readonly gateway?: boolean;
  }[];
  readonly antennas?: readonly { readonly carrier: string; readonly azimuth: number }[];
  /** What the maker warrants of a carrier; without it R9 stays 需结构复核. */
  readonly capacity?: {
    readonly maker: string;
    readonly kg: number;
    readonly m2: number;
    /** Section of its poles; the lean of the top is estimated from it. */
    readonly shaft?: Shaft;
  };
}

interface Tree {
  readonly position: readonly [longitude: number, latitude: number];
  /** Metres; the crown as a sphere under the top, by its diameter. */
  readonly height: number;
  readonly crown: number;
}

interface Building {
  readonly ring: Path;
  /** Metres above ground. */
  readonly height: number;
}

export interface Approach {
  /** Middle of the stop line's lanes. */
  readonly stopLine: readonly [longitude: number, latitude: number];
  /** Direction of travel, degrees clockwise from north. */
  readonly bearing: number;
}

/** A stretch of footway; metres of chainage, and from the axis. */
export interface Footway {
  readonly side: 'south' | 'north';
  readonly from: number;
  readonly to: number;
  readonly kerb: number;
  readonly outer: number;
}

export interface Utility {
  readonly kind: 'gas' | 'water' | 'trunk';
  readonly path: Path;
}
