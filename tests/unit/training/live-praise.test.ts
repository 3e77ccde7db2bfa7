import { describe, expect, it } from 'vitest'
import { agentById } from '../../../src/agents/registry.ts'
import type { BatchAgent } from '../../../src/core/agent.ts'
import { replayClip } from '../../../src/core/clip-replay.ts'
import { uniformPolicy } from '../../../src/core/planning.ts'
import { decodeSettings } from '../../../src/core/settings.ts'
import { LiveTrainer, type PraiseContent, type SignalKind } from '../../../src/training/live-praise.ts'
import { teachLive } from '../../../src/training/live-praise-run.ts'
import { corridor } from './tiny-worlds.ts'

const LENGTH = 5
const world = corridor(LENGTH, 30)
const random = () => uniformPolicy(world.model)
const STEP = 400

/** Walks right from the start, but for a step back at `back`, under a trainer's eyes. */
function walk(kind: SignalKind, { seed = 1, attention = 1, window = 3 as number | null, back = -1 } = {}) {
  const trainer = new LiveTrainer(world, {
    kind,
    stepMilliseconds: STEP,
    attention,
    window,
    discount: 0.95,
    seed,
  })
  trainer.begin(9)
  const said: PraiseContent[] = []
  const states: number[] = []
  for (let state = 0, step = 0; state < LENGTH; step++) {
    states.push(state)
    const action = step === back ? 0 : 1
    const { outcomes, states: reached } = replayClip(world.model, {
      start: state,
      seed: 9,
      actions: [action],
    })
    const ended = world.model.terminated[outcomes[0]!] === 1
    said.push(...trainer.watch(state, action, outcomes[0]!, ended, random))
    state = reached[1]!
  }
  return { said, states }
}

/** The step of the walk that a signal was for: the one of an age that she reacts at. */
const meant = ({ ages }: PraiseContent): number => ages.findIndex(age => age >= 200 && age <= 600)

describe('a live trainer', () => {
  it('reacts to every step, 0.2 to 0.6 seconds after it was seen', () => {
    const delays: number[] = []
    for (let seed = 1; seed <= 40; seed++) {
      const { said, states } = walk('policy', { seed })
      expect(said).toHaveLength(states.length)
      for (const praise of said) {
        expect(praise.signal).toBe(1)
        expect(praise.ages).toHaveLength(praise.clip.actions.length)
        const index = meant(praise)
        expect(index).toBeGreaterThanOrEqual(0)
        delays.push(praise.ages[index]!)
      }
    }
    const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length
    expect(mean).toBeGreaterThan(370)
    expect(mean).toBeLessThan(430)
    // Every second signal comes after the next step was seen.
    const late = delays.filter(delay => delay > STEP).length / delays.length
    expect(late).toBeGreaterThan(0.35)
    expect(late).toBeLessThan(0.65)
  })

  it('scolds the step that leads away, and says of which clip', () => {
    const { said } = walk('policy', { back: 2 })
    const scolded = said.filter(({ signal }) => signal === -1)
    expect(scolded).toHaveLength(1)
    const { clip } = scolded[0]!
    const { states } = replayClip(world.model, clip)
    const index = meant(scolded[0]!)
    expect(states[index]).toBe(2)
    expect(clip.actions[index]).toBe(0)
  })

  it('judges rewards by whether they are more than usual, and says nothing where they are not', () => {
    const { said } = walk('reward', { back: 1 })
    expect(said.map(({ signal }) => signal)).toEqual([1])
    expect(said[0]!.clip.actions.at(-1)).toBe(1)
  })

  it('judges advantage by what the robot usually does', () => {
    const signals = walk('advantage', { back: 3 }).said.map(({ signal }) => signal)
    expect(signals.filter(signal => signal === -1)).toHaveLength(1)
    expect(signals.length).toBe(LENGTH + 2)
  })

  it('keeps to its window, or to the episode', () => {
    for (const praise of walk('policy', { window: 2 }).said)
      expect(praise.clip.actions.length).toBeLessThan(3)
    for (const praise of walk('policy', { window: null }).said) expect(praise.clip.start).toBe(0)
  })

  it('overlooks what it does not attend to, and its other reactions stay the same', () => {
    expect(walk('policy', { attention: 0 }).said).toEqual([])
    const all = walk('policy', { seed: 5 }).said
    const some = walk('policy', { seed: 5, attention: 0.5 }).said
    expect(some.length).toBeLessThan(all.length)
    for (const praise of some) expect(all).toContainEqual(praise)
  })
})

describe.each([
  ['tamer', {}],
  ['coach', { learningRate: 0.3 }],
])('%s taught live', (id, settings) => {
  const teach = async (delayModelled: boolean, seed = 2) => {
    const definition = agentById(id)
    const shape = {
      observationSize: world.model.states,
      actionSpace: { kind: 'discrete', n: 2 },
      seed,
    } as const
    const decoded = decodeSettings(definition.settings, settings, 'agent')
    const agent = (await definition.create(shape, decoded)) as BatchAgent
    return teachLive(world, agent, {
      kind: 'policy',
      stepMilliseconds: STEP,
      attention: 1,
      window: 3,
      discount: 0.95,
      seed,
      horizon: 30,
      signals: 150,
      steps: 1000,
      delayModelled,
    })
  }

  it('finds the way, and the same way again', async () => {
    const result = await teach(true)
    expect(result.finalReturn).toBeCloseTo(result.optimalReturn, 6)
    expect(result.signalsNeeded).toBeLessThan(150)
    expect(result.actingReturn).toBeGreaterThan(result.randomReturn)
    expect(await teach(true)).toEqual(result)
  })
})
