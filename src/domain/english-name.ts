/** What the city's own naming rule calls illustrative things, and what they are in English. */
const KINDS: Readonly<Record<string, string>> = {
  桥梁: 'bridge',
  测点: 'sensor',
  积水点: 'waterlogging point',
  绿道: 'greenway',
  气象站: 'weather station',
  路灯: 'lamp',
  立杆: 'pole',
  广告: 'billboard',
  街巷: 'lane',
};

/**
 * The English form of a data name that follows the rule 示意<kind> <serial or code>: 示意桥梁 2 is "Illustrative bridge 2".
 * Null for every other name: a real place is never translated by guess.
 */
export function englishName(name: string): string | null {
  const [, kind = '', serial = ''] = /^示意(\p{Script=Han}+)\s*([A-Za-z0-9._-]*)$/u.exec(name) ?? [];
  const noun = KINDS[kind];
  return noun ? `Illustrative ${noun}${serial ? ` ${serial}` : ''}` : null;
}
