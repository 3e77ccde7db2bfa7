import { describe, expect, it } from 'vitest'
import { replayClip, replayControlClip } from '../../../src/core/clip-replay.ts'
import { finiteHorizonReturn, valueIteration } from '../../../src/core/planning.ts'
import { defaultsOf } from '../../../src/core/settings.ts'
import { environmentById, environments, tabularWorld } from '../../../src/envs/registry.ts'
import { demonstratorFor, gridDemonstrator, trueReward } from '../../../src/training/demonstrator.ts'
import { loadEngines } from '../../engines.ts'
import { corridor } from './tiny-worlds.ts'

await loadEngines()

describe('a demonstrator in a grid world', () => {
  const flowers = environmentById('FlowerPath-v0')
  const garden = tabularWorld('FlowerPath-v0', defaultsOf(flowers.settings))

  it('does what is best for task and hidden reward, and shows it in a clip that replays', async () => {
    const demonstrator = await demonstratorFor('FlowerPath-v0', {})
    const clip = demonstrator.play(demonstrator.start(3), 3, 100)
    const { outcomes } = replayClip(garden.model, clip)
    expect(outcomes).toHaveLength(clip.actions.length)
    expect(garden.model.terminated[outcomes.at(-1)!]).toBe(1)
    const sum = outcomes.reduce((total, k) => total + trueReward(garden)[k]!, 0)
    expect(sum).toBeCloseTo(finiteHorizonReturn(garden.model, 100, 'optimal', trueReward(garden)), 9)
    const flower = garden.model.kinds.indexOf('flower')
    expect([...outcomes].filter(k => garden.model.kind[k] === flower)).toEqual([])
    // The task alone would lead over them.
    const task = gridDemonstrator(garden, garden.model.reward)
    const short = replayClip(garden.model, task.play(demonstrator.start(3), 3, 100)).outcomes
    expect([...short].some(k => garden.model.kind[k] === flower)).toBe(true)
  })

  it('knows a best action everywhere', () => {
    const demonstrator = gridDemonstrator(garden)
    const { actionValues, values } = valueIteration(garden.model, {
      discount: 0.99,
      reward: trueReward(garden),
    })
    for (let state = 0; state < garden.model.states; state++) {
      const [action] = demonstrator.best(state)
      expect(actionValues[state * garden.model.actions + action!]).toBeCloseTo(values[state]!, 9)
    }
  })

  it('stops after as many steps as are asked for, and refuses foreign states', () => {
    const demonstrator = gridDemonstrator(corridor(6, 20))
    expect(demonstrator.play(0, 1, 3).actions).toEqual([1, 1, 1])
    for (const state of [-1, 7, 0.5, [1, 2]]) {
      expect(() => demonstrator.play(state, 1, 3)).toThrow(expect.objectContaining({ code: 'bad-clip' }))
    }
  })
})

describe('a demonstrator in a world of real numbers', () => {
  it('can do the task, from where it is asked, in clips that replay exactly; and is made once', async () => {
    const { settings, create } = environmentById('CartPole-v1')
    const world = create(defaultsOf(settings))
    if (world.form !== 'control') throw new Error('a grid world')
    const demonstrator = await demonstratorFor('CartPole-v1', {})
    expect(demonstratorFor('CartPole-v1', {})).toBe(demonstratorFor('CartPole-v1', {}))
    const start = [0.3, 0.2, 0.05, -0.1]
    const clip = demonstrator.play(start, 8, 60)
    expect(clip.start).toEqual(start)
    const { steps, states, terminated } = replayControlClip(world, JSON.parse(JSON.stringify(clip)))
    expect([steps, terminated]).toEqual([60, false])
    // What it says of the states on the way is what it did.
    for (const step of [0, 7, 31]) {
      expect(demonstrator.best(states.subarray(4 * step, 4 * step + 4))).toEqual([clip.actions[step]])
    }
    expect(() => demonstrator.best([1, 2])).toThrow(expect.objectContaining({ code: 'bad-clip' }))
  })

  it('starts as episodes start, by its seed', async () => {
    const demonstrator = await demonstratorFor('CartPole-v1', {})
    expect(demonstrator.start(5)).toEqual(demonstrator.start(5))
    expect(demonstrator.start(5)).not.toEqual(demonstrator.start(6))
  })
})

describe('demonstrators', () => {
  it('refuse unknown worlds', () => {
    expect(() => demonstratorFor('Nowhere-v0', {})).toThrow(
      expect.objectContaining({ code: 'unknown-environment' }),
    )
  })

  it('are there for every grid world', async () => {
    for (const { id, settings, create } of environments) {
      if (create(defaultsOf(settings)).form !== 'tabular') continue
      const demonstrator = await demonstratorFor(id, {})
      expect(demonstrator.play(demonstrator.start(1), 1, 300).actions.length, id).toBeGreaterThan(0)
    }
  })
})
