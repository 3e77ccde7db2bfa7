/** What changes with every drawing, outside immer: scenes and charts read it when they draw. */
import type { Exhibit, ValueSurface } from '../core/exhibit.ts'
import type { Curves, Frame } from '../core/frame.ts'

export interface Telemetry {
  /** The newest of the trainer. */
  frame: Frame | null
  curves: Curves | null
  /** Robots on show in a control world, one or two, renewed each animation frame; none in a grid world. */
  exhibits: readonly Exhibit[]
  /** Value function of the moment on show, where the world has a plane to draw it over. */
  surface: ValueSurface | null
}

export const createTelemetry = (): Telemetry => ({ frame: null, curves: null, exhibits: [], surface: null })
