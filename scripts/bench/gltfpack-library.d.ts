declare module 'gltfpack' {
  /** Runs gltfpack with command-line arguments over files of memory; answers what it prints. */
  export function pack(
    args: readonly string[],
    files: {
      readonly read: (path: string) => Uint8Array;
      readonly write: (path: string, data: Uint8Array) => void;
    },
  ): Promise<string>;
}
