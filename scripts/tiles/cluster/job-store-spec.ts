/** Where the buildings of a job lie and its files are put: what coordinator and workers share. Paths have no `..`. */
export interface JobStore {
  get(path: string): Promise<Uint8Array>;
  /** A file takes its name only when it is whole. */
  put(path: string, bytes: Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
}
