/** A learned reward in a run over real-valued states. */
import { describe, expect, it } from 'vitest'
import type { Batch, StepReward } from '../../../src/core/agent.ts'
import { NO_SHAPING, type RunConfig } from '../../../src/core/run-config.ts'
import type { ControlRun } from '../../../src/training/control-run.ts'
import { createRun, restoreRun } from '../../../src/training/run.ts'
import type { Catalogue } from '../../../src/training/run-setup.ts'
import { driftWorld } from './drift-world.ts'
import { type LinearAgent, linearDefinition, withAgent } from './fake-agents.ts'
import { configOf } from './tiny-worlds.ts'

const catalogue: Catalogue = {
  ...withAgent(linearDefinition),
  environmentById: id =>
    id === driftWorld.id ? driftWorld : withAgent(linearDefinition).environmentById(id),
}

const open = async (changes: Partial<RunConfig> = {}, agent = 'linear') =>
  (await createRun(configOf(driftWorld.id, agent, changes), catalogue)) as ControlRun

/** What was seen, and ten times what was done. */
const judge: StepReward = (observations, actions, size, into) => {
  for (let i = 0; i < size; i++) into[i] = observations[2 * i]! + 10 * actions[i]!
}

async function taught(reward: Partial<typeof NO_SHAPING>): Promise<{ run: ControlRun; batches: Batch[] }> {
  const run = await open({ reward: { ...NO_SHAPING, ...reward } })
  const batches: Batch[] = []
  ;(run.agent as LinearAgent).batches = batches
  run.setLearnedReward(judge)
  return { run, batches }
}

describe('a learned reward', () => {
  it.each([
    ['beside the task', { learnedWeight: 0.5 }, 1, 0.5],
    ['against it', { learnedWeight: -2 }, 1, -2],
    ['alone', { learnedWeight: 0.5, learnedOnly: true }, 0, 1],
  ])('%s', async (_, reward, taskShare, weight) => {
    const { run, batches } = await taught(reward)
    run.advance(60)
    for (const batch of batches) {
      for (let i = 0; i < batch.size; i++) {
        const learned = weight * (batch.observations[2 * i]! + 10 * batch.actions[i]!)
        expect(batch.learnedRewards![i]).toBeCloseTo(learned, 5)
        expect(batch.rewards[i]).toBeCloseTo(taskShare * batch.nextObservations[2 * i]! + learned, 5)
      }
    }
    const { lastReward } = run.frame(1)
    expect(lastReward.reward).toBeCloseTo(batches.at(-1)!.nextObservations[0]!, 5)
    expect(lastReward.learnedReward).toBeCloseTo(batches.at(-1)!.learnedRewards![0]!, 9)
  })

  it('is kept apart in sums and curves, whose task return it leaves alone', async () => {
    const { run, batches } = await taught({ learnedWeight: 3 })
    run.advance(300)
    const plain = await open()
    plain.advance(300)
    expect(run.curves(1).reward).toEqual(plain.curves(1).reward)
    let sum = 0
    for (const batch of batches) for (const amount of batch.learnedRewards!) sum += amount
    expect(Math.abs(sum)).toBeGreaterThan(1)
    const finished = run.curves(1).learnedReward.reduce((total, mean) => total + mean, 0)
    expect(finished).not.toBe(0)
    expect(plain.curves(1).learnedReward.every(mean => mean === 0)).toBe(true)
  })

  it('ends when it is taken away', async () => {
    const { run, batches } = await taught({ learnedWeight: 3 })
    run.advance(30)
    run.setLearnedReward(null)
    run.advance(30)
    expect(batches.at(-1)!.learnedRewards).toBeUndefined()
    expect(run.frame(1).lastReward.learnedReward).toBe(0)
  })

  it('that is no number stops the run by name', async () => {
    const run = await open()
    run.setLearnedReward((_observations, _actions, size, into) => into.fill(Number.NaN, 0, size))
    expect(() => run.advance(1)).toThrow(/the learned reward of robot 1 is NaN/)
  })
})

describe('what the learner remembers', () => {
  const agentSettings = {
    environments: 2,
    hiddenUnits: 8,
    batchSize: 8,
    replayCapacity: 256,
    learningStarts: 20,
  }
  const rewards = (run: ControlRun) => run.agent.save().arrays['replay.rewards'] as Float32Array

  it('is judged anew by a new reward, and when its weight changes', async () => {
    const run = await open({ agentSettings }, 'sac')
    run.advance(40)
    const given = rewards(run)
    run.setLearnedReward(judge)
    const once = rewards(run).map((reward, i) => reward - given[i]!)
    expect(Math.max(...once.map(Math.abs))).toBeGreaterThan(1)
    run.setReward({ ...NO_SHAPING, learnedWeight: 2 })
    for (const [i, reward] of rewards(run).entries()) expect(reward).toBeCloseTo(given[i]! + 2 * once[i]!, 3)
    run.setLearnedReward(null)
    expect(rewards(run)).toEqual(given)
  })

  it.each(['sac', 'td3', 'ppo'])('goes on bit for bit from a checkpoint: %s', async agent => {
    const settings =
      agent === 'ppo' ? { environments: 2, rolloutSteps: 16, scaleRewards: true } : agentSettings
    const run = await open({ agentSettings: settings }, agent)
    run.record()
    run.advance(50)
    run.setLearnedReward(judge)
    run.advance(22)
    const other = (await restoreRun(JSON.parse(JSON.stringify(run.save())), catalogue)) as ControlRun
    other.resumeLearnedReward(judge)
    for (const each of [run, other]) each.advance(100)
    expect(other.hash()).toBe(run.hash())
    expect(other.save()).toEqual(run.save())
  })
})

describe('the record of what the robots did', () => {
  it('holds the newest steps, robot by robot', async () => {
    const { run, batches } = await taught({})
    const record = run.record()
    run.advance(90)
    expect(record.added).toBe(90)
    batches.forEach((batch, t) => {
      for (let robot = 0; robot < 3; robot++) {
        const slot = 3 * t + robot
        expect(Math.fround(record.states[2 * slot]!)).toBe(batch.observations[2 * robot])
        expect(record.observations[2 * slot + 1]).toBe(batch.observations[2 * robot + 1])
        expect(record.actions[slot]).toBe(batch.actions[robot])
        expect(record.rewards[slot]).toBeCloseTo(batch.nextObservations[2 * robot]!, 5)
        expect(record.ends[slot]).toBe(batch.terminated[robot]! | batch.truncated[robot]!)
      }
    })
    run.advance(2 * record.capacity)
    expect(record.size).toBe(record.capacity)
    expect(run.record()).toBe(record)
  })

  it('changes nothing', async () => {
    const [recorded, plain] = [await open(), await open()]
    recorded.record()
    for (const run of [recorded, plain]) run.advance(300)
    expect(recorded.hash()).toBe(plain.hash())
  })
})
