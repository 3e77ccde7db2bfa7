import { describe, expect, it } from 'vitest'
import { replayControlClip } from '../../../../src/core/clip-replay.ts'
import type { ControlWorld } from '../../../../src/core/environment.ts'
import { loadWorld } from '../../../../src/core/load-world.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { environmentById } from '../../../../src/envs/registry.ts'
import { clipJudgement, randomEpisode, trueRewards } from '../../../../src/feedback/teachers/reward-scale.ts'
import { parseTeacher } from '../../../../src/feedback/teachers/simulated-teacher.ts'
import { teach } from '../../../../src/training/teach.ts'
import {
  examineWish,
  looker,
  wishedWorld,
  wishNamed,
} from '../../../../src/training/teaching/wished-world.ts'

const hopper = (await loadWorld(environmentById('Hopper-v5'), {})) as ControlWorld
const wish = wishNamed('Hopper-v5', 'hop-backwards')
const wished = wishedWorld(hopper, wish)

const clips = Array.from({ length: 20 }, (_, i) => randomEpisode(hopper, Rng.fromSeed(i, 'wished-clips')))
const measureOf = (clip: (typeof clips)[number]) => {
  const { states } = replayControlClip(hopper, clip)
  const { stateSize, stepSeconds } = hopper
  return wish.measure({ states, stateSize, count: states.length / stateSize, stepSeconds })
}

describe('a world with a wish', () => {
  it('pays what each step adds to the measure, the whole clip the measure itself', () => {
    for (const clip of clips) {
      const rewards = trueRewards(wished, clip)
      expect(rewards).toHaveLength(replayControlClip(hopper, clip).steps)
      expect(clipJudgement(wished, clip)).toBeCloseTo(measureOf(clip), 12)
    }
    expect(clips.map(measureOf).some(measure => Math.abs(measure) > 0.01)).toBe(true)
  })

  it('has an oracle who goes by the wish, not by the task', () => {
    const teacher = parseTeacher('oracle')
    const rng = Rng.fromSeed(0, 'teacher')
    const sorted = clips.toSorted((a, b) => measureOf(a) - measureOf(b))
    const question = { left: sorted[0]!, right: sorted.at(-1)!, modelVersion: 0 }
    expect(teacher.answer(question, wished, rng)).toBe('right')
    expect(clipJudgement(hopper, question.left)).not.toBeCloseTo(clipJudgement(wished, question.left))
  })

  it('pays learners as ever', () => {
    const [clip] = clips
    expect(replayControlClip(wished, clip!).rewards).toEqual(replayControlClip(hopper, clip!).rewards)
  })

  it('is examined over whole episodes', () => {
    const still = { greedy: (_: Float32Array, __: number, actions: Float32Array) => void actions.fill(0) }
    const exam = examineWish(hopper, still, wish, 3)
    expect(exam.episodes).toBe(20)
    expect(exam.length).toBeGreaterThan(10)
    expect(exam.length).toBeLessThan(1000)
    // It topples over where it stands.
    expect(Math.abs(exam.measure)).toBeLessThan(0.5)
    expect(exam.standardDeviation).toBeLessThan(0.5)
    expect(examineWish(hopper, still, wish, 3)).toEqual(exam)
  })
})

describe('looking whether a wish is fulfilled', () => {
  const still = { greedy: (_: Float32Array, __: number, actions: Float32Array) => void actions.fill(0) }
  const lookAt = (answers: readonly boolean[]) => {
    const seen: number[] = []
    const isReached = ({ length }: { readonly length: number }) => {
      seen.push(length)
      return answers[seen.length - 1]!
    }
    const fulfilled = looker(hopper, still, { ...wish, goal: { says: '', isReached } }, 0)()
    return { fulfilled, seen }
  }

  it('takes two exams that agree, which begin unlike each other', () => {
    expect(lookAt([false])).toMatchObject({ fulfilled: false, seen: [expect.any(Number)] })
    expect(lookAt([true, false]).fulfilled).toBe(false)
    const { fulfilled, seen } = lookAt([true, true])
    expect(fulfilled).toBe(true)
    expect(seen[0]).not.toBe(seen[1])
    expect(seen).not.toContain(examineWish(hopper, still, wish, 0).length)
  })

  it('never ends for a wish without a goal', () => {
    const { goal: _, ...endless } = wish
    expect(looker(hopper, still, endless, 0)()).toBe(false)
  })
})

describe('wishes by name', () => {
  const taught = (env: string, id: string) =>
    teach({
      env,
      envSettings: {},
      agent: 'ppo',
      agentSettings: {},
      teacher: 'oracle',
      labels: 1,
      seed: 0,
      kind: 'compare',
      feedbackSettings: {},
      wish: id,
    })

  it('near ones are suggested, and worlds without any say so', async () => {
    await expect(taught('Hopper-v5', 'hop-backward')).rejects.toThrow(/'hop-backwards', as one of hop-back/)
    await expect(taught('CartPole-v1', 'wave')).rejects.toThrow(/a world with wishes that can be measured/)
    await expect(taught('FlowerPath-v0', 'wave')).rejects.toMatchObject({ code: 'bad-flag', path: '--wish' })
  })
})
