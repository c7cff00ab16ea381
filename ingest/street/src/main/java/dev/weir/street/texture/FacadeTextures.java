package dev.weir.street.texture;

/** One bay of one story, for several types of houses. Immutable. */
public final class FacadeTextures {
  public static final int STYLES = 10;
  static final int VARIANTS = 4;

  private static final int[] WALLS = {
    0x9C5F4A, 0xC9B893, 0xD8D2C4, 0x8A4B3C, 0xA9A29A, 0xB98F66, 0xC4CBD0, 0xA56B52, 0xE0D3B0,
    0x7F7A78
  };
  private static final int[] FRAMES = {
    0xE8E6E0, 0xE9E6DC, 0x5A4636, 0xEDEBE4, 0x3C4246, 0xE8E4D8, 0x50565C, 0xDDDACF, 0x7A5A42,
    0xCFCFCB
  };
  private static final int[] DOORS = {0x1F3A5A, 0x6A1F1C, 0x234A33, 0x2A2A2C, 0x7A5A30};
  private static final int[] SHOPS = {0x1E4A6B, 0x8A2420, 0x20553A, 0x2E2C34, 0xB8862C, 0x6A2F5E};

  /** The only instance: it depends on nothing, and is slow to draw. Declared after the colors. */
  public static final FacadeTextures SHARED = new FacadeTextures();

  private final Texture[][] upper = new Texture[STYLES][VARIANTS];
  private final Texture[][] ground = new Texture[STYLES][VARIANTS];
  private final Texture[][] shop = new Texture[STYLES][VARIANTS];
  private final Texture[] blank = new Texture[STYLES];

  private FacadeTextures() {
    for (int style = 0; style < STYLES; style++) {
      blank[style] = wall(style).weather(9, 14).texture();
      for (int variant = 0; variant < VARIANTS; variant++) {
        upper[style][variant] = upper(style, variant);
        ground[style][variant] = ground(style, variant);
        shop[style][variant] = shop(style, variant);
      }
    }
  }

  public Texture upperFloor(int style, int variant) {
    return upper[style][variant];
  }

  public Texture groundFloor(int style, int variant, boolean shops) {
    return (shops ? shop : ground)[style][variant];
  }

  public Texture blank(int style) {
    return blank[style];
  }

  private static TextureSketch wall(int style) {
    TextureSketch sketch = new TextureSketch().fill(WALLS[style]);
    boolean brick = style == 0 || style == 3 || style == 7;
    if (brick) {
      for (int course = 0; course < 32; course++) {
        double v = course / 32.0;
        sketch.rect(0, v, 1, v + 1 / 128.0, Rgb.lift(WALLS[style], 26));
        for (int stone = 0; stone < 12; stone++) {
          double u = (stone + (course % 2) * 0.5) / 12.0;
          sketch.rect(u, v, u + 1 / 128.0, v + 1 / 32.0, Rgb.lift(WALLS[style], 20));
        }
      }
    }
    return sketch;
  }

  private static Texture upper(int style, int variant) {
    TextureSketch sketch = wall(style);
    boolean wide = style % 3 == 1;
    double left = wide ? 0.14 : 0.26;
    double right = 1 - left;
    window(sketch, style, variant, left, 0.26, right, 0.84);
    sketch.rect(left - 0.04, 0.21, right + 0.04, 0.26, Rgb.lift(FRAMES[style], -12));
    sketch.shade(left - 0.04, 0.17, right + 0.04, 0.21, 190);
    if (style % 2 == 0) {
      sketch.rect(left - 0.03, 0.86, right + 0.03, 0.91, Rgb.lift(WALLS[style], 24));
    }
    if (style % 4 == 1) {
      sketch.rect(0, 0.02, 1, 0.06, Rgb.lift(WALLS[style], 18)).shade(0, 0, 1, 0.02, 185);
    }
    return sketch.weather(8, 12).texture();
  }

