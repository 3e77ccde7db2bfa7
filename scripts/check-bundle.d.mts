export const FIRST_LOAD_LIMIT: number

/** A physics engine: texts that its code holds, and the size in bytes that the page states for it, or null. */
export interface Engine {
  readonly name: string
  readonly texts: readonly string[]
  readonly stated: number | null
}

export interface EngineWeight {
  readonly name: string
  readonly stated: number | null
  /** Chunks that hold it, in the page and in the worker, and the files they fetch. */
  readonly chunks: readonly string[]
  readonly files: readonly string[]
  /** All of it, gzip. */
  readonly bytes: number
}

export interface BundleReport {
  /** Bytes, gzip. */
  readonly sizes: Readonly<Record<string, number>>
  readonly firstLoad: number
  readonly laterInWorker: number
  /** Worlds that are imported when they are opened, in the page. */
  readonly withWorlds: number
  readonly engines: readonly EngineWeight[]
  /** What is wrong, one sentence each. */
  readonly wrong: string[]
}

/** @param trainerTexts strings that only the trainer's sources hold. @param engines that come when a world is opened. */
export function checkBundle(
  dist: string,
  trainerTexts: readonly string[],
  engines?: readonly Engine[],
): BundleReport
/** Engines that the sources use, with the size that the page states for them. */
export function enginesIn(src: string): readonly Engine[]
/** Strings of 12 characters or more in `src/ROOM` that stand in no other room. */
export function textsOnlyIn(src: string, room: string): string[]
