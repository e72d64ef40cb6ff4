import type { Better } from '../../scenario/pareto.ts';

/** Figures of which more is better; of all others that weigh, less is. */
const MORE = [
  /^reduction\./,
  /^footway\.(least|mean)$/,
  /^lighting\.(eav|lav|ue|uo|ul)$/,
  /^greenway\.(length|largest|gamma|people)$/,
];
/** Figures that tell what is done, not whether it is good. */
const NEUTRAL =
  /^(poles\.(carriers|merged|removed|undergrounded|kept|pending)|mounts\.|billboards\.removed|greenway\.(parts|links)|space\.spacing)/;

/** Whether less or more of a figure is better; null when it does not weigh, or is a share of another one. */
export function betterOf(key: string): Better | null {
  if (NEUTRAL.test(key) || key.split('.').length > 2) return null;
  return MORE.some((each) => each.test(key)) ? 'more' : 'less';
}
