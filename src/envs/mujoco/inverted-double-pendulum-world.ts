/**
 * InvertedDoublePendulum-v5: balance two poles, one on top of the other. Equal to Gymnasium 1.3.0's
 * (https://gymnasium.farama.org/environments/mujoco/inverted_double_pendulum/):
 *
 *   reward = healthy reward while up - 0.01 x^2 - (y - 2)^2 - 0.001 w1^2 - 0.005 w2^2
 *
 * with the tip at x, y and the poles' turning speeds w1, w2. The tip is where the engine saw it in its last substep, a little
 * behind the joints; it is part of the state, as is the force of the rail's ends, which is observed.
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import { numberOf, type SettingValues } from '../../core/settings.ts'
import { potentialTerm } from '../control-shaping.ts'
import { invertedDoublePendulumRobot, poleLength, railEnd } from './pendulum-robots.ts'
import { effortTerm, smoothnessTerm } from './robot-shaping.ts'
import { type RobotWorld, robotWorld } from './robot-world.ts'
import type { RobotTask } from './task.ts'

/** It has fallen when the tip is no higher (m). */
const lowest = 1
const highest = 2 * poleLength
/** Speeds and force are observed within this, either way. */
const observedWithin = 10

export function invertedDoublePendulumWorld(settings: SettingValues, usual: boolean): RobotWorld {
  return robotWorld({
    task: doublePendulumTask(numberOf(settings, 'healthy_reward'), numberOf(settings, 'reset_noise_scale')),
    maxEpisodeSteps: 1000,
    solvedReturn: usual ? 9100 : null,
    // Measured over 1000 episodes of uniform actions, standard deviation 18.8.
    randomReturn: usual ? 47.629 : null,
    observations: [
      { label: 'Cart position', unit: 'm' },
      { label: 'Sine of the lower pole', unit: '' },
      { label: 'Sine of the upper pole', unit: '' },
      { label: 'Cosine of the lower pole', unit: '' },
      { label: 'Cosine of the upper pole', unit: '' },
      { label: 'Cart speed', unit: 'm/s' },
      { label: 'Lower pole turning speed', unit: 'rad/s' },
      { label: 'Upper pole turning speed', unit: 'rad/s' },
      { label: 'Force of the end of the rail', unit: 'N' },
    ],
    actions: [{ label: 'force', unit: '500 N' }],
    view: { width: 3, height: 2, bottom: -0.4, follows: false },
    shapingTerms: layout => [
      potentialTerm({
        id: 'upright',
        title: 'Holding the tip up',
        help: 'Rewards every step that raises the tip of the upper pole and takes it back when it sinks.',
        range: [-50, 50],
        suggestedWeight: 5,
        potential: state =>
          Math.min(1, Math.max(0, (state[layout.readings + 1]! - lowest) / (highest - lowest))),
      }),
      potentialTerm({
        id: 'centre',
        title: 'Staying near the middle',
        help: 'Rewards every step that brings the cart closer to the middle of its rail and takes it back on the way out.',
        range: [-10, 10],
        suggestedWeight: 1,
        potential: state => 1 - Math.min(1, Math.abs(state[0]!) / railEnd),
      }),
      effortTerm(invertedDoublePendulumRobot),
      smoothnessTerm(invertedDoublePendulumRobot, layout),
    ],
  })
}

const doublePendulumTask = (healthy: number, noise: number): RobotTask => ({
  id: 'InvertedDoublePendulum-v5',
  robot: invertedDoublePendulumRobot,
  frameSkip: 5,
  readingCount: 3,
  read({ sitePlaces, constraintForces }, into, offset) {
    into[offset] = sitePlaces[0]!
    into[offset + 1] = sitePlaces[2]!
    into[offset + 2] = constraintForces[0]!
  },
  start(rng, positions, speeds) {
    for (let i = 0; i < 3; i++) positions[i] = noise * (2 * rng.uniform() - 1)
    for (let i = 0; i < 3; i++) speeds[i] = noise * rng.normal()
  },
  observationSize: 9,
  observe(state, { speeds, readings }, into, offset) {
    into[offset] = state[0]!
    for (let i = 1; i < 3; i++) {
      into[offset + i] = sin(state[i]!)
      into[offset + 2 + i] = cos(state[i]!)
    }
    for (let i = 0; i < 3; i++) into[offset + 5 + i] = within(state[speeds + i]!)
    into[offset + 8] = within(state[readings + 2]!)
  },
  judge(_before, _actions, after, { speeds, readings }, _stepSeconds, outcome) {
    const x = after[readings]!
    const y = after[readings + 1]!
    const lower = after[speeds + 1]!
    const upper = after[speeds + 2]!
    outcome.terminated = y <= lowest
    outcome.reward =
      (outcome.terminated ? 0 : healthy) -
      (0.01 * x * x + (y - 2) * (y - 2)) -
      (1e-3 * lower * lower + 5e-3 * upper * upper)
  },
})

const within = (number: number): number => Math.min(Math.max(number, -observedWithin), observedWithin)
