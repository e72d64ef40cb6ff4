import { isBesideModel, type OwnDatum } from '../../domain/own-data.ts';
import type { TwinPort } from '../../state/port.ts';
import { O } from './own-words.ts';

/** Brings files in, one after the other; buffers and pictures go with the .gltf that they were dropped with. */
export async function addFiles(port: TwinPort, files: readonly File[], datum: OwnDatum): Promise<void> {
  const models = files.some(({ name }) => /\.gltf$/i.test(name));
  const isBeside = ({ name }: File) => models && isBesideModel(name);
  const beside = new Map<string, Uint8Array>();
  for (const file of [...files.filter(isBeside), ...files.filter((each) => !isBeside(each))]) {
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      tellUnread(port, file.name);
      continue;
    }
    if (isBeside(file)) beside.set(file.name, bytes);
    else port.run('own.add', { name: file.name, bytes, datum, ...(/\.gltf$/i.test(file.name) ? { beside } : {}) });
  }
}

/** A folder, or a file that was taken away meanwhile. */
function tellUnread({ store }: TwinPort, name: string): void {
  const text = { zh: O.unread.zh.replace('{name}', name), en: O.unread.en.replace('{name}', name) };
  const key = `own ${name}`;
  store.change((draft) => {
    draft.notices = [...draft.notices.filter((each) => each.key !== key), { key, tone: 'error', text }];
  });
}
