// A pipeline for experiments: `width`, `steps` and `seed` can have several values.
export const gearPipeline = `anoseg 1
param width = 4 in 1..64
param steps = 2
param seed = 1
data { source = sample("gear")
 image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, rectangle()) -> relabel() }
network generator(seen) { map = seen -> conv(width) -> relu -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam()
 batch = 1 normal + 1 synthetic
 steps = steps
 seed = seed }
`;
