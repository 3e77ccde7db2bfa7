export function fingerprint(paths: readonly string[], root?: string): string
/** @returns whether it built. */
export function buildPageIfStale(options?: {
  logLevel?: 'silent' | 'error' | 'warn' | 'info'
}): Promise<boolean>
