/** Pictures and flat colours of tiles, by the tile's or the outcome kind's name. */
import door from '../../assets/art/tile-door.svg'
import flower from '../../assets/art/tile-flower.svg'
import goal from '../../assets/art/tile-goal.svg'
import ice from '../../assets/art/tile-ice.svg'
import lava from '../../assets/art/tile-lava.svg'
import pond from '../../assets/art/tile-pond.svg'
import wall from '../../assets/art/tile-wall.svg'
import wind from '../../assets/art/tile-wind.svg'
import type { Board } from '../core/board.ts'

const PICTURES: Readonly<Record<string, string>> = { door, flower, goal, ice, lava, pond, wall, wind }

/** Address of a picture for a kind such as `goal` or `wind-up`, or undefined. */
export const pictureOf = (kind: string): string | undefined => PICTURES[kind.split('-')[0]!]

/** The same, where such a tile stands on the board. */
export function pictureOn(board: Board, kind: string): string | undefined {
  const stem = kind.split('-')[0]!
  return board.tiles.some(tile => tile.split('-')[0] === stem) ? PICTURES[stem] : undefined
}
