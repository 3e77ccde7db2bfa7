/** One table of `npm run results`: `command(seed)` is what it runs. */
export const wishes: readonly { readonly name: string; command(seed: number): string }[]
