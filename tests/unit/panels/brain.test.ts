import { describe, expect, test } from 'vitest'
import type { Exhibit } from '../../../src/core/exhibit.ts'
import type { PolicySnapshot, SnapshotLayer, Thought } from '../../../src/core/policy-snapshot.ts'
import { think } from '../../../src/core/policy-snapshot.ts'
import type { Space } from '../../../src/core/space.ts'
import { ActivationAmounts } from '../../../src/panels/brain/activation-amounts.ts'
import { labelWidth } from '../../../src/panels/brain/label-width.ts'
import { mindOf } from '../../../src/panels/brain/mind.ts'
import { networkPlaces } from '../../../src/panels/brain/network-places.ts'
import { networkView } from '../../../src/panels/brain/network-view.ts'
import { nextMove, nextMoveText } from '../../../src/panels/brain/next-move.ts'
import { chooseUnits, MOST_UNITS, outgoingStrengths } from '../../../src/panels/brain/unit-choice.ts'
import { signedScale } from '../../../src/panels/signed-color.ts'

const layer = (units: number, kernel: readonly number[]): SnapshotLayer => ({
  units,
  activation: 'linear',
  kernel: Float32Array.from(kernel),
  bias: new Float32Array(units),
})

function policyOf(
  layers: readonly SnapshotLayer[],
  actionSpace: Space,
  head: PolicySnapshot['head'],
): PolicySnapshot {
  const inputs = layers[0]!.kernel.length / layers[0]!.units
  return {
    head,
    actionSpace,
    normalizer: null,
    policy: { inputs, layers },
    values: [],
    valueInputs: 'observation',
    valueScale: 1,
    deviations: null,
  }
}

/** 2 inputs, 12 hidden units of which unit i pushes with strength i, 2 outputs. */
const HIDDEN = 12
const wide = policyOf(
  [
    layer(
      HIDDEN,
      Array.from({ length: 2 * HIDDEN }, (_, i) => (i % 2 === 0 ? 1 : -0.5)),
    ),
    layer(
      2,
      Array.from({ length: 2 * HIDDEN }, (_, i) => (i % 2 === 0 ? 1 : -1) * Math.floor(i / 2)),
    ),
  ],
  { kind: 'discrete', n: 2 },
  'softmax',
)

describe('which units are drawn', () => {
  test('strength is the sum of the sizes of the weights that leave a unit', () => {
    expect(Array.from(outgoingStrengths(Float32Array.of(1, -2, 0.5, 0), 2))).toEqual([3, 0.5])
  })

  test('a small layer is drawn whole, of a large one the strongest in their order', () => {
    expect(chooseUnits(Float64Array.of(1, 0, 2), 3)).toEqual([0, 1, 2])
    expect(chooseUnits(Float64Array.of(5, 1, 4, 3), 2)).toEqual([0, 2])
  })

  test('a unit keeps its place until another is clearly stronger, which then takes that place', () => {
    expect(chooseUnits(Float64Array.of(5, 4.5, 4, 3), 2, [0, 2]), 'a little stronger is not enough').toEqual([
      0, 2,
    ])
    expect(chooseUnits(Float64Array.of(5, 6, 4, 3), 2, [0, 2])).toEqual([0, 1])
    expect(chooseUnits(Float64Array.of(1, 9, 8, 1), 2, [3, 0])).toEqual([1, 2])
  })

  test('units of another layer are forgotten', () => {
    expect(chooseUnits(Float64Array.of(1, 2, 3), 2, [0, 9])).toEqual([1, 2])
  })
})

describe('the network on its card', () => {
  test('all inputs and outputs, nine hidden units, weights as shares of the strongest', () => {
    const view = networkView(wide, null)
    expect(view.columns.map(({ units }) => units.length)).toEqual([2, MOST_UNITS, 2])
    expect(view.columns[1]).toEqual({ units: [3, 4, 5, 6, 7, 8, 9, 10, 11], of: HIDDEN })
    const strongest = view.edges[1]!.filter(({ weight }) => Math.abs(weight) === 1)
    expect(strongest).toEqual([
      { from: 8, to: 0, weight: 1 },
      { from: 8, to: 1, weight: -1 },
    ])
  })

  test('outputs that stand for no action, such as log standard deviations, are left out', () => {
    const squashed = policyOf(
      [layer(2, [1, 1])],
      { kind: 'box', shape: [1], low: [-2], high: [2] },
      'squashed',
    )
    expect(networkView(squashed, null).columns.at(-1)).toEqual({ units: [0], of: 1 })
  })

  test('columns stand between the labels and inside the card', () => {
    const size = { width: 280, height: 220 }
    const places = networkPlaces(networkView(wide, null), size, { left: 70, right: 40 })
    const all = places.flat()
    expect(Math.min(...all.map(({ x }) => x))).toBeGreaterThan(70)
    expect(Math.max(...all.map(({ x }) => x))).toBeLessThan(240)
    expect(Math.min(...all.map(({ y }) => y))).toBeGreaterThan(8)
    expect(Math.max(...all.map(({ y }) => y))).toBeLessThan(212)
    expect(places[0]![0]!.y + places[0]![1]!.y, 'in the middle of the height').toBeCloseTo(220)
  })

  test('a label column is as wide as two lines of its longest label need', () => {
    expect(labelWidth(['aa bbbb', 'ccc'], text => text.length)).toBe(4)
    expect(labelWidth([], text => text.length)).toBe(0)
  })
})

