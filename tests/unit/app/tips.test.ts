import { expect, test } from 'vitest'
import type { AppContext } from '../../../src/app/context.ts'
import { initialState } from '../../../src/app/initial-state.ts'
import { defaultConfig } from '../../../src/app/run-commands.ts'
import { showTips } from '../../../src/app/tips.ts'
import type { AppState } from '../../../src/store/state.ts'
import { createStore } from '../../../src/store/store.ts'

function open(env: string) {
  const store = createStore<AppState>(initialState(defaultConfig(env), 'system'))
  const notify: AppContext['notify'] = (tone, text, action) =>
    store.update(state => {
      state.notice = { id: 1, tone, text, ...(action && { action }) }
    })
  showTips({ store, notify } as AppContext)
  const said = () => store.get().notice?.text ?? ''
  const episodes = (count: number) =>
    store.update(({ run }) => {
      run.episode = count
    })
  return { store, said, episodes }
}

test('the first tip comes after two episodes, goes once it is followed, and does not come back', () => {
  const { store, said, episodes } = open('FlowerPath-v0')
  episodes(1)
  expect(said()).toBe('')
  episodes(2)
  expect(said()).toContain('square')
  store.update(state => {
    state.inspectedCell = 3
  })
  expect(said()).toBe('')
  episodes(9)
  expect(said()).toBe('')
})

test('the second tip waits until the robot has solved the task over the flowers, and leads to Teach', () => {
  const { store, said } = open('FlowerPath-v0')
  store.update(({ run }) => {
    run.optimalReturn = 0.55
    run.evaluation = { episodes: 1, meanReturn: 0.1, standardDeviation: 0, returns: [0.1], meanLength: 18 }
  })
  expect(said()).toBe('')
  store.update(({ run }) => {
    run.evaluation = { episodes: 1, meanReturn: 0.55, standardDeviation: 0, returns: [0.55], meanLength: 10 }
  })
  expect(said()).toContain('flowers')
  expect(store.get().notice?.action?.command).toBe('open-teach')
  store.update(state => {
    state.mode = 'teach'
  })
  expect(said()).toBe('')
})

test('other worlds and other notices are left alone', () => {
  const other = open('TwoGoals-v0')
  other.episodes(50)
  expect(other.said()).toBe('')
  const busy = open('FlowerPath-v0')
  busy.store.update(state => {
    state.notice = { id: 7, tone: 'error', text: 'Something else.' }
  })
  busy.episodes(50)
  expect(busy.said()).toBe('Something else.')
})