  private static Texture ground(int style, int variant) {
    TextureSketch sketch = wall(style);
    sketch.rect(0, 0, 1, 0.14, Rgb.scale(WALLS[style], 170));
    if (variant == 1) {
      sketch.rect(0.28, 0, 0.72, 0.78, FRAMES[style]);
      sketch.rect(0.33, 0.02, 0.67, 0.62, DOORS[style % DOORS.length]);
      sketch.rect(0.33, 0.65, 0.67, 0.75, 0x3A4248);
      sketch.shade(0.38, 0.08, 0.48, 0.28, 190).shade(0.52, 0.08, 0.62, 0.28, 190);
      sketch.shade(0.38, 0.34, 0.48, 0.56, 190).shade(0.52, 0.34, 0.62, 0.56, 190);
      sketch.rect(0.26, 0.8, 0.74, 0.85, Rgb.lift(FRAMES[style], -20));
    } else {
      window(sketch, style, variant, 0.18, 0.3, 0.82, 0.8);
      sketch.rect(0.14, 0.25, 0.86, 0.3, Rgb.lift(FRAMES[style], -14));
    }
    sketch.rect(0, 0.95, 1, 1, Rgb.lift(WALLS[style], 16)).shade(0, 0.92, 1, 0.95, 190);
    return sketch.weather(8, 12).texture();
  }

  private static Texture shop(int style, int variant) {
    int board = SHOPS[style % SHOPS.length];
    TextureSketch sketch = wall(style).rect(0, 0, 1, 0.16, Rgb.scale(board, 150));
    sketch.rect(0, 0.16, 1, 0.74, Rgb.scale(board, 200));
    sketch.blend(0.05, 0.18, 0.95, 0.7, 0x4A4A48, 0x23282C);
    SeededRandom random = SeededRandom.of(71, style, variant);
    for (int ware = 0; ware < 9; ware++) {
      double u = random.between(0.06, 0.82);
      double top = random.between(0.26, 0.46);
      sketch.rect(u, 0.18, u + 0.1, top, random.pick(0x8C6A4A, 0xA89A80, 0x5A6A7A, 0x9A4A3C));
    }
    sketch.rect(0.49, 0.16, 0.52, 0.72, Rgb.lift(board, 20));
    sketch.rect(0, 0.74, 1, 0.92, board).shade(0, 0.71, 1, 0.74, 120);
    for (int letter = 0; letter < 6; letter++) {
      double u = 0.16 + 0.11 * letter;
      sketch.rect(u, 0.79, u + random.between(0.04, 0.085), 0.87, 0xE6DFC8);
    }
    sketch.rect(0, 0.94, 1, 1, Rgb.lift(WALLS[style], 16));
    return sketch.weather(8, 8).texture();
  }

  private static void window(
      TextureSketch sketch, int style, int variant, double u0, double v0, double u1, double v1) {
    int frame = FRAMES[style];
    double mid = (u0 + u1) / 2;
    sketch.rect(u0, v0, u1, v1, frame);
    // Panes reflect the sky in their upper part, and the other side of the street below.
    sketch.blend(u0 + 0.03, v0 + 0.03, u1 - 0.03, v1 - 0.03, 0x2A2E32, 0x6E7F8E);
    if (variant == 2) {
      sketch.rect(u0 + 0.03, v0 + 0.03, u0 + 0.15, v1 - 0.03, 0xA89F90);
      sketch.rect(u1 - 0.15, v0 + 0.03, u1 - 0.03, v1 - 0.03, 0xA89F90);
    } else if (variant == 3) {
      sketch.rect(u0 + 0.03, (v0 + v1) / 2 + 0.05, u1 - 0.03, v1 - 0.03, 0xC4BCA8);
    }
    sketch.rect(mid - 0.015, v0, mid + 0.015, v1, frame);
    sketch.rect(u0, v0 + 0.62 * (v1 - v0), u1, v0 + 0.65 * (v1 - v0), frame);
    sketch.shade(u0, v1 - 0.05, u1, v1, 130).shade(u0, v0, u0 + 0.02, v1, 160);
  }
}
