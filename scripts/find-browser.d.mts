/** Flags to launch it with. */
export const browserArguments: string[]
/** @throws Error when CHROME_PATH names a file that is not there. */
export function findBrowser(): Promise<string | null>
export function installLine(): string
/** @throws Error with the one line that gets a browser. */
export function requireBrowser(): Promise<string>
