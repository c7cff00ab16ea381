package dev.weir.capture;

class StreetSourceTest extends FrameSourceKit {
  @Override
  String url() {
    return "synthetic:street?seed=3&size=%dx%d&fps=20&frames=3000"
        .formatted(Clip.WIDTH, Clip.HEIGHT);
  }

  @Override
  int pictures() {
    return 3000;
  }

  @Override
  boolean live() {
    return false;
  }
}
