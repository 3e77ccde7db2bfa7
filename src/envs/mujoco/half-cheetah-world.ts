/** HalfCheetah-v5: run. Equal to Gymnasium 1.3.0's (https://gymnasium.farama.org/environments/mujoco/half_cheetah/). */
import cos from '@stdlib/math-base-special-cos'
import { numberOf, type SettingValues } from '../../core/settings.ts'
import { potentialTerm } from '../control-shaping.ts'
import { halfCheetahRobot } from './half-cheetah-robot.ts'
import { effortTerm, footClearanceTerm, smoothnessTerm, takingTurnsTerm } from './robot-shaping.ts'
import { type RobotWorld, robotWorld } from './robot-world.ts'
import { runnerTask } from './runner-task.ts'

const joints = ['back hip', 'back knee', 'back ankle', 'front hip', 'front knee', 'front ankle']
const named = joints.map(joint => `${joint[0]!.toUpperCase()}${joint.slice(1)}`)

export function halfCheetahWorld(settings: SettingValues, usual: boolean): RobotWorld {
  return robotWorld({
    task: runnerTask({
      id: 'HalfCheetah-v5',
      robot: halfCheetahRobot,
      frameSkip: 5,
      observedSpeed: Number.POSITIVE_INFINITY,
      forwardRewardWeight: numberOf(settings, 'forward_reward_weight'),
      controlCostWeight: numberOf(settings, 'ctrl_cost_weight'),
      healthyReward: 0,
      isHealthy: null,
      terminatesWhenUnhealthy: false,
      resetNoiseScale: numberOf(settings, 'reset_noise_scale'),
      speedNoise: 'normal',
    }),
    maxEpisodeSteps: 1000,
    solvedReturn: usual ? 4800 : null,
    // Measured over 100 episodes of uniform actions, standard deviation 73.6.
    randomReturn: usual ? -287.64 : null,
    observations: [
      { label: 'Height above the usual', unit: 'm' },
      { label: 'Lean of the body', unit: 'rad' },
      ...named.map(joint => ({ label: `${joint} angle`, unit: 'rad' })),
      { label: 'Speed forward', unit: 'm/s' },
      { label: 'Speed upward', unit: 'm/s' },
      { label: 'Turning speed of the body', unit: 'rad/s' },
      ...named.map(joint => ({ label: `${joint} turning speed`, unit: 'rad/s' })),
    ],
    actions: joints.map(joint => ({ label: `${joint} motor`, unit: '' })),
    view: { width: 4.5, height: 2.4, bottom: -0.5, follows: true },
    shapingTerms: layout => [
      potentialTerm({
        id: 'upright',
        title: 'Staying the right way up',
        help: 'Rewards every step that brings the back towards level and takes it back when the cheetah tips over.',
        range: [-50, 50],
        suggestedWeight: 10,
        potential: state => 0.5 * (cos(state[2]!) - 1),
      }),
      takingTurnsTerm(layout, [3, 6]),
      footClearanceTerm(halfCheetahRobot, 0.3),
      effortTerm(halfCheetahRobot),
      smoothnessTerm(halfCheetahRobot, layout),
    ],
  })
}
