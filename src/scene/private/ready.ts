import type { Billboard, LabelCollection, Scene } from '@cesium/engine';

/** Whether Cesium owes a frame that it has not drawn yet. */
export function owesFrame(scene: Scene): boolean {
  return (scene as unknown as { _renderRequested?: boolean })._renderRequested === true;
}

/** Whether every letter of the collection is on the GPU; Cesium makes them beside the frames that first want them. */
export function lettersReady(labels: LabelCollection): boolean {
  const { ready } = labels as unknown as { ready?: boolean };
  if (ready === undefined)
    throw new Error('LabelCollection has no ready; the private API changed, see src/scene/private/ready.ts.');
  return labels.length === 0 || ready;
}

/** Whether the image of a billboard is on the graphics processor. */
export function imageReady(billboard: Billboard): boolean {
  const { ready } = billboard as unknown as { ready?: boolean };
  if (ready === undefined)
    throw new Error('Billboard has no ready; the private API changed, see src/scene/private/ready.ts.');
  return ready;
}
