import type { Plugin } from 'vite'

export interface Package {
  readonly name: string
  readonly version: string
  /** As the package names it. */
  readonly licence: string
  /** Its licence and notices; empty where it brings none. */
  readonly words: string
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { version?: string; license?: string; dev?: boolean; optional?: boolean; peer?: boolean }>
  >
}

export function packagesOf(lock: Lock, root?: string): Package[]
export function licencesText(packages: readonly Package[]): string
export function licences(): Plugin
