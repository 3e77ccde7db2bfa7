/**
 * Networks in kernel memory as layers models of TensorFlow.js, in both directions: to define, save, load and inspect them in
 * its formats, and to check kernels by its derivatives. Model and network then hold the very same weights: what either
 * learns, the other predicts by.
 *
 * The model's variables must not be given other tensors afterwards (`assign`, `setWeights`): that would part the two. Write
 * into the network's `tensors` instead.
 */
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers as layerOf, type Sequential, sequential } from '@tensorflow/tfjs-layers'
import type { Activation } from '../core/policy-snapshot.ts'
import { ConvNetwork, type ConvolutionSpec, type ConvSpec, convParameterCount } from './conv-network.ts'
import { DenseNetwork, type DenseSpec, parameterCount } from './dense-network.ts'
import { openKernelMemory } from './kernel-memory.ts'
import { readLayersModel } from './layers-model-spec.ts'
import { Parameters } from './parameters.ts'
import { numbersOf, sharedTensor } from './tensorflow.ts'

/** A layers model whose variables are the network's weights. */
export function layersModelOver(network: DenseNetwork | ConvNetwork): Sequential {
  const model = sequential({ layers: layersFor(network) })
  share(model, network)
  return model
}

/**
 * Moves a layers model into a kernel memory of its own: its weights stay what they are, and are from now on the network's.
 * @param batch the most inputs at a time.
 * @throws PlaygroundError `unsupported-layer` naming what kernels have not; `network-too-large`.
 */
export async function takeLayersModel(
  model: LayersModel,
  batch: number,
): Promise<{ readonly parameters: Parameters; readonly network: DenseNetwork | ConvNetwork }> {
  const spec = readLayersModel(model)
  const taken = await openKernelMemory(memory => {
    if ('convolutions' in spec) {
      const parameters = new Parameters(memory, [convParameterCount(spec)])
      return { parameters, network: new ConvNetwork(memory, spec, parameters.part(0), { batch }) }
    }
    const parameters = new Parameters(memory, [parameterCount(spec)])
    return { parameters, network: new DenseNetwork(memory, spec, parameters.part(0), { batch }) }
  })
  for (const [i, { values }] of taken.network.tensors.entries()) {
    values.set(numbersOf(model.weights[i]!.read()))
  }
  share(model, taken.network)
  return taken
}

/** The model's variables become views of the network's weights. */
function share(model: LayersModel, network: DenseNetwork | ConvNetwork): void {
  tf.tidy(() => {
    for (const [i, { values, shape }] of network.tensors.entries()) {
      model.weights[i]!.write(sharedTensor(values, shape))
    }
  })
}

function layersFor({ spec }: DenseNetwork | ConvNetwork) {
  return 'convolutions' in spec ? pictureLayers(spec) : denseLayers(spec, [spec.inputs])
}

function pictureLayers({ height, width, channels, convolutions, layers }: ConvSpec) {
  return [
    ...convolutions.map((convolution, i) =>
      convolutionLayer(convolution, i === 0 ? [height, width, channels] : undefined),
    ),
    layerOf.flatten(),
    ...denseLayers({ layers }),
  ]
}

/** Zeros at first: the network's weights take their place at once. */
const ZEROS = { kernelInitializer: 'zeros', biasInitializer: 'zeros' } as const

const convolutionLayer = ({ filters, kernel, activation }: ConvolutionSpec, inputShape?: number[]) =>
  layerOf.conv2d({ ...ZEROS, filters, kernelSize: kernel, activation, ...(inputShape && { inputShape }) })

const denseLayers = ({ layers }: Pick<DenseSpec, 'layers'>, inputShape?: number[]) =>
  layers.map(({ units, activation }: { units: number; activation: Activation }, i) =>
    layerOf.dense({ ...ZEROS, units, activation, ...(i === 0 && inputShape && { inputShape }) }),
  )
