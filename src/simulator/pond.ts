/** A low point of the street as a level pool: rain runs in, inlets and pumps take out. */
export interface Pond {
  /** Contributing area, m². */
  readonly catchment: number;
  /** ψ of the catchment, 0–1. */
  readonly runoff: number;
  /** What inlets and pipes take at most, m³/s. */
  readonly drainage: number;
  /** What pumps take at most once they run, m³/s. */
  readonly pumping: number;
  /** Water surface once the dish is full, m². */
  readonly basin: number;
}

export interface PondState {
  /** Standing water, m³. */
  readonly volume: number;
  readonly pumping: boolean;
}

export interface PondStep extends PondState {
  /** Water that ran in, and that left by drains and pumps, in this step, m³. */
  readonly inflow: number;
  readonly drained: number;
  /** Mean flow of the pumps in this step, m³/s. */
  readonly pumpFlow: number;
}

export const DRY: PondState = { volume: 0, pumping: false };

/** Depth at which the dished street has spread to its whole ponding area, m. */
const DISH = 0.1;
/** Depths at which the pumps start and stop, m: the 15 cm criterion, and wet film (domain.md §3.2). */
const PUMP_ON = 0.15;
const PUMP_OFF = 0.05;

/**
 * One explicit step of dV/dt = ψ i F − Q_drain − Q_pump, clipped at empty (domain.md §3.5, level-pool bucket).
 * `rain` is the depth that fell in the step, mm; `seconds` its length. Nothing is made or lost:
 * volume after = volume before + inflow − drained.
 */
export function stepPond(pond: Pond, state: PondState, rain: number, seconds: number): PondStep {
  const inflow = (pond.runoff * pond.catchment * rain) / 1000;
  const depth = depthOf(pond, state.volume);
  const pumping = state.pumping ? depth > PUMP_OFF : depth >= PUMP_ON;
  const available = state.volume + inflow;
  const byPipe = Math.min(available, pond.drainage * seconds);
  const byPump = pumping ? Math.min(available - byPipe, pond.pumping * seconds) : 0;
  const drained = byPipe + byPump;
  return { volume: available - drained, pumping, inflow, drained, pumpFlow: byPump / seconds };
}

/** Depth in metres of `volume` m³: a shallow dish that spreads, V = A h²/2d, then a pool of constant area. */
export function depthOf(pond: Pond, volume: number): number {
  const full = (pond.basin * DISH) / 2;
  return volume <= full ? Math.sqrt((2 * DISH * volume) / pond.basin) : DISH + (volume - full) / pond.basin;
}

/** Volume in m³ at `depth` metres; the inverse of `depthOf`. */
export function volumeOf(pond: Pond, depth: number): number {
  return depth <= DISH ? (pond.basin * depth * depth) / (2 * DISH) : pond.basin * (depth - DISH / 2);
}
