declare module 'shapefile' {
  interface Source {
    readonly bbox: readonly number[];
    read(): Promise<{ readonly done: boolean; readonly value: unknown }>;
    cancel(): Promise<void>;
  }
  export function open(shp: string, dbf: string | undefined, options: { readonly encoding: string }): Promise<Source>;
}
