/** Feedback in a world that brings only whole episodes back. */
import { describe, expect, it } from 'vitest'
import { replayControlClip } from '../../../../src/core/clip-replay.ts'
import type { Clip, Label, LabelContent } from '../../../../src/core/label.ts'
import type { PolicySnapshot } from '../../../../src/core/policy-snapshot.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { ControlFeedback } from '../../../../src/feedback/control/control-feedback.ts'
import { randomQuantile } from '../../../../src/feedback/teachers/reward-scale.ts'
import { parseTeacher } from '../../../../src/feedback/teachers/simulated-teacher.ts'
import { decodeEntry } from '../../../../src/persistence/label-codec.ts'
import { encodePreferencePairs, preferencePairs } from '../../../../src/persistence/preference-pairs.ts'
import { beginWithRandomSteps, ControlExperience } from '../../../../src/training/control-experience.ts'
import { policyDemonstrator } from '../../../../src/training/demonstrator.ts'
import { evidenceOf } from '../../../../src/training/evidence.ts'
import { simulatedGiven } from '../../../../src/training/simulated-label.ts'
import { openGustyWorld } from '../../training/gusty-world.ts'

const world = await openGustyWorld()

/** Pushes the ball back to the middle. */
const keeper: PolicySnapshot = {
  head: 'gaussian',
  actionSpace: world.actionSpace,
  normalizer: null,
  policy: {
    inputs: 2,
    layers: [
      {
        units: 2,
        activation: 'linear',
        kernel: Float32Array.of(-2, 0, -4, 0),
        bias: new Float32Array(2),
      },
    ],
  },
  values: [],
  valueInputs: 'observation',
  valueScale: 1,
  deviations: null,
}
const demonstrator = policyDemonstrator(world, keeper)
const teacher = parseTeacher('oracle')
const rng = () => Rng.fromSeed(1, 'test')

async function open() {
  const experience = new ControlExperience(world, 4)
  beginWithRandomSteps(experience, world, 1, 1000)
  const feedback = await ControlFeedback.open({
    world,
    settings: { clipLength: 10, members: 2, queryRule: 'disagreement' },
    seed: 1,
    experience,
  })
  return { feedback, experience }
}

let count = 0
const given = (content: LabelContent): Label => ({
  ...simulatedGiven(count++, 1),
  env: 'Gusty-v0',
  ...content,
})

/** Every kind of answer, about clips of what the robots did. */
function answered(feedback: ControlFeedback, next: () => Clip): Label[] {
  const labels: Label[] = []
  for (const query of feedback.nextQueries(6, 0)) {
    const { left, right, swapped } = query
    const answer = teacher.answer(query, world, rng())
    labels.push(given({ kind: 'compare', left, right, swapped, answer, strength: null }))
  }
  for (let i = 0; i < 4; i++) {
    const clip = next()
    const { steps } = replayControlClip(world, clip)
    const ages = Array.from({ length: steps }, (_, t) => 100 * (steps - t))
    labels.push(
      given({ kind: 'rate', clip, rating: teacher.rate(clip, world, rng()) }),
      given({ kind: 'praise', clip, ages, signal: 1 }),
      given({ kind: 'correct', clip, ...teacher.correct(clip, world, demonstrator, rng(), { at: 3 }) }),
    )
    const start = demonstrator.start(i)
    labels.push(
      given({
        kind: 'demo',
        from: 'start',
        clip: teacher.demonstrate({ start, seed: i, steps: 25 }, world, demonstrator, rng()),
      }),
    )
  }
  return labels
}

describe('every kind of answer', () => {
  it('is learnt from, and told apart as elsewhere', async () => {
    const { feedback } = await open()
    const labels = answered(feedback, () => feedback.nextClip())
    await feedback.setLabels(labels)
    const report = feedback.report(1)
    expect(report.labels).toBe(labels.length)
    // What other actions would have paid cannot be known; what was done was paid for.
    expect(report.epicDistance).toBeNull()
    expect(report.correlation).toEqual(expect.any(Number))
    expect(feedback.nextQueries(2, 0)).toHaveLength(2)
    expect(evidenceOf(world, labels).demonstrations.starts.length).toBeGreaterThan(4)
    const clip = feedback.nextClip()
    const { rewards } = replayControlClip(world, clip)
    expect(feedback.trace(clip)!.trueReward).toEqual(rewards)
  })

  it('is read from a file again, and its pairs say what leads to the part compared', async () => {
    const { feedback } = await open()
    const labels = answered(feedback, () => feedback.nextClip())
    for (const label of labels) expect(decodeEntry(JSON.parse(JSON.stringify(label)))).toEqual(label)
    const { pairs } = preferencePairs(labels, () => 2)
    expect(pairs.length).toBeGreaterThan(4)
    for (const { chosen, rejected, chosen_clip, rejected_clip, kind, prompt } of pairs) {
      const shown = kind === 'correct' ? 7 : 10
      expect(chosen_clip.actions.slice(chosen_clip.from)).toHaveLength(2 * shown)
      const last = (text: string) => text.split(': ').at(-1)!.split(' ').length
      expect([last(chosen), last(rejected)]).toEqual([2 * shown, 2 * shown])
      if (kind === 'correct' && rejected_clip.from > 0) expect(prompt).toContain(' after ')
    }
    expect(encodePreferencePairs(pairs).split('\n')).toHaveLength(pairs.length + 1)
  })
})

it('a correction goes on from the middle of the episode, better than it went', async () => {
  const { feedback } = await open()
  for (let i = 0; i < 20; i++) {
    const clip = feedback.nextClip()
    const { at, better } = teacher.correct(clip, world, demonstrator, rng(), { at: 4 })
    const before = replayControlClip(world, clip)
    const after = replayControlClip(world, better)
    expect(at).toBe(4)
    expect(better.lead ?? 0).toBe((clip.lead ?? 0) + 4)
    expect(after.steps).toBe(before.steps - 4)
    expect([...after.states.subarray(0, 4)]).toEqual([...before.states.subarray(16, 20)])
  }
})

it('random behaviour is a measure as elsewhere', () => {
  expect(randomQuantile(world, 10, 0.9)).toBeGreaterThan(randomQuantile(world, 10, 0.1))
})

it.each([
  ['a lead longer than the clip', { lead: 99 }, 'clip.lead'],
  ['half a step', { lead: 0.5 }, 'clip.lead'],
  ['a lead in a grid world', { start: 3, actions: [1, 2], lead: 1 }, 'clip.lead'],
])('%s is refused by place', (_, damage, path) => {
  const clip = { start: [0, 0, 0, 1], seed: 1, actions: [0, 0, 1, 1], ...damage } as Clip
  const label = given({ kind: 'rate', clip, rating: 1 })
  expect(() => decodeEntry(label)).toThrow(expect.objectContaining({ path }))
})
