import { expect, test } from 'vitest'
import { loadWorld } from '../../../../src/core/load-world.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { defaultsOf } from '../../../../src/core/settings.ts'
import { environmentById } from '../../../../src/envs/registry.ts'
import { ClipSource } from '../../../../src/feedback/control/clip-source.ts'
import { controlFeedbackSettingsFor } from '../../../../src/feedback/control/control-settings.ts'
import { StepFeatures } from '../../../../src/feedback/control/step-features.ts'
import { randomExperience } from './random-robot.ts'

async function open(env: 'CartPole-v1' | 'Hopper-v5') {
  const definition = environmentById(env)
  const world = await loadWorld(definition, defaultsOf(definition.settings))
  if (world.form !== 'control') throw new Error(`${env} is a control world.`)
  return world
}

test('episodes that are shorter than a clip are shown whole', async () => {
  const world = await open('CartPole-v1')
  const experience = randomExperience(world, 2000, 3)
  const length = 40
  const source = new ClipSource(world, experience, new StepFeatures(world), length, 100_000)
  const rng = Rng.fromSeed(1, 'test')
  let whole = 0
  for (let i = 0; i < 200; i++) {
    const step = source.drawStep(rng)!
    let steps = 1
    while (steps < length && experience.ends[step + steps - 1] === 0) steps++
    if (steps === length) continue
    whole++
    expect(step === 0 || experience.ends[step - 1] === 1).toBe(true)
    expect(experience.ends[step + steps - 1]).toBe(1)
  }
  expect(whole).toBeGreaterThan(20)
})

test('clips of a robot of bodies last half a second, others as many steps as were measured', async () => {
  const steps = (world: Parameters<typeof controlFeedbackSettingsFor>[0]) =>
    controlFeedbackSettingsFor(world).clipLength.default
  expect(steps(await open('CartPole-v1'))).toBe(20)
  const hopper = await open('Hopper-v5')
  expect(steps(hopper) * hopper.stepSeconds).toBeCloseTo(0.5, 1)
})
