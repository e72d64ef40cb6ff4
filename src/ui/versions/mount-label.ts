import { MOUNT_WORDS, parseMounts } from '../../domain/mount.ts';
import type { Words } from '../../domain/words.ts';

/** A mount as a plan names it, in words: its kind and height. A name that is no mount stays as it is. */
export function mountLabel(text: string): Words {
  try {
    const [mount] = parseMounts(text);
    if (!mount) return { zh: text, en: text };
    const { zh, en } = MOUNT_WORDS[mount.kind];
    return { zh: `${zh} ${mount.height} m`, en: `${en} ${mount.height} m` };
  } catch {
    return { zh: text, en: text };
  }
}
