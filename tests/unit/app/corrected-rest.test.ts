import { expect, test } from 'vitest'
import { restOfClip } from '../../../src/app/corrected-rest.ts'
import { controlWorldOf, defaultWorld, gridWorld } from '../../../src/app/worlds.ts'
import { replayClip, replayControlClip } from '../../../src/core/clip-replay.ts'

test('in a control world the rest of a clip starts where the clip has come and ends where it ends', () => {
  const world = controlWorldOf(defaultWorld('CartPole-v1'))!
  const clip = { start: [0.1, 0, 0.02, 0], seed: 5, actions: [1, 0, 1, 1, 0, 0] }
  const whole = replayControlClip(world, clip)
  const rest = restOfClip(world, clip, 2)
  expect(rest.start).toEqual([...whole.states.subarray(8, 12)])
  expect([rest.steps, rest.return, rest.clip!.actions]).toEqual([4, 4, [1, 1, 0, 0]])
  expect([...replayControlClip(world, rest.clip!).states]).toEqual([...whole.states.subarray(8)])
})

test('where chance has a say the rest still goes the way it went, or is not shown as a clip', () => {
  const world = gridWorld(defaultWorld('FrozenLake-v1'))!
  let shown = 0
  for (let seed = 0; seed < 20; seed++) {
    const clip = { start: world.model.startStates[0]!, seed, actions: [1, 2, 1, 2, 2, 1] }
    const whole = replayClip(world.model, clip)
    if (whole.outcomes.length < 4) continue
    const rest = restOfClip(world, clip, 2)
    expect(rest.start).toBe(whole.states[2])
    expect(rest.steps).toBe(whole.outcomes.length - 2)
    if (!rest.clip) continue
    shown++
    expect([...replayClip(world.model, rest.clip).states]).toEqual([...whole.states.subarray(2)])
  }
  expect(shown).toBeGreaterThan(0)
})
