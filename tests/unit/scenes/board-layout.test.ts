import { describe, expect, it } from 'vitest'
import { defaultsOf } from '../../../src/core/settings.ts'
import { environments } from '../../../src/envs/registry.ts'
import { cellAt, centreOf, clipAreas, layOut } from '../../../src/scenes/board-layout.ts'
import { loadEngines } from '../../engines.ts'

await loadEngines()

const AREAS = [
  { x: 0, y: 0, width: 830, height: 640 },
  { x: 424, y: 0, width: 412, height: 470 },
  { x: 0, y: 0, width: 366, height: 330 },
]

const boards = environments.flatMap(({ id, create, settings }) => {
  const world = create(defaultsOf(settings))
  return world.form === 'tabular' ? [{ id, board: world.board }] : []
})

describe.each(boards)('$id', ({ board }) => {
  it.each(AREAS)('fits into $width x $height with its rim and rulers', area => {
    for (const rulers of [true, false]) {
      const layout = layOut(board, area, rulers)
      const edge = layout.rim + (layout.rulers ? 20 : 0)
      expect(layout.x - edge).toBeGreaterThanOrEqual(area.x)
      expect(layout.y - edge).toBeGreaterThanOrEqual(area.y)
      expect(layout.x + layout.width + layout.rim).toBeLessThanOrEqual(area.x + area.width)
      expect(layout.y + layout.height + layout.rim).toBeLessThanOrEqual(area.y + area.height)
    }
  })

  it('finds every square under its own centre, and none outside', () => {
    const layout = layOut(board, AREAS[0]!, true)
    board.tiles.forEach((_, cell) => {
      expect(cellAt(layout, board, ...centreOf(layout, board, cell))).toBe(cell)
    })
    expect(cellAt(layout, board, layout.x - 1, layout.y + 1)).toBeNull()
    expect(cellAt(layout, board, layout.x + layout.width + 1, layout.y + 1)).toBeNull()
  })
})

describe('two clips on one canvas', () => {
  it('lie side by side with the gap between them', () => {
    expect(clipAreas(412, 200, { stacked: false, gap: 12 })).toEqual([
      { x: 0, y: 0, width: 200, height: 200 },
      { x: 212, y: 0, width: 200, height: 200 },
    ])
  })

  it('stand one above the other where the page has stacked its mats', () => {
    expect(clipAreas(366, 458, { stacked: true, gap: 58 })).toEqual([
      { x: 0, y: 0, width: 366, height: 200 },
      { x: 0, y: 258, width: 366, height: 200 },
    ])
  })
})
