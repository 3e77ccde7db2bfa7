/** Everything in the folder `src` that breaks a rule of the house, one sentence each. */
export function violations(src: string): string[]
