export interface Served {
  /** Ends with the base path. */
  readonly url: string
  close(): Promise<void>
}

export function serveFolder(
  folder: string,
  options?: { base?: string; port?: number; attempts?: number },
): Promise<Served>
