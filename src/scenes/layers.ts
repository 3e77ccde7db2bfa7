/** What of the learner is drawn over a world. */
export interface Layers {
  /** Colour of squares; the value map of a control world. */
  readonly values: boolean
  /** Policy of squares; the last action of a control world's robot. */
  readonly arrows: boolean
  readonly trails: boolean
  readonly visits: boolean
  /** Numbers on squares, or at a control world's robot. */
  readonly digits: boolean
  /** All parallel robots of a control world's training, faintly. */
  readonly swarm: boolean
}

/** A clip of a grid world, replayed: states visited (the start first) and the actions between. */
export interface BoardClip {
  readonly form: 'tabular'
  readonly states: Int32Array
  readonly actions: readonly number[]
}

/** A clip of a control world, replayed. */
export interface ControlClip {
  readonly form: 'control'
  readonly stateSize: number
  /** The start first. [(T + 1) x stateSize] */
  readonly states: Float64Array
  /** [T x actionSize] */
  readonly actions: Float32Array
}

export type ClipView = BoardClip | ControlClip
