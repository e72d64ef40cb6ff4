/** The one build-time feature the domain uses: the layer table finds its files by name. */
interface ImportMeta {
  glob<Module>(patterns: readonly string[], options: { eager: true }): Record<string, Module>;
}
