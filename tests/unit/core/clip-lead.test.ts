/** Clips of worlds that bring only whole episodes back. */
import { describe, expect, it } from 'vitest'
import {
  clipFrom,
  momentOf,
  replayControlClip,
  shownActions,
  shownSteps,
} from '../../../src/core/clip-replay.ts'
import { Rng } from '../../../src/core/rng.ts'
import { environmentById } from '../../../src/envs/registry.ts'
import { openGustyWorld } from '../training/gusty-world.ts'

const world = await openGustyWorld()

function episode(steps: number) {
  const rng = Rng.fromSeed(1, 'test')
  const environment = world.create()
  environment.reset(rng)
  return {
    start: [...environment.state],
    seed: 5,
    actions: Array.from({ length: 2 * steps }, () => rng.uniform() - 0.5),
  }
}

describe('a lead', () => {
  const whole = episode(20)
  const all = replayControlClip(world, whole)

  it.each([0, 1, 7, 20])('of %i steps is lived and not shown', lead => {
    const { steps, states, observations, actions, rewards } = replayControlClip(world, { ...whole, lead })
    expect(steps).toBe(20 - lead)
    expect(shownSteps(world, { ...whole, lead })).toBe(20 - lead)
    expect(states).toEqual(all.states.subarray(4 * lead))
    expect(observations).toEqual(all.observations.subarray(2 * lead))
    expect(actions).toEqual(all.actions.subarray(2 * lead))
    expect(Float32Array.from(shownActions(world, { ...whole, lead }))).toEqual(actions)
    expect(rewards).toEqual(all.rewards.subarray(lead))
  })

  it('takes a clip on from any moment of another', () => {
    const clip = { ...whole, lead: 4 }
    const moment = momentOf(world, clip, 5)
    expect(moment).toEqual({ start: whole.start, lead: whole.actions.slice(0, 18) })
    const on = clipFrom(world, moment, whole.seed, whole.actions.slice(18))
    expect(on).toEqual({ ...whole, lead: 9 })
    expect(replayControlClip(world, on).states).toEqual(all.states.subarray(4 * 9))
    expect(clipFrom(world, momentOf(world, whole, 0), 5, [1, 1])).toEqual({ ...whole, actions: [1, 1] })
  })

  it.each([
    [21, /lead of 21 steps; it holds 20/],
    [Number.NaN, /lead/],
  ])('of %f steps is refused', (lead, problem) => {
    expect(() => replayControlClip(world, { ...whole, lead })).toThrow(problem)
  })

  it('may not go over the end of the episode', () => {
    const actions = new Array(120).fill(1)
    expect(() => replayControlClip(world, { ...whole, actions, lead: 55 })).toThrow(
      /ends in step \d+ of the 55/,
    )
  })
})

it('worlds that any state brings back need none', () => {
  const pendulum = environmentById('Pendulum-v1').create({})
  if (pendulum.form !== 'control') throw new Error('Pendulum is a control world.')
  const clip = { start: [1, 0], seed: 1, actions: [1, -1, 2] }
  const { states } = replayControlClip(pendulum, clip)
  expect(momentOf(pendulum, clip, 2)).toEqual({ start: [...states.subarray(4, 6)], lead: [] })
  expect(replayControlClip(pendulum, { ...clip, lead: 1 }).states).toEqual(states.subarray(2))
})

it('a moment of a grid world is a state', () => {
  const lake = environmentById('FrozenLake-v1').create({ is_slippery: false })
  expect(momentOf(lake, { start: 0, seed: 1, actions: [1, 1] }, 1)).toEqual({ start: 4, lead: [] })
})
