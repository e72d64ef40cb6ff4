declare module 'gltf-validator' {
  interface Message {
    readonly code: string;
    /** 0 error, 1 warning, 2 information, 3 hint. */
    readonly severity: number;
    readonly pointer?: string;
  }
  export function validateBytes(
    bytes: Uint8Array,
    options?: {
      readonly maxIssues?: number;
      readonly externalResourceFunction?: (uri: string) => Promise<Uint8Array>;
    },
  ): Promise<{ readonly issues: { readonly messages: readonly Message[] } }>;
}
