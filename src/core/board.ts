/**
 * What a scene or a table draws of a tabular world: a rectangle of cells, plain data that survives structured cloning.
 *
 * A state need not be a cell: in Taxi the passenger and the destination are part of it. Such parts form the *context*;
 * the board shows the states of one context at a time, the one the robot is in.
 */
export type TileKind =
  | 'floor'
  | 'start'
  | 'wall'
  | 'goal'
  | 'lava'
  | 'ice'
  | 'flower'
  | 'pond'
  | 'wind-up'
  | 'wind-right'
  | 'wind-down'
  | 'wind-left'
  | 'hole'
  | 'cliff'
  | 'depot'

/** A thing standing on a cell beside the robot, such as Taxi's passenger. */
export interface Marker {
  readonly cell: number
  readonly kind: 'passenger' | 'destination' | 'start'
}

/** A wall between two neighbouring cells (Taxi). */
export interface Edge {
  readonly cell: number
  readonly side: 'right' | 'below'
}

export interface Board {
  readonly rows: number
  readonly columns: number
  /** Row-major. [rows x columns] */
  readonly tiles: readonly TileKind[]
  /** Short text printed on a cell, such as `+1` or `R`; empty where none. [rows x columns] */
  readonly labels: readonly string[]
  readonly edges: readonly Edge[]
  /** [S] */
  readonly cellOfState: Int32Array
  /** [S] */
  readonly contextOfState: Int32Array
  /** State shown at a cell in a context, -1 where there is none (walls). [contexts x rows x columns] */
  readonly stateAt: Int32Array
  /** Markers by context. */
  readonly markers: readonly (readonly Marker[])[]
  readonly actionNames: readonly string[]
  /** Direction of each action on the board as [columns, rows], or null for an act in place. */
  readonly actionVectors: readonly (readonly [number, number] | null)[]
}

/** Name of a cell as on the printed rulers: column letters, row number from 1; `E5`, `AB12`. */
export function cellName(board: Board, cell: number): string {
  const column = cell % board.columns
  const letters = column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))
  return `${letters}${String.fromCharCode(65 + (column % 26))}${Math.floor(cell / board.columns) + 1}`
}
