import type { Signed } from '../../state/versions-port.ts';
import { useSay } from '../desk-context.ts';
import { W } from './versions-words.ts';

/** A name, and that it binds nobody where a 演示 user signed. */
export function SignedBy({ by }: { readonly by: Signed }) {
  const say = useSay();
  return (
    <>
      {by.name}
      {by.demo ? (
        <>
          {' '}
          <span className="tag">{say(W.demo)}</span>
        </>
      ) : null}
    </>
  );
}
