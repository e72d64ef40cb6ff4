/** What `@spz-loader/core` means inside Cesium: fetched when the first tile with Gaussian splats comes. */
export async function loadSpz(...input: Parameters<typeof import('@spz-loader/core')['loadSpz']>) {
  return (await import('@spz-loader/core')).loadSpz(...input);
}
