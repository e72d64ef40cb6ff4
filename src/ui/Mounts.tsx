import { heightLayer, MOUNT_WORDS, type Mount, parseMounts } from '../domain/mount.ts';
import { useSay } from './desk-context.ts';
import { W } from './words.ts';

const LAYERS = [4, 3, 2, 1] as const;
const LAYER_WORDS = { 1: W.mountLayer1, 2: W.mountLayer2, 3: W.mountLayer3, 4: W.mountLayer4 } as const;

/** What hangs on a pole, by height layer, the highest first as on the pole itself. */
export function Mounts({ text }: { readonly text: string }) {
  const say = useSay();
  const mounts = read(text);
  if (mounts.length === 0) return null;
  return (
    <details open>
      <summary>
        {say(W.mounts)} <span className="soft">{mounts.length}</span>
      </summary>
      <dl className="mounts">
        {LAYERS.map((layer) => {
          const here = mounts.filter((mount) => heightLayer(mount.height) === layer);
          return here.length === 0 ? null : (
            <div key={layer}>
              <dt>{say(LAYER_WORDS[layer])}</dt>
              {here.map((mount) => (
                <dd key={`${mount.kind}${mount.height}${mount.azimuth}`}>
                  {say(MOUNT_WORDS[mount.kind])}
                  <span className="soft">
                    {Number(mount.height.toFixed(1))} m·{Math.round(mount.azimuth)}°
                  </span>
                </dd>
              ))}
            </div>
          );
        })}
      </dl>
    </details>
  );
}

/** A mounts text that names an unknown kind is shown as having none; the tile build refuses such data. */
function read(text: string): readonly Mount[] {
  try {
    return parseMounts(text);
  } catch {
    return [];
  }
}
