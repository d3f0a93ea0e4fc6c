"""The networks of a pipeline as PyTorch modules, from the model that step.ts writes: one module or function an operation.

Tensors are n x c x h x w; start values come as our graph has drawn them, filters h x w x in x out.
"""
import torch
from torch import nn
from torch.nn import functional as F


def settings_of(call):
    return {name: setting.get("value") for name, setting in call["settings"].items()}


class SamePadding(nn.Module):
    """Zeros around, one more behind where it cannot be even, as TensorFlow's SAME has it."""

    def __init__(self, module, kernel, stride, dilation=1):
        super().__init__()
        around = max(0, (kernel - 1) * dilation + 1 - stride)
        self.before, self.after = around // 2, around - around // 2
        self.module = module
        if self.before == self.after:
            module.padding = (self.before, self.before)

    def forward(self, x):
        if self.before != self.after:
            x = F.pad(x, (self.before, self.after, self.before, self.after))
        return self.module(x)


class Coordinates(nn.Module):
    """The pipeline's coordinate channels, by the sides of the network's first input; made once, as a user would."""

    def __init__(self):
        super().__init__()
        self.grids = {}

    def forward(self, like):
        key = (like.shape[2], like.shape[3], like.dtype)
        if key not in self.grids:
            y, x = (torch.linspace(-1, 1, side, dtype=like.dtype) for side in like.shape[2:])
            self.grids[key] = torch.stack(torch.meshgrid(y, x, indexing="ij")[::-1])[None]
        return self.grids[key].expand(like.shape[0], -1, -1, -1)


class Plain(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, *inputs):
        return self.function(*inputs)


class Layers:
    """Makes the module of an operation. `weights`: by name, as stored in files."""

    def __init__(self, weights):
        self.weights = weights

    def make(self, call):
        known = getattr(self, call["name"], None)
        if known is None:
            raise SystemExit(f"bench/torch does not know {call['name']} ({call['path']})")
        return known(call["path"], settings_of(call))

    def _filled(self, module, path, names):
        with torch.no_grad():
            for name, (stored, axes) in names.items():
                value = self.weights.get(f"{path}/{stored}")
                if value is not None:
                    getattr(module, name).copy_(value.permute(axes) if axes else value)
        return module

    def conv(self, path, s):
        if s["border"] != "zero" or s["spectral"]:
            raise SystemExit(f"bench/torch does not know this convolution ({path})")
        inputs = self.weights[f"{path}/filter"].shape[2]
        conv = nn.Conv2d(inputs, s["channels"], s["kernel"], s["stride"], dilation=s["dilation"], bias=s["bias"])
        filled = self._filled(conv, path, {"weight": ("filter", (3, 2, 0, 1)), "bias": ("bias", None)})
        return SamePadding(filled, s["kernel"], s["stride"], s["dilation"])

    def depthwise_conv(self, path, s):
        if s["border"] != "zero":
            raise SystemExit(f"bench/torch does not know this convolution ({path})")
        side, _, inputs, each = self.weights[f"{path}/filter"].shape
        conv = nn.Conv2d(inputs, inputs * each, side, s["stride"], groups=inputs, bias=s["bias"])
        with torch.no_grad():
            conv.weight.copy_(self.weights[f"{path}/filter"].permute(2, 3, 0, 1).reshape(conv.weight.shape))
        return SamePadding(self._filled(conv, path, {"bias": ("bias", None)} if s["bias"] else {}), side, s["stride"])

    def deconv(self, path, s):
        around = s["kernel"] - s["stride"]
        if around % 2 or s["spectral"]:
            raise SystemExit(f"bench/torch does not know this deconvolution ({path})")
        inputs = self.weights[f"{path}/filter"].shape[3]
        deconv = nn.ConvTranspose2d(inputs, s["channels"], s["kernel"], s["stride"], around // 2, bias=s["bias"])
        return self._filled(deconv, path, {"weight": ("filter", (3, 2, 0, 1)), "bias": ("bias", None)})

    def batch_norm(self, path, s):
        norm = nn.BatchNorm2d(self.weights[f"{path}/scale"].shape[0], s["epsilon"], 1 - s["momentum"])
        names = {"weight": "scale", "bias": "offset", "running_mean": "mean", "running_var": "variance"}
        return self._filled(norm, path, {name: (stored, None) for name, stored in names.items()})

    def coordinates(self, path, s):
        if s["radius"]:
            raise SystemExit(f"bench/torch does not know radius ({path})")
        return Coordinates()

    def leaky_relu(self, _, s):
        return nn.LeakyReLU(s["slope"])

    def relu(self, *_):
        return nn.ReLU()

    def tanh(self, *_):
        return nn.Tanh()

    def sigmoid(self, *_):
        return nn.Sigmoid()

    def clip(self, _, s):
        return nn.ReLU6() if s["range"] == [0, 6] else nn.Hardtanh(*s["range"])

    def average_pool(self, path, s):
        if s["window"] != s["stride"]:
            raise SystemExit(f"bench/torch does not know this pooling ({path})")
        return nn.AvgPool2d(s["window"])

    def upsample(self, _, s):
        return nn.Upsample(scale_factor=s["factor"], mode=s["method"])

    def resize_like(self, _, s):
        return Plain(lambda x, like: F.interpolate(x, like.shape[2:], mode=s["method"]))

    def constant(self, _, s):
        return Plain(lambda _: s["value"])

    def l2_normalize(self, *_):
        return Plain(lambda x: F.normalize(x, dim=1, eps=1e-6))

    def square(self, *_):
        return Plain(torch.square)

    def multiply(self, *_):
        return Plain(lambda a, b: a * b)

    def add(self, *_):
        return Plain(lambda a, b: a + b)

    def concat(self, *_):
        return Plain(lambda *inputs: torch.cat(inputs, 1))

    def subtract(self, *_):
        return Plain(torch.sub)

    def abs(self, *_):
        return Plain(torch.abs)

    def stop_gradient(self, *_):
        return Plain(torch.Tensor.detach)


class Network(nn.Module):
    """Inputs in the network's order -> its named values, and of each that is a sigmoid what went into it, `name/logits`."""

    def __init__(self, model, layers):
        super().__init__()
        self.inputs = [given["name"] for given in model["inputs"]]
        calls = [node["call"] for node in model["flow"]["nodes"]]
        self.steps = nn.ModuleList(layers.make(call) for call in calls)
        self.wiring = [call["inputs"] for call in calls]
        self.named = {value["name"]: value["reference"] for value in model["values"]}
        self.before_sigmoid = {
            name: calls[reference["node"]]["inputs"][0]
            for name, reference in self.named.items()
            if reference["from"] == "node" and calls[reference["node"]]["name"] == "sigmoid"
        }
        self.result = model["result"]

    def forward(self, *tensors):
        given, results = dict(zip(self.inputs, tensors)), []
        value = lambda reference: results[reference["node"]] if reference["from"] == "node" else given[reference["name"]]
        for step, wires in zip(self.steps, self.wiring):
            results.append(step(*[value(wire) for wire in wires] or [tensors[0]]))
        named = {name: value(reference) for name, reference in self.named.items()}
        return named | {f"{name}/logits": value(reference) for name, reference in self.before_sigmoid.items()}
