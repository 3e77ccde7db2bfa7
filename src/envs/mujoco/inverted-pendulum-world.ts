/**
 * InvertedPendulum-v5: balance a pole on a cart, with a throttle. Equal to Gymnasium 1.3.0's
 * (https://gymnasium.farama.org/environments/mujoco/inverted_pendulum/): 1 for every step but the one on which it falls.
 */
import { numberOf, type SettingValues } from '../../core/settings.ts'
import { potentialTerm } from '../control-shaping.ts'
import { invertedPendulumRobot, railEnd } from './pendulum-robots.ts'
import { effortTerm, smoothnessTerm, uprightTerm } from './robot-shaping.ts'
import { type RobotWorld, robotWorld } from './robot-world.ts'
import type { RobotTask } from './task.ts'

/** It has fallen when the pole leans more (rad). */
const fallAngle = 0.2

export function invertedPendulumWorld(settings: SettingValues, usual: boolean): RobotWorld {
  return robotWorld({
    task: invertedPendulumTask(numberOf(settings, 'reset_noise_scale')),
    maxEpisodeSteps: 1000,
    solvedReturn: 950,
    // Measured over 1000 episodes of uniform actions, standard deviation 3.3.
    randomReturn: usual ? 4.988 : null,
    observations: [
      { label: 'Cart position', unit: 'm' },
      { label: 'Pole angle', unit: 'rad' },
      { label: 'Cart speed', unit: 'm/s' },
      { label: 'Pole turning speed', unit: 'rad/s' },
    ],
    actions: [{ label: 'force', unit: '100 N' }],
    view: { width: 2.6, height: 1.4, bottom: -0.4, follows: false },
    shapingTerms: layout => [
      uprightTerm(
        {
          title: 'Holding the pole upright',
          help: 'Rewards every step that brings the pole closer to upright and takes it back when it leans.',
        },
        1,
        fallAngle,
      ),
      potentialTerm({
        id: 'centre',
        title: 'Staying near the middle',
        help: 'Rewards every step that brings the cart closer to the middle of its rail and takes it back on the way out.',
        range: [-10, 10],
        suggestedWeight: 1,
        potential: state => 1 - Math.min(1, Math.abs(state[0]!) / railEnd),
      }),
      effortTerm(invertedPendulumRobot),
      smoothnessTerm(invertedPendulumRobot, layout),
    ],
  })
}

const invertedPendulumTask = (noise: number): RobotTask => ({
  id: 'InvertedPendulum-v5',
  robot: invertedPendulumRobot,
  frameSkip: 2,
  readingCount: 0,
  read: () => undefined,
  start(rng, positions, speeds) {
    for (let i = 0; i < 2; i++) positions[i] = noise * (2 * rng.uniform() - 1)
    for (let i = 0; i < 2; i++) speeds[i] = noise * (2 * rng.uniform() - 1)
  },
  observationSize: 4,
  observe(state, _layout, into, offset) {
    for (let i = 0; i < 4; i++) into[offset + i] = state[i]!
  },
  judge(_before, _actions, after, _layout, _stepSeconds, outcome) {
    outcome.terminated = Math.abs(after[1]!) > fallAngle
    outcome.reward = outcome.terminated ? 0 : 1
  },
})
