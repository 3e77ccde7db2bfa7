export const FIRST_LOAD_LIMIT: number

export interface BundleReport {
  /** Bytes, gzip. */
  readonly sizes: Readonly<Record<string, number>>
  readonly firstLoad: number
  readonly laterInWorker: number
  /** What is wrong, one sentence each. */
  readonly wrong: string[]
}

/** @param trainerTexts strings that only the trainer's sources hold. */
export function checkBundle(dist: string, trainerTexts: readonly string[]): BundleReport
/** Strings of 12 characters or more in `src/ROOM` that stand in no other room. */
export function textsOnlyIn(src: string, room: string): string[]
