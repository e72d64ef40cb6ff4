import { type DrainageInputs, type Inlets, type Pump, SURFACES, type Surface, type Tank } from './drainage-inputs.ts';

/** A measure as data: it makes other inputs, the model stays as it is. */
export type DrainageMeasure =
  | { readonly kind: 'inlets'; readonly add: Inlets }
  | { readonly kind: 'pipe'; readonly pipe: string /** m */; readonly diameter: number }
  | { readonly kind: 'tank'; readonly add: Tank }
  | { readonly kind: 'pump'; readonly add: Pump }
  | { readonly kind: 'raise'; readonly cells: readonly number[] /** m */; readonly by: number }
  | { readonly kind: 'surface'; readonly cells: readonly number[]; readonly surface: Surface };

/** The inputs with measures taken in order. Throws a RangeError that names what a measure refers to and does not find. */
export function withMeasures(inputs: DrainageInputs, measures: readonly DrainageMeasure[]): DrainageInputs {
  return measures.reduce(withMeasure, inputs);
}

function withMeasure(inputs: DrainageInputs, measure: DrainageMeasure): DrainageInputs {
  switch (measure.kind) {
    case 'inlets':
      return { ...inputs, inlets: [...inputs.inlets, measure.add] };
    case 'tank':
      return { ...inputs, tanks: [...inputs.tanks, measure.add] };
    case 'pump':
      return { ...inputs, pumps: [...inputs.pumps, measure.add] };
    case 'pipe': {
      const { pipe, diameter } = measure;
      if (!inputs.pipes.some(({ id }) => id === pipe))
        throw new RangeError(`Measure "pipe": pipe "${pipe}" is not in the plan. Name one of its pipes.`);
      return { ...inputs, pipes: inputs.pipes.map((each) => (each.id === pipe ? { ...each, diameter } : each)) };
    }
    case 'raise': {
      if (!Number.isFinite(measure.by))
        throw new RangeError(`Measure "raise": by = ${measure.by} m. Give a finite number of metres.`);
      const ground = inputs.terrain.ground.slice();
      for (const cell of cellsOf(measure, inputs)) ground[cell] = (ground[cell] as number) + measure.by;
      return { ...inputs, terrain: { ...inputs.terrain, ground } };
    }
    case 'surface': {
      const surface = inputs.surface.slice();
      for (const cell of cellsOf(measure, inputs)) surface[cell] = SURFACES.indexOf(measure.surface);
      return { ...inputs, surface };
    }
  }
}

/** The cells of a measure, each once. */
function cellsOf(
  { kind, cells }: { kind: string; cells: readonly number[] },
  { terrain }: DrainageInputs,
): Set<number> {
  const count = terrain.ground.length;
  const bad = cells.find((each) => !(Number.isInteger(each) && each >= 0 && each < count));
  if (bad !== undefined) throw new RangeError(`Measure "${kind}": cell = ${bad}. Give a cell from 0 to ${count - 1}.`);
  return new Set(cells);
}
