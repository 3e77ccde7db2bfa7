import { expect, test } from 'vitest'
import { tabularWorld } from '../../../../src/envs/registry.ts'
import { trueReturn, truthfulComparisons } from '../../../../src/feedback/overoptimisation/more-labels.ts'
import { comparison } from '../../persistence/sample-labels.ts'

const world = tabularWorld('FlowerPath-v0', { layout: 0 })
const { model, hiddenReward } = world
const flower = model.kind.findIndex(
  (kind, k) => model.kinds[kind] === 'flower' && !model.terminated[k] && hiddenReward![k]! < 0,
)
const pair = model.offsets.findLastIndex(first => first <= flower)
const start = Math.floor(pair / model.actions)
const toFlower = { start, seed: 1, actions: [pair % model.actions] }
const {
  kind: _kind,
  left: _left,
  right: _right,
  swapped: _s,
  answer: _a,
  strength: _st,
  ...about
} = comparison('x')

test('the teacher counts hidden reward, and says equal on ties', () => {
  expect(trueReturn(world, toFlower)).toBeCloseTo(model.reward[flower]! + hiddenReward![flower]!, 12)
  const away = { start, seed: 1, actions: [0, 1, 2, 3].filter(a => a !== toFlower.actions[0]).slice(0, 1) }
  expect(trueReturn(world, away)).toBeGreaterThan(trueReturn(world, toFlower))
  const labels = truthfulComparisons(
    world,
    [
      [away, toFlower],
      [toFlower, away],
      [away, away],
    ],
    about,
  )
  expect(labels.map(({ answer }) => answer)).toEqual(['left', 'right', 'equal'])
  expect(labels.map(({ id }) => id)).toEqual(['x-0', 'x-1', 'x-2'])
  expect(labels[0]).toMatchObject({ left: away, right: toFlower, env: about.env })
})
