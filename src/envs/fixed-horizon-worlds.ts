/** Classic-control worlds of one length: their goal is a resting place. */
import { acrobot } from './acrobot.ts'
import { fixedHorizon } from './fixed-horizon.ts'
import { mountainCar } from './mountain-car.ts'
import { mountainCarContinuous } from './mountain-car-continuous.ts'

export const mountainCarFixed = fixedHorizon(mountainCar, {
  id: 'MountainCarFixed-v0',
  title: 'Mountain car, fixed length',
  task: 'Rock the car up to the flag as soon as possible; it rests there until the 200 steps are over.',
})

export const mountainCarContinuousFixed = fixedHorizon(mountainCarContinuous, {
  id: 'MountainCarContinuousFixed-v0',
  title: 'Mountain car, continuous, fixed length',
  task: 'Rock the car up to the flag with as little throttle as you can; it rests there until the 999 steps are over.',
})

export const acrobotFixed = fixedHorizon(acrobot, {
  id: 'AcrobotFixed-v0',
  title: 'Acrobot, fixed length',
  task: 'Swing the tip above the line as soon as possible; it stays there until the 500 steps are over.',
})
