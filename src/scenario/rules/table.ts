import { ANTENNA_RULES } from './antennas.ts';
import { FOOTWAY_RULES } from './footway.ts';
import { LIGHT_GEOMETRY_RULES } from './light-geometry.ts';
import { LIGHT_SPACING_RULES } from './light-spacing.ts';
import { MOUNT_RULES } from './mounts.ts';
import type { Rule } from './rule.ts';
import { SHIFT_RULES } from './shifts.ts';
import { SIGN_PLACE_RULES } from './sign-places.ts';
import { SIGNAL_PLACE_RULES } from './signal-place.ts';
import { STAGING_RULES } from './staging.ts';
import { STRUCTURE_RULES } from './structure.ts';
import { SUPPLY_RULES } from './supply.ts';
import { TREE_RULES } from './trees.ts';
import { UTILITY_RULES } from './utilities.ts';
import { VISIBILITY_RULES } from './visibility.ts';

/** Every rule of the validator, R1–R15 by number, then those on the works. */
export const RULES: readonly Rule[] = [
  ...[
    ...SHIFT_RULES,
    ...LIGHT_SPACING_RULES,
    ...LIGHT_GEOMETRY_RULES,
    ...VISIBILITY_RULES,
    ...SIGNAL_PLACE_RULES,
    ...SIGN_PLACE_RULES,
    ...MOUNT_RULES,
    ...FOOTWAY_RULES,
    ...SUPPLY_RULES,
    ...STRUCTURE_RULES,
    ...TREE_RULES,
    ...ANTENNA_RULES,
    ...UTILITY_RULES,
  ].sort((a, b) => numberOf(a) - numberOf(b) || (a.id < b.id ? -1 : 1)),
  ...STAGING_RULES,
];

function numberOf({ id }: Rule): number {
  return Number.parseInt(id.slice(1), 10);
}
