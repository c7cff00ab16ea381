package dev.weir.street;

/**
 * A car, seen along the street: its near end, the side that is turned to the camera, and its cabin.
 *
 * @param z of its near end, metres
 * @param x of its middle
 * @param colour of its body
 * @param oncoming whether its near end is its front
 * @param tall a van rather than a saloon
 */
record Car(double z, double x, int colour, boolean oncoming, boolean tall) implements Thing {
  private static final double LENGTH = 4.2;
  private static final double HALF = 0.9;
  private static final double CABIN = 0.72;
  private static final double NEAR = 1.2;
  private static final double CLEARANCE = 0.22;
  private static final int GLASS = 0x2C3640;
  private static final int TYRE = 0x191919;
  private static final int TAIL = 0xB01818;
  private static final int HEAD = 0xF4F2E2;
  private static final int PLATE = 0xE5D66A;

  @Override
  public double far() {
    return z + LENGTH;
  }

  @Override
  public void paint(Canvas canvas, View view, Light light) {
    if (z < NEAR) {
      // Beside the camera: what is left of it in the picture is a flank that ends at the edge.
      passing(canvas, view, light);
    } else {
      inFront(canvas, view, light);
    }
  }

  private void passing(Canvas canvas, View view, Light light) {
    int side = x > view.x() ? -1 : 1;
    int flank = Colour.shade(light.through(colour, NEAR), light.face(side));
    double roof = tall ? 2.05 : 1.46;
    double belt = tall ? 1.15 : 0.92;
    double front = Math.max(NEAR, z + (tall ? 3.3 : 3.0));
    canvas.wall(view, x + side * CABIN, NEAR, front, belt, roof, flank, StreetClass.CAR);
    canvas.wall(view, x + side * HALF, NEAR, far(), CLEARANCE, belt, flank, StreetClass.CAR);
    if (far() - 0.8 > NEAR + 0.4) {
      wheel(canvas, view, light, side, far() - 0.8);
    }
  }

  private void inFront(Canvas canvas, View view, Light light) {
    double far = far();
    double belt = tall ? 1.15 : 0.92;
    double roof = tall ? 2.05 : 1.46;
    shadow(canvas, view, far);
    int side = x > view.x() ? -1 : 1; // the flank that the camera sees
    int body = light.through(colour, z);
    int flank = Colour.shade(body, light.face(side));
    int glass = light.through(GLASS, z);

    deck(canvas, view, far, belt, Colour.shade(body, 1.12));
    // Cabin: it starts and ends inside the body, so its own flank comes first.
    double back = z + (tall ? 0.1 : 0.55);
    double front = z + (tall ? 3.3 : 3.0);
    canvas.wall(view, x + side * CABIN, back, front, belt, roof, flank, StreetClass.CAR);
    canvas.wall(
        view,
        x + side * CABIN,
        back + 0.3,
        front - 0.25,
        belt + 0.05,
        roof - 0.14,
        glass,
        StreetClass.CAR);
    face(canvas, view, back, CABIN, belt - 0.1, roof, Colour.shade(body, 0.92));
    face(canvas, view, back, CABIN - 0.1, belt, roof - 0.12, Colour.shade(glass, 1.25));

    // Body.
    canvas.wall(view, x + side * HALF, z, far, CLEARANCE, belt, flank, StreetClass.CAR);
    wheel(canvas, view, light, side, z + 0.75);
    wheel(canvas, view, light, side, far - 0.8);
    face(canvas, view, z, HALF, CLEARANCE, belt, body);
    face(canvas, view, z, HALF, CLEARANCE, 0.42, Colour.shade(body, 0.55));
    lights(canvas, view, light, belt);
    tyre(canvas, view, -0.72);
    tyre(canvas, view, 0.72);
  }

  private void shadow(Canvas canvas, View view, double far) {
    double middle = (z + far) / 2;
    double near = view.row(0, z);
    double top = view.row(0, far);
    canvas.shadow(
        view.column(x, middle),
        (near + top) / 2,
        1.15 * HALF * view.scale(z),
        (near - top) / 2 + 1,
        0.55);
  }

  /** Boot and bonnet from above: the camera stands higher than the belt. */
  private void deck(Canvas canvas, View view, double far, double belt, int rgb) {
    int bottom = canvas.clipY(view.row(belt, z));
    for (int y = canvas.clipY(view.row(belt, far)); y < bottom; y++) {
      double at = (view.up() - belt) * view.focal() / (y + 0.5 - view.horizon());
      canvas.rectangle(
          view.column(x - HALF, at), y, view.column(x + HALF, at), y + 1, rgb, StreetClass.CAR);
    }
  }

  /** A part of the near end: a rectangle across the street. */
  private void face(
      Canvas canvas, View view, double at, double half, double low, double high, int rgb) {
    canvas.rectangle(
        view.column(x - half, at),
        view.row(high, at),
        view.column(x + half, at),
        view.row(low, at),
        rgb,
        StreetClass.CAR);
  }

  private void lights(Canvas canvas, View view, Light light, double belt) {
    int lamp = light.through(oncoming ? HEAD : TAIL, z);
    for (int side = -1; side <= 1; side += 2) {
      canvas.rectangle(
          view.column(x + side * 0.68 - 0.18, z),
          view.row(belt - 0.12, z),
          view.column(x + side * 0.68 + 0.18, z),
          view.row(belt - 0.32, z),
          lamp,
          StreetClass.CAR);
    }
    canvas.rectangle(
        view.column(x - 0.28, z),
        view.row(0.55, z),
        view.column(x + 0.28, z),
        view.row(0.43, z),
        light.through(PLATE, z),
        StreetClass.CAR);
  }

  private void wheel(Canvas canvas, View view, Light light, int side, double at) {
    double metre = view.scale(at);
    double cx = view.column(x + side * HALF, at);
    double foreshortened =
        Math.abs(view.column(x + side * HALF, at - 0.31) - view.column(x + side * HALF, at + 0.31))
            / 2;
    double cy = view.row(0.31, at);
    canvas.ellipse(cx, cy, foreshortened, 0.31 * metre, light.through(TYRE, z), StreetClass.CAR);
    canvas.ellipse(
        cx, cy, foreshortened * 0.55, 0.17 * metre, light.through(0x8E9294, z), StreetClass.CAR);
  }

  private void tyre(Canvas canvas, View view, double offset) {
    canvas.rectangle(
        view.column(x + offset - 0.11, z),
        view.row(CLEARANCE + 0.05, z),
        view.column(x + offset + 0.11, z),
        view.row(0, z),
        TYRE,
        StreetClass.CAR);
  }
}
