/** Types of `prepare.mjs` for its tests. */
export declare function checkNode(version?: string): void;
export declare function contentHash(paths: readonly string[], root?: string): string;
export declare function buildPrograms(): Promise<void>;
export declare function buildGallery(): Promise<void>;
export declare function buildCity(given: string): Promise<string>;