describe('how brightly units light up', () => {
  test('inputs by their own range, outputs by how they differ from each other', () => {
    const amounts = new ActivationAmounts()
    const view = networkView(wide, null)
    const [inputs, , outputs] = amounts.of(view, wide, think(wide, [0.01, -5]))
    expect(inputs).toEqual([1, -1])
    expect(outputs![0]).toBeCloseTo(-outputs![1]!)
    const [later] = amounts.of(view, wide, think(wide, [0.005, -5]))
    expect(later![0], 'half of the largest seen').toBeCloseTo(0.5, 1)
  })

  test('a motor by its place in its range', () => {
    const motor = policyOf([layer(1, [1])], { kind: 'box', shape: [1], low: [-2], high: [2] }, 'gaussian')
    const [, outputs] = new ActivationAmounts().of(networkView(motor, null), motor, think(motor, [-1]))
    expect(outputs).toEqual([-0.5])
  })

  test('colours run from orange to blue, and what is no number stays neutral', () => {
    const tokens: Record<string, string> = { '--zero': '#808080', '--neg-4': '#ff8000', '--pos-4': '#0000ff' }
    const color = signedScale(name => tokens[name] ?? '#000000')
    expect([-1, 0, 1, 9, Number.NaN].map(color)).toEqual([
      'rgb(255 128 0)',
      'rgb(128 128 128)',
      'rgb(0 0 255)',
      'rgb(0 0 255)',
      'rgb(128 128 128)',
    ])
  })
})

const thought = (part: Partial<Thought>): Thought => ({
  activations: [],
  action: Float64Array.of(0),
  policy: new Float64Array(0),
  actionValues: null,
  value: 0,
  ...part,
})
const named = (...labels: string[]) => labels.map(label => ({ label, unit: '' }))

describe('the next move', () => {
  test('chances: the likeliest is taken', () => {
    const move = nextMove(
      thought({ action: Float64Array.of(1), policy: Float64Array.of(0.13, 0.87) }),
      { kind: 'discrete', n: 2 },
      named('Push left', 'Push right'),
    )
    expect(move.rows.map(({ label }) => label)).toEqual(['Push left', 'Push right'])
    expect(nextMoveText(move)).toBe('Next move: Push right, 87% likely.')
  })

  test('action values: with digits that tell them apart', () => {
    const move = nextMove(
      thought({ action: Float64Array.of(2), actionValues: Float64Array.of(-36.92, -36.91, -36.9) }),
      { kind: 'discrete', n: 3 },
      named('Left', 'Coast', 'Right'),
    )
    if (move.kind !== 'action-values') throw new Error(move.kind)
    expect(move.rows.map(({ text }) => text)).toEqual(['\u221236.920', '\u221236.910', '\u221236.900'])
    expect(move.rows.map(({ lead }) => lead).reduce((sum, lead) => sum + lead)).toBeCloseTo(0)
    expect(nextMoveText(move)).toBe('Next move: Right, worth \u221236.900, +0.01 over the next best.')
  })

  test('motors: from the middle, with a line of one deviation that stays on the bar', () => {
    const space: Space = { kind: 'box', shape: [1], low: [-2], high: [2] }
    const move = nextMove(thought({ action: Float64Array.of(1), policy: Float64Array.of(1, 1.5) }), space, [
      { label: 'Torque', unit: 'N m' },
    ])
    expect(move).toEqual({
      kind: 'motors',
      rows: [
        { label: 'Torque', unit: 'N m', amount: 1, deviation: 1.5, at: 75, zero: 50, least: 37.5, most: 100 },
      ],
    })
    expect(nextMoveText(move)).toBe('Next move: Torque +1.00 N m, give or take 1.50.')
  })
})

test('the brain on show is that of the first robot that thinks; a person playing has none', () => {
  const exhibit = (moment: Exhibit['moment'], mind: Thought | null) =>
    ({ moment, thought: mind }) as unknown as Exhibit
  const [first, second] = [thought({ value: 1 }), thought({ value: 2 })]
  expect(mindOf([])).toBeNull()
  expect(mindOf([exhibit('play', null)])).toBeNull()
  expect(mindOf([exhibit('play', null), exhibit(null, second)])).toEqual({ moment: null, thought: second })
  expect(mindOf([exhibit(4000, first), exhibit(null, second)])).toEqual({ moment: 4000, thought: first })
})
