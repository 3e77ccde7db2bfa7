export const ROOT: string
export function nodeComplaint(version?: string): string | null
export function requireNode(): void
export function installNeeded(root?: string): boolean
export function installIfNeeded(): void
