import { expect, test } from 'vitest'
import { newRaterName } from '../../../src/panels/dialogs/new-rater-name.ts'

test('someone without a name is a visitor, a second Ada is Ada 2, and no name is given twice', () => {
  expect(newRaterName('person', ['person'])).toBe('Visitor')
  expect(newRaterName('person', ['person', 'person:Visitor'])).toBe('Visitor 2')
  expect(newRaterName('person:Ada', ['person', 'person:Ada'])).toBe('Ada 2')
  expect(newRaterName('person:Ada', ['person:Ada', 'person:Ada 2', 'person:Ada 3'])).toBe('Ada 4')
})
