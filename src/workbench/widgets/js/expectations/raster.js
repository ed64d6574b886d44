/**
 * Points painted into pixels by hand: a hundred thousand take a few milliseconds on any machine, with or without a
 * graphics card.
 */

/** @typedef {[number, number, number]} Rgb */

/**
 * A disc as pixels: offsets, and how much of each pixel it covers, 0 to 1.
 * @param {number} radius in pixels
 */
export function disc(radius) {
  const reach = Math.ceil(radius);
  const pixels = [];
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const cover = Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(dx, dy)));
      if (cover > 0) pixels.push([dx, dy, cover]);
    }
  }
  return { reach, dx: Int16Array.from(pixels, ([dx]) => dx), dy: Int16Array.from(pixels, ([, dy]) => dy), cover: Float32Array.from(pixels, ([, , cover]) => cover) };
}

/**
 * Paints points over what is there.
 * @param {ImageData} image
 * @param {object} what
 * @param {Float32Array} what.x, what.y 0..1
 * @param {{scale: number, left: number, top: number}} what.view from 0..1 to pixels
 * @param {(i: number) => Rgb|null} what.colourOf null: not painted
 * @param {number} what.radius
 * @param {number} what.strength 0..1, how much a point hides what is under it
 * @param {Rgb} [what.rim] a line around each point, so that it stands off from those under it
 */
export function paint(image, { x, y, view, colourOf, radius, strength, rim }) {
  const inner = disc(radius);
  const outer = rim ? disc(radius + 1) : inner;
  const { reach } = outer;
  for (let i = 0; i < x.length; i += 1) {
    const px = Math.round(x[i] * view.scale + view.left);
    const py = Math.round(y[i] * view.scale + view.top);
    if (px < reach || py < reach || px >= image.width - reach || py >= image.height - reach) continue;
    const colour = colourOf(i);
    if (!colour) continue;
    if (rim) stamp(image, outer, px, py, rim, strength);
    stamp(image, inner, px, py, colour, strength);
  }
}

function stamp({ width, data }, { dx, dy, cover }, px, py, [red, green, blue], strength) {
  const centre = py * width + px;
  for (let k = 0; k < cover.length; k += 1) {
    const at = 4 * (centre + dy[k] * width + dx[k]);
    const part = cover[k] * strength;
    data[at] += (red - data[at]) * part;
    data[at + 1] += (green - data[at + 1]) * part;
    data[at + 2] += (blue - data[at + 2]) * part;
  }
}

/** Fills an image with one colour. @param {ImageData} image @param {Rgb} colour */
export function ground(image, [red, green, blue]) {
  new Uint32Array(image.data.buffer).fill(((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0);
}
