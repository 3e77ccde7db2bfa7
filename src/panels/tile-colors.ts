/** Flat colours for tiles drawn too small for pictures. Custom properties of `styles/app.css`. */
import type { TileKind } from '../core/board.ts'

const COLORS: Readonly<Record<TileKind, string>> = {
  floor: 'var(--tile-floor)',
  start: 'var(--tile-floor)',
  wall: 'var(--tile-wall)',
  goal: 'var(--tile-goal)',
  lava: 'var(--tile-lava)',
  ice: 'var(--tile-ice)',
  flower: 'var(--tile-flower)',
  pond: 'var(--tile-pond)',
  'wind-up': 'var(--tile-wind)',
  'wind-right': 'var(--tile-wind)',
  'wind-down': 'var(--tile-wind)',
  'wind-left': 'var(--tile-wind)',
  hole: 'var(--tile-hole)',
  cliff: 'var(--tile-cliff)',
  depot: 'var(--tile-depot)',
}

export const tileColor = (tile: TileKind): string => COLORS[tile]
