import { englishName } from '../domain/english-name.ts';
import { useSession } from './desk-context.ts';

/** A name of the data: in English where the city's naming rule has one, else as it is, marked as Chinese. */
export function DataName({ name }: { readonly name: string }) {
  const english = useSession((session) => session.language === 'en');
  if (!english || !HAN.test(name)) return name;
  return englishName(name) ?? <span lang="zh">{name}</span>;
}

const HAN = /\p{Script=Han}/u;
