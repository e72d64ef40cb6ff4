import { useEffect } from 'react';
import { usePort } from '../desk-context.ts';
import { addFiles } from './add-files.ts';

/** Files that are dropped on the map are brought in, in WGS-84; the panel that lists them opens. */
export function MapDrop() {
  const port = usePort();
  useEffect(() => {
    const area = document.querySelector<HTMLElement>('.scene-area');
    if (!area) return undefined;
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      port.run('panel.own', true);
      void addFiles(port, files, 'WGS-84');
    };
    area.addEventListener('dragover', over);
    area.addEventListener('drop', drop);
    return () => {
      area.removeEventListener('dragover', over);
      area.removeEventListener('drop', drop);
    };
  }, [port]);
  return null;
}
