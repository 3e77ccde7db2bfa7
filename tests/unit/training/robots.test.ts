/** The runs of worlds on physics engines: brought back, recorded and evaluated as any other. */
import { describe, expect, it } from 'vitest'
import { replayControlClip } from '../../../src/core/clip-replay.ts'
import type { ControlWorld, EnvironmentDefinition } from '../../../src/core/environment.ts'
import { Rng } from '../../../src/core/rng.ts'
import { lunarLander, lunarLanderContinuous } from '../../../src/envs/box2d/lunar-lander-worlds.ts'
import { hopper } from '../../../src/envs/mujoco/hopper.ts'
import { ClipSource } from '../../../src/feedback/control/clip-source.ts'
import { StepFeatures } from '../../../src/feedback/control/step-features.ts'
import type { ControlRun } from '../../../src/training/control-run.ts'
import { createRun, restoreRun } from '../../../src/training/run.ts'
import type { Catalogue } from '../../../src/training/run-setup.ts'
import { worldHash } from '../../../src/training/world-hash.ts'
import { linearDefinition, withAgent } from './fake-agents.ts'
import { configOf } from './tiny-worlds.ts'

const definitions: readonly EnvironmentDefinition<ControlWorld>[] = [
  lunarLander,
  lunarLanderContinuous,
  hopper,
]

describe.each(definitions.map(definition => [definition.id, definition] as const))('%s', (id, definition) => {
  const catalogue: Catalogue = { ...withAgent(linearDefinition), environmentById: () => definition }
  const open = async () => (await createRun(configOf(id, 'linear'), catalogue)) as ControlRun

  it('goes on from a checkpoint in the middle of episodes bit for bit', async () => {
    const run = await open()
    run.record()
    run.advance(200)
    const file = JSON.parse(JSON.stringify(run.save()))
    const other = (await restoreRun(file, catalogue)) as ControlRun
    expect(other.hash()).toBe(run.hash())
    run.advance(400)
    other.advance(400)
    expect(other.hash()).toBe(run.hash())
    expect(JSON.stringify(other.save()) === JSON.stringify(run.save())).toBe(true)
  })

  it('is recorded in clips that show what was done', async () => {
    const run = await open()
    run.advance(30)
    const experience = run.record()
    run.advance(600)
    const { world } = run
    const source = new ClipSource(world, experience, new StepFeatures(world), 8, 100_000)
    const rng = Rng.fromSeed(1, 'test')
    for (let i = 0; i < 20; i++) {
      const clip = source.draw(rng)!
      const shown = source.shown(clip)!
      const replayed = replayControlClip(world, clip)
      expect(replayed.actions).toEqual(shown.actions)
      expect(replayed.observations).toEqual(shown.observations)
    }
  })

  it('is evaluated the same however often, while it trains', async () => {
    const run = await open()
    run.advance(30)
    const before = run.evaluate(6, 5)
    run.evaluate(3, 6)
    expect(run.evaluate(6, 5)).toEqual(before)
    const other = await open()
    other.advance(30)
    expect(run.hash()).toBe(other.hash())
    const world = definition.create({})
    expect(worldHash(world, id, {})).toBe(worldHash(definition.create({}), id, {}))
  })
})
