/** What of the learner is drawn over a world. */
export interface Layers {
  readonly values: boolean
  readonly arrows: boolean
  readonly trails: boolean
  readonly visits: boolean
  readonly digits: boolean
}

/** A clip, replayed: states visited (the start first) and the actions between. */
export interface ClipView {
  readonly states: Int32Array
  readonly actions: readonly number[]
}
