/** Who says what in an experiment's label: a simulated rater, who has no clock, no device and no reasons. */
import { type Given, LABEL_SCHEMA } from '../core/label.ts'

const NO_TIME = '1970-01-01T00:00:00.000Z'

/** @param given labels before this one. @param seed of the experiment. */
export const simulatedGiven = (given: number, seed: number): Given => ({
  schema: LABEL_SCHEMA,
  id: `${seed}-${given}`,
  env: '',
  envSettings: {},
  worldHash: '',
  seed,
  rater: 'simulated',
  shownAt: NO_TIME,
  answeredAt: NO_TIME,
  modelVersion: given,
  policyStep: 0,
  queryRule: 'uniform',
  reason: '',
  check: null,
  inputDevice: 'simulated',
  replaces: null,
})
