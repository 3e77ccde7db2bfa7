/** Which network in kernel memory a layers model of TensorFlow.js is; refuses whatever the kernels do not have. */
import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import { PlaygroundError } from '../core/errors.ts'
import type { Activation } from '../core/policy-snapshot.ts'
import type { ConvolutionSpec, ConvSpec } from './conv-network.ts'
import type { DenseSpec } from './dense-network.ts'

type Layer = ReturnType<typeof layers.dense>

/** What a layer's own settings must be. */
const REQUIRED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Dense: { useBias: true, kernelConstraint: null, biasConstraint: null },
  Conv2D: {
    useBias: true,
    kernelConstraint: null,
    biasConstraint: null,
    padding: 'valid',
    strides: [1, 1],
    dilationRate: [1, 1],
    dataFormat: 'channelsLast',
  },
  Flatten: {},
  InputLayer: {},
}
const ACTIVATIONS: readonly unknown[] = ['linear', 'tanh', 'relu'] satisfies Activation[]

/**
 * Dense layers alone, or convolutions, Flatten and dense layers.
 * @throws PlaygroundError `unsupported-layer` naming the layer, its setting and what would do.
 */
export function readLayersModel(model: LayersModel): DenseSpec | ConvSpec {
  const chain = model.layers as Layer[]
  for (const layer of chain) checkLayer(layer)
  const names = chain.map(layer => layer.getClassName()).filter(name => name !== 'InputLayer')
  const shape = model.inputs[0]!.shape.slice(1) as number[]
  const dense = chain.filter(layer => layer.getClassName() === 'Dense').map(readDense)
  const convolutions = chain.filter(layer => layer.getClassName() === 'Conv2D').map(readConvolution)
  const one = model.inputs.length === 1 && model.outputs.length === 1
  if (one && /^(Dense )+$/.test(`${names.join(' ')} `) && shape.length === 1) {
    return { inputs: shape[0]!, layers: dense }
  }
  if (one && /^(Conv2D )+Flatten (Dense )+$/.test(`${names.join(' ')} `)) {
    const [height, width, channels] = shape as [number, number, number]
    return { height, width, channels, convolutions, layers: dense }
  }
  throw unsupported(
    `The model's layers are ${names.join(', ')}`,
    'Dense layers on flat inputs, or Conv2D layers, Flatten and Dense layers, one behind the other',
  )
}

function checkLayer(layer: Layer): void {
  const config = layer.getConfig()
  const required = REQUIRED[layer.getClassName()]
  if (!required)
    throw unsupported(`Layer '${layer.name}' is ${layer.getClassName()}`, 'Dense, Conv2D or Flatten')
  for (const [name, value] of Object.entries(required)) {
    const found = JSON.stringify(config[name])
    if (found === JSON.stringify(value)) continue
    throw unsupported(`Layer '${layer.name}' has ${name} ${found}`, JSON.stringify(value))
  }
  if (config.activation !== undefined && !ACTIVATIONS.includes(config.activation)) {
    throw unsupported(`Layer '${layer.name}' has activation '${config.activation}'`, ACTIVATIONS.join(', '))
  }
}

function readDense(layer: Layer): DenseSpec['layers'][number] {
  const { units, activation } = layer.getConfig()
  return { units: units as number, activation: activation as Activation }
}

function readConvolution(layer: Layer): ConvolutionSpec {
  const { filters, kernelSize, activation } = layer.getConfig()
  const [height, width] = kernelSize as [number, number]
  if (height !== width) {
    throw unsupported(`Layer '${layer.name}' has kernelSize ${height}, ${width}`, 'a square kernel')
  }
  return { filters: filters as number, kernel: height, activation: activation as Activation }
}

const unsupported = (found: string, expected: string) =>
  new PlaygroundError('unsupported-layer', `${found}; expected ${expected}.`)
