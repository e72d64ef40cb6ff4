import type { AttributeValue } from '../domain/asset.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import { isWithheld } from '../domain/withheld.ts';
import { withoutSurvey } from '../scenario/survey/survey-edition.ts';
import type { Operation, ScenarioDocument } from '../wire/scenario-document.ts';
import type { SurroundingsFile } from '../wire/surroundings.ts';
import type { City, CityLayer } from './city.ts';

export function isPublicAttribute(definition: LayerDefinition, key: string): boolean {
  return definition.attributes.some((each) => each.key === key && each.classification === 'public');
}

/**
 * The scenario as a public session may read it: no word about withheld assets, no internal attributes, no list of mounts.
 * Its figures then count public objects only.
 */
export function publicScenario(
  city: City,
  seesAsset: (layer: CityLayer, slot: number) => boolean,
  document: ScenarioDocument,
): ScenarioDocument {
  const sees = (id: string): boolean => {
    const place = city.find(id);
    return !place || seesAsset(place.layer, place.slot);
  };
  // What a survey found is internal: the public sees the city as it is drawn.
  const { document: drawn } = withoutSurvey(document, city.tables);
  return {
    ...drawn,
    baseline: drawn.baseline
      .filter(({ layer }) => city.layer(layer)?.definition.classification === 'public')
      .map((group) => ({ ...group, ids: group.ids.filter(sees) })),
    alternatives: drawn.alternatives.map((alternative) => ({
      ...alternative,
      phases: alternative.phases.map((phase) => ({
        ...phase,
        operations: phase.operations.flatMap((operation) => publicOperation(city, sees, operation) ?? []),
      })),
    })),
  };
}

/** What stands around the road as a public session may read it: what is drawn for everyone. Pipes and supply are not. */
export function publicSurroundings(file: SurroundingsFile): SurroundingsFile {
  return Object.fromEntries(
    Object.entries(file).filter(([part]) => OPEN_PARTS.includes(part as keyof SurroundingsFile)),
  ) as unknown as SurroundingsFile;
}

const OPEN_PARTS: readonly (keyof SurroundingsFile)[] = [
  'format',
  'scenario',
  'provenance',
  'trees',
  'buildings',
  'approaches',
  'footways',
];

function publicOperation(city: City, sees: (id: string) => boolean, operation: Operation): Operation | undefined {
  switch (operation.op) {
    case 'add': {
      const { asset } = operation;
      const definition = city.layer(asset.layer)?.definition;
      if (definition?.classification !== 'public' || isWithheld(definition, (key) => asset.attributes[key]))
        return undefined;
      return { ...operation, asset: { ...asset, attributes: publicAttributes(definition, asset.attributes) } };
    }
    case 'modify': {
      const definition = city.layer(operation.target.layer)?.definition;
      if (!definition || !sees(operation.target.id)) return undefined;
      return { ...operation, attributes: publicAttributes(definition, operation.attributes) };
    }
    case 'remove':
    case 'move':
      return sees(operation.target.id) ? operation : undefined;
    case 'merge':
      return sees(operation.from.id) && sees(operation.carrier.id) ? { ...operation, mounts: [] } : undefined;
    case 'light':
      return { ...operation, targets: operation.targets.filter(sees) };
    case 'close':
      return operation;
  }
}

function publicAttributes(
  definition: LayerDefinition,
  attributes: Readonly<Record<string, AttributeValue>>,
): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => isPublicAttribute(definition, key)));
}
