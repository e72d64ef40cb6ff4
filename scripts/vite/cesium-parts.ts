import type { Plugin } from 'vite';

/** resium's makers of components: what they return is used or it is nothing. */
const MAKERS = ['createCesiumComponent', 'createCameraOperation', 'createPostProcessStage'];
/** Cesium reads one of meshoptimizer's five programs; the package's own entry carries them all. */
const DECODER = 'meshoptimizer/decoder';
const SPLATS = '@spz-loader/core';
/** Stands before the path of the splat decoder that it fetches. */
const ON_DEMAND = '\0on-demand:';

/**
 * Keeps out of the first load what the scene does not use: resium's unused components with the Cesium classes they
 * name, meshoptimizer's encoders, and the decoder of Gaussian splats until a tile holds one.
 */
export function cesiumParts(): Plugin {
  return {
    name: 'cesium-parts',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!importer?.includes('/@cesium/engine/')) return null;
      if (source === 'meshoptimizer') return this.resolve(DECODER, importer, { skipSelf: true });
      if (source !== SPLATS) return null;
      const found = await this.resolve(SPLATS, importer, { skipSelf: true });
      return found && ON_DEMAND + found.id;
    },
    load(id) {
      if (!id.startsWith(ON_DEMAND)) return null;
      const path = JSON.stringify(id.slice(ON_DEMAND.length));
      // The decoder's one function is asynchronous already: whoever calls it cannot tell.
      return `export const loadSpz = async (...input) => (await import(${path})).loadSpz(...input);`;
    },
    transform(code, id) {
      return /\/resium\/dist\/resium\.js$/.test(id) ? { code: markedPure(code), map: null } : null;
    },
  };
}

/** resium's code with each call that makes a component marked free of side effects. Throws when it finds none. */
export function markedPure(code: string): string {
  return MAKERS.reduce((marked, maker) => {
    const name = new RegExp(`[{,] *([\\w$]+) as ${maker}\\b`).exec(code)?.[1];
    const call = name && new RegExp(`= (?=${name.replaceAll('$', '\\$')}\\()`, 'g');
    const next = call ? marked.replace(call, '= /* @__PURE__ */ ') : marked;
    if (next === marked)
      throw new Error(`resium: no call of ${maker} found; adapt scripts/vite/cesium-parts.ts to this version.`);
    return next;
  }, code);
}
