import { LUX_LEVELS } from '../../domain/lux-ramp.ts';
import { type LuxTask, luxOf } from './lux-field.ts';
import { type LuxLabel, luxIsolines, luxLabels } from './lux-isolines.ts';

export interface LuxReply {
  readonly lux: Float32Array<ArrayBuffer>;
  readonly labels: readonly LuxLabel[];
}

/** Light of a task with the labels of its isolines. */
export function luxReply(task: LuxTask): LuxReply {
  const lux = luxOf(task) as Float32Array<ArrayBuffer>;
  const levels = LUX_LEVELS.map((level) => level.lux);
  return { lux, labels: luxLabels(luxIsolines({ grid: task.grid, lux }, levels)) };
}
