import { useEffect, useState } from 'react';
import type { VersionsPort } from '../../state/versions-port.ts';
import { usePort } from '../desk-context.ts';

/** The port of saved versions once its code is here. */
export function useVersions(): VersionsPort | null {
  const port = usePort();
  const [versions, setVersions] = useState<VersionsPort | null>(null);
  useEffect(() => {
    let gone = false;
    void port.versions().then((made) => {
      if (!gone) setVersions(made);
    });
    return () => {
      gone = true;
    };
  }, [port]);
  return versions;
}
