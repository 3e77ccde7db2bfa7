import { expect, test } from 'vitest'
import { wishes } from '../../../scripts/results/wishes.mjs'
import { agentById } from '../../../src/agents/registry.ts'
import { feedbackSchema } from '../../../src/app/feedback-forms.ts'
import { wishRecipe } from '../../../src/app/wish-recipes.ts'
import { loadWorld } from '../../../src/core/load-world.ts'
import { decodeSettings, type SettingValues } from '../../../src/core/settings.ts'
import { environmentById } from '../../../src/envs/registry.ts'

const flag = (command: string, name: string) => new RegExp(`--${name} (\\S+)`).exec(command)?.[1]

function settingsOf(command: string, group: string): SettingValues {
  const found = [...command.matchAll(new RegExp(`--set ${group}\\.(\\w+)=(\\S+)`, 'g'))]
  return Object.fromEntries(
    found.map(([, key, text]) => {
      const number = Number(text)
      return [
        key!,
        text === 'true' || text === 'false' ? text === 'true' : Number.isNaN(number) ? text! : number,
      ]
    }),
  )
}

const measured = wishes
  .map(({ command }) => command(0))
  .filter(command => flag(command, 'wish') !== undefined)

test.each(measured)('the page sets up what was measured: %s', async command => {
  const env = flag(command, 'env')!
  const recipe = wishRecipe(env, flag(command, 'wish')!)!
  expect(recipe.agent).toBe(flag(command, 'agent'))
  expect(recipe.envSettings).toEqual(settingsOf(command, 'env'))
  expect(recipe.agentSettings).toEqual(settingsOf(command, 'agent'))
  expect(recipe.reward).toEqual(settingsOf(command, 'reward'))
  expect(recipe.feedbackSettings).toEqual(settingsOf(command, 'feedback'))
  const start = flag(command, 'start')
  expect(start).toBe(recipe.start && `assets/robots/${env}.${recipe.start}.json`)
})

test.each(measured)('and every setting of it is one that there is: %s', async command => {
  const env = flag(command, 'env')!
  const { agent, agentSettings, envSettings, feedbackSettings } = wishRecipe(env, flag(command, 'wish')!)!
  const definition = environmentById(env)
  const world = await loadWorld(definition, envSettings)
  expect(decodeSettings(agentById(agent).settings, agentSettings, 'agent')).toMatchObject(agentSettings)
  expect(decodeSettings(definition.settings, envSettings, 'env')).toMatchObject(envSettings)
  expect(decodeSettings(feedbackSchema(world), feedbackSettings, 'feedback')).toMatchObject(feedbackSettings)
})

test('a wish that nobody has taught yet has none', () => {
  expect(measured).toHaveLength(2)
  expect(wishRecipe('Hopper-v5', 'back-flip')).toBeNull()
})
