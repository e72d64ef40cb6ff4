declare module 'shapefile' {
  interface Source {
    readonly bbox: readonly number[];
    read(): Promise<{ readonly done: boolean; readonly value: unknown }>;
    cancel(): Promise<void>;
  }
  export function open(
    shp: NodeJS.ReadableStream,
    dbf: NodeJS.ReadableStream | null,
    options: { readonly encoding: string },
  ): Promise<Source>;
}
