/** The newest frame and curves, outside immer: scenes and charts read them when they draw. */
import type { Curves, Frame } from '../core/frame.ts'

export interface Telemetry {
  frame: Frame | null
  curves: Curves | null
}

export const createTelemetry = (): Telemetry => ({ frame: null, curves: null })
