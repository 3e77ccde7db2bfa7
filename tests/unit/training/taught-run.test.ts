import { expect, test } from 'vitest'
import { defaultConfig } from '../../../src/app/run-commands.ts'
import type { Label } from '../../../src/core/label.ts'
import { uniformPolicy } from '../../../src/core/planning.ts'
import { TabularFeedback } from '../../../src/feedback/tabular-feedback.ts'
import { parseTeacher } from '../../../src/feedback/teachers/simulated-teacher.ts'
import { createTabularRun } from '../../../src/training/run.ts'
import { TaughtRun } from '../../../src/training/taught-run.ts'
import { SimulatedLabels } from '../../../src/training/teaching/simulated-labels.ts'

const env = 'FlowerPath-v0'

async function opened(feedbackSettings: Readonly<Record<string, boolean>> = {}) {
  const run = await createTabularRun(defaultConfig(env, 'q-learning', 3))
  return { run, taught: await TaughtRun.open(run, { feedbackSettings, now: () => 0 }) }
}

/** By somebody who presses every other answer without looking. */
async function carelessLabels(count: number): Promise<Label[]> {
  const { world } = (await opened()).run
  const policy = uniformPolicy(world.model)
  const feedback = new TabularFeedback(world, { queryRule: 'uniform' }, 1, { policy: () => policy })
  const config = { env, envSettings: {}, seed: 3 }
  const careless = parseTeacher('fitted:slope=8,lapse=0.6')
  const labels = await SimulatedLabels.open(world, feedback, careless, ['compare'], config)
  labels.give(count, 0)
  return labels.all
}

const learned = (taught: TaughtRun) => {
  const report = taught.report(0)!
  return report.form === 'tabular' ? [...report.mean] : []
}

test('habits that the audit finds are allowed for from the next refit on, unless that is switched off', async () => {
  const labels = await carelessLabels(130)
  const said = async (settings: Readonly<Record<string, boolean>>, count = labels.length) => {
    const { taught } = await opened(settings)
    await taught.setLabels(labels.slice(0, count))
    const before = learned(taught)
    await taught.learnHabits()
    expect(learned(taught)).toEqual(before)
    await taught.setLabels(labels.slice(0, count))
    const after = learned(taught)
    taught.dispose()
    return { before, after }
  }
  const allowed = await said({})
  expect(allowed.after).not.toEqual(allowed.before)
  const switchedOff = await said({ correctBiases: false })
  expect(switchedOff.after).toEqual(switchedOff.before)
  const tooFew = await said({}, 59)
  expect(tooFew.after).toEqual(tooFew.before)
})

test('a forecast is made when it is asked for, of who was asked about', async () => {
  const labels = await carelessLabels(30)
  const { taught } = await opened()
  const [rater] = [labels[0]!.rater]
  await taught.setLabels(labels.slice(0, 4))
  expect((await taught.audit(1)).raters[0]!.forecast).toBeNull()
  expect((await taught.audit(1, rater)).raters[0]!.forecast!.sentence).toBe(
    'Too early to say: 4 of the 10 comparisons that a forecast takes.',
  )
  expect((await taught.audit(1, 'person:nobody')).raters[0]!.forecast).toBeNull()
  await taught.setLabels(labels)
  const { forecast } = (await taught.audit(1, rater)).raters[0]!
  expect(forecast!.sentence).toMatch(/of 100 simulated cases/)
  expect(await taught.audit(1, rater)).toEqual(await taught.audit(1, rater))
  taught.dispose()
})
