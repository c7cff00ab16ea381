// Draws frame and mask on one canvas. Blending happens here, so opacity and class selection cost
// the server nothing.

/** The viewer's settings; classes are hidden by name, in the masks of every model. */
export const look = { opacity: 0.5, hidden: new Set() };

const paper = document.createElement("canvas");
const pen = paper.getContext("2d", { willReadFrequently: true });

/**
 * Returns the mask with hidden classes made transparent. Palette PNGs decode to exact class colors.
 */
function withoutHidden(mask, classes) {
  paper.width = mask.width;
  paper.height = mask.height;
  pen.drawImage(mask, 0, 0);
  const hidden = new Set(classes.filter((c) => look.hidden.has(c.name)).map((c) => c.rgb));
  const picture = pen.getImageData(0, 0, mask.width, mask.height);
  const bytes = picture.data;
  for (let i = 0; i < bytes.length; i += 4) {
    if (hidden.has((bytes[i] << 16) | (bytes[i + 1] << 8) | bytes[i + 2])) {
      bytes[i + 3] = 0;
    }
  }
  pen.putImageData(picture, 0, 0);
  return paper;
}

/** Draws a pair; `classes` are the mask's classes, with colors as numbers in `rgb`. */
export function blend(canvas, frame, mask, classes) {
  if (canvas.width !== frame.width || canvas.height !== frame.height) {
    canvas.width = frame.width;
    canvas.height = frame.height;
  }
  const context = canvas.getContext("2d");
  context.globalAlpha = 1;
  context.drawImage(frame, 0, 0);
  if (look.opacity > 0) {
    // Classes have hard edges: no smoothing at any size.
    context.imageSmoothingEnabled = false;
    context.globalAlpha = look.opacity;
    const shown = look.hidden.size > 0 ? withoutHidden(mask, classes) : mask;
    context.drawImage(shown, 0, 0, canvas.width, canvas.height);
  }
}
