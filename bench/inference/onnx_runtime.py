"""The same network in onnxruntime: built from the same weights, batch norm folded, one image at a time.

python3 onnx_runtime.py FOLDER THREADS IMAGES: writes times.json, and the map to onnx_map.bin.
"""
import json
import sys
import time

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

folder, threads, images = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
SIDE = 256


def read_weights():
    """name -> array, as the pipeline names its trained variables."""
    values = np.fromfile(f"{folder}/weights.bin", np.float32)
    weights, start = {}, 0
    for entry in json.load(open(f"{folder}/weights.json")):
        size = int(np.prod(entry["shape"]))
        weights[entry["name"]] = values[start : start + size].reshape(entry["shape"])
        start += size
    return weights


class Network:
    def __init__(self, weights):
        self.weights, self.nodes, self.constants = weights, [], []

    def constant(self, name, value):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value, np.float32), name))
        return name

    def add(self, kind, inputs, name, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def convolution(self, x, name, transposed=False):
        """4 x 4, stride 2, with the batch norm that follows it, if one does."""
        layer = "deconv" if transposed else "conv"
        path = next(key[: -len(f"/{layer}/filter")] for key in self.weights if key.startswith(f"generator/{name}/") and key.endswith(f"{layer}/filter"))
        kernel = self.weights[f"{path}/{layer}/filter"]
        bias = self.weights[f"{path}/{layer}/bias"]
        # TensorFlow: height, width, in, out; transposed: height, width, out, in. ONNX: out, in, h, w; in, out, h, w.
        kernel = kernel.transpose(3, 2, 0, 1)
        axis = (1 if transposed else 0)
        norm = f"{path}/batch_norm"
        if f"{norm}/scale" in self.weights:
            factor = self.weights[f"{norm}/scale"] / np.sqrt(self.weights[f"{norm}/variance"] + 1e-5)
            shape = [1, 1, 1, 1]
            shape[axis] = -1
            kernel = kernel * factor.reshape(shape)
            bias = (bias - self.weights[f"{norm}/mean"]) * factor + self.weights[f"{norm}/offset"]
        inputs = [x, self.constant(f"{name}_filter", kernel), self.constant(f"{name}_bias", bias)]
        return self.add("ConvTranspose" if transposed else "Conv", inputs, f"{name}_linear", strides=[2, 2], pads=[1, 1, 1, 1])

    def down(self, x, name):
        return self.add("LeakyRelu", [self.convolution(x, name)], name, alpha=0.2)

    def up(self, x, name):
        return self.add("Relu", [self.convolution(x, name, True)], name)

    def join(self, *tensors):
        return self.add("Concat", list(tensors), "_".join(tensors), axis=1)


def build():
    net = Network(read_weights())
    e1 = net.down("image", "e1")
    e2 = net.down(e1, "e2")
    e3 = net.down(e2, "e3")
    e4 = net.down(e3, "e4")
    e5 = net.down(e4, "e5")
    d4 = net.up(e5, "d4")
    d3 = net.up(net.join(d4, e4), "d3")
    d2 = net.up(net.join(d3, e3), "d2")
    d1 = net.up(net.join(d2, e2), "d1")
    net.add("Sigmoid", [net.convolution(net.join(d1, e1), "map", True)], "map")
    graph = helper.make_graph(
        net.nodes,
        "unet",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 5, SIDE, SIDE])],
        [helper.make_tensor_value_info("map", TensorProto.FLOAT, [1, 1, SIDE, SIDE])],
        net.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    return model.SerializeToString()


def input_image():
    """Pixels in -1..1 and the two coordinates, ready made: onnxruntime is timed without this work."""
    pixels = np.fromfile(f"{folder}/image.bin", np.uint8).reshape(SIDE, SIDE, 3)
    seen = pixels.astype(np.float32) / 255 * 2 - 1
    line = np.linspace(-1, 1, SIDE, dtype=np.float32)
    x, y = np.meshgrid(line, line)
    return np.concatenate([seen, x[..., None], y[..., None]], -1).transpose(2, 0, 1)[None].copy()


options = onnxruntime.SessionOptions()
options.intra_op_num_threads = threads
options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(build(), options, providers=["CPUExecutionProvider"])
feed = {"image": input_image()}
for _ in range(5):
    session.run(None, feed)
times = []
for _ in range(images):
    before = time.perf_counter()
    (result,) = session.run(None, feed)
    times.append((time.perf_counter() - before) * 1000)
result.tofile(f"{folder}/onnx_map.bin")
json.dump({"times": times, "version": onnxruntime.__version__}, open(f"{folder}/times.json", "w"))
