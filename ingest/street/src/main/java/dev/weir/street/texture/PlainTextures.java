package dev.weir.street.texture;

/** Foliage, fences and roofs. Immutable. */
public final class PlainTextures {
  public static final int CROWNS = 6;

  private static final int[] LEAVES = {0x566B35, 0x4A6238, 0x6A7440, 0x4F6640, 0x7A7A44, 0x44583A};

  /** The only instance: it depends on nothing, and is slow to draw. Declared after the colors. */
  public static final PlainTextures SHARED = new PlainTextures();

  private final Texture[] crowns = new Texture[CROWNS];
  private final Texture hedge = hedge(0x456030);
  private final Texture woods = hedge(0x4A5C3A);
  private final Texture boards = boardFence();
  private final Texture railings = railingFence();
  private final Texture bricks = brickWall();
  private final Texture roof = tiles();

  private PlainTextures() {
    for (int kind = 0; kind < CROWNS; kind++) {
      crowns[kind] = grown(kind);
    }
  }

  public Texture crown(int kind) {
    return crowns[kind];
  }

  public Texture hedge() {
    return hedge;
  }

  public Texture woods() {
    return woods;
  }

  public Texture boards() {
    return boards;
  }

  public Texture railings() {
    return railings;
  }

  public Texture bricks() {
    return bricks;
  }

  public Texture roof() {
    return roof;
  }

  /** Clumps of leaves, each lit from above, painted from back to front. */
  private static Texture grown(int kind) {
    TextureSketch sketch = new TextureSketch();
    SeededRandom random = SeededRandom.of(37, kind, 0);
    double waist = random.between(0.34, 0.46);
    double lobes = random.between(0, 6);
    for (int clump = 0; clump < 260; clump++) {
      double angle = random.between(0, 2 * Math.PI);
      double uneven =
          1 + 0.14 * Math.sin(3 * angle + lobes) + 0.08 * Math.sin(5 * angle + 2 * lobes);
      double reach = 0.88 * Math.sqrt(random.unit()) * uneven;
      double u = 0.5 + waist * 0.86 * reach * Math.cos(angle);
      double v = 0.52 + 0.4 * reach * Math.sin(angle);
      double radius = random.between(0.03, 0.075) * (1.25 - 0.5 * reach);
      int base = Rgb.lift(LEAVES[kind], (int) (random.between(-26, 20) + (v - 0.5) * 52));
      clump(sketch, random, u, v, radius, base);
    }
    return sketch.weather(20, 10).texture();
  }

  private static void clump(
      TextureSketch sketch, SeededRandom random, double u, double v, double radius, int rgb) {
    int span = (int) (radius * Texture.SIZE) + 1;
    int cu = (int) (u * Texture.SIZE);
    int cv = (int) (v * Texture.SIZE);
    for (int du = -span; du <= span; du++) {
      for (int dv = -span; dv <= span; dv++) {
        double far = Math.hypot(du, dv) / span;
        boolean inside = cu + du >= 0 && cu + du < Texture.SIZE && cv + dv >= 0;
        if (inside && cv + dv < Texture.SIZE && far + random.between(-0.3, 0.3) < 0.85) {
          sketch.texel(cu + du, cv + dv, Rgb.lift(rgb, dv * 26 / span - (int) (far * 14)));
        }
      }
    }
  }

  private static Texture hedge(int rgb) {
    TextureSketch sketch = new TextureSketch().fill(rgb);
    SeededRandom random = SeededRandom.of(41, rgb, 0);
    for (int clump = 0; clump < 420; clump++) {
      double v = random.unit();
      int base = Rgb.lift(rgb, (int) (random.between(-24, 16) + (v - 0.6) * 34));
      clump(sketch, random, random.unit(), v, random.between(0.02, 0.06), base);
    }
    return sketch.weather(18, 8).texture();
  }

  private static Texture boardFence() {
    TextureSketch sketch = new TextureSketch().fill(0x7C6146);
    SeededRandom random = SeededRandom.of(43, 0, 0);
    for (int board = 0; board < 16; board++) {
      double u = board / 16.0;
      sketch.rect(u, 0, u + 1 / 16.0, 1, Rgb.lift(0x7C6146, (int) random.between(-16, 16)));
      sketch.shade(u, 0, u + 1 / 128.0, 1, 130);
    }
    sketch.shade(0, 0.24, 1, 0.27, 170).shade(0, 0.74, 1, 0.77, 170);
    return sketch.weather(12, 16).texture();
  }

  /** Bars in front of a hedge; all of it is labeled fence, as annotators do. */
  private static Texture railingFence() {
    TextureSketch sketch = new TextureSketch().fill(0x5A6450).weather(40, 30);
    for (int bar = 0; bar < 12; bar++) {
      double u = bar / 12.0;
      sketch.rect(u, 0, u + 0.028, 1, 0x22262A);
    }
    return sketch.rect(0, 0.86, 1, 0.91, 0x22262A).rect(0, 0.1, 1, 0.14, 0x22262A).texture();
  }

  private static Texture brickWall() {
    TextureSketch sketch = new TextureSketch().fill(0x8C5E4A);
    for (int course = 0; course < 16; course++) {
      double v = course / 16.0;
      sketch.rect(0, v, 1, v + 1 / 128.0, 0xB0A090);
      for (int stone = 0; stone < 8; stone++) {
        double u = (stone + (course % 2) * 0.5) / 8.0;
        sketch.rect(u, v, u + 1 / 128.0, v + 1 / 16.0, 0xAA9A8A);
      }
    }
    return sketch.rect(0, 0.92, 1, 1, 0xB8B0A2).weather(12, 14).texture();
  }

  private static Texture tiles() {
    TextureSketch sketch = new TextureSketch().fill(0x5A4A46);
    for (int course = 0; course < 14; course++) {
      sketch.shade(0, course / 14.0, 1, course / 14.0 + 1 / 96.0, 165);
    }
    return sketch.weather(12, 18).texture();
  }
}
