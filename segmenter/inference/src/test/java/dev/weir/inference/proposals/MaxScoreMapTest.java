package dev.weir.inference.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The map of maximum scores")
class MaxScoreMapTest {
  private static final int CLASSES = 3;
  private static final int HEIGHT = 20;
  private static final int WIDTH = 30;
  private static final Box WHOLE = new Box(0, 0, WIDTH, HEIGHT);

  private PointerScope scope;
  private MaxScoreMap canvas;

  @BeforeEach
  void open() {
    scope = new PointerScope();
    canvas = new MaxScoreMap(CLASSES, HEIGHT, WIDTH);
  }

  @AfterEach
  void close() {
    scope.close();
  }

  /** Returns a map with the same scores at every pixel. */
  private static Mat even(int height, int width, float... scores) {
    Mat planes = new Mat(scores.length * height, width, CV_32FC1);
    FloatBuffer values = planes.createBuffer();
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, scores[i / (height * width)]);
    }
    return planes;
  }

  private byte at(int x, int y) {
    ByteBuffer found = ByteBuffer.allocateDirect(HEIGHT * WIDTH);
    canvas.classes(found);
    return found.get(y * WIDTH + x);
  }

  @Test
  void hasTheLargestScoreOfEachClassThatAViewOfThePixelGave() {
    // Given a frame, and two views at other resolutions that overlap
    canvas.add(even(HEIGHT, WIDTH, 1, 0.5f, 0), WHOLE);
    canvas.add(even(7, 9, 0, 2, 0), new Box(2, 2, 10, 10));
    canvas.add(even(40, 50, 0, 0, 3), new Box(8, 8, 10, 10));

    // When, Then
    assertThat(at(20, 3)).as("the frame alone").isEqualTo((byte) 0);
    assertThat(at(3, 3)).as("the first view").isEqualTo((byte) 1);
    assertThat(at(15, 15)).as("the second view").isEqualTo((byte) 2);
    assertThat(at(9, 9)).as("both: 3 is more than 2").isEqualTo((byte) 2);
  }

  @Test
  void isNotTalkedDownByAViewThatIsLessSure() {
    // Given
    canvas.add(even(HEIGHT, WIDTH, -1, -2, -3), WHOLE);

    // When: all scores are below 0, so that the paper's 0 outside of views would win
    canvas.add(even(5, 5, -3, -1.5f, -3), new Box(0, 0, 10, 10));

    // Then
    assertThat(at(5, 5)).isEqualTo((byte) 0);
    assertThat(at(25, 15)).isEqualTo((byte) 0);
  }

  @Test
  void putsAViewWhereItWasTaken() {
    // Given: the left half is class 0 and the right half class 1, at three times the resolution
    Mat halves = even(30, 60, 0, 0, 0);
    FloatBuffer values = halves.createBuffer();
    for (int i = 0; i < 30 * 60; i++) {
      values.put((i % 60 < 30 ? 0 : 30 * 60) + i, 5);
    }
    canvas.add(even(HEIGHT, WIDTH, 0, 0, 1), WHOLE);

    // When
    canvas.add(halves, new Box(6, 7, 20, 10));

    // Then: exact to the pixel
    for (int x = 0; x < WIDTH; x++) {
      int inView = x < 6 || x >= 26 ? 2 : x < 16 ? 0 : 1;
      assertThat(at(x, 7)).as("column %d", x).isEqualTo((byte) inView);
      assertThat(at(x, 16)).as("column %d", x).isEqualTo((byte) inView);
      assertThat(at(x, 6)).isEqualTo((byte) 2);
      assertThat(at(x, 17)).isEqualTo((byte) 2);
    }
  }

  @Test
  void takesTheFirstOfEqualClasses() {
    canvas.add(even(HEIGHT, WIDTH, 1, 4, 4), WHOLE);

    assertThat(at(0, 0)).isEqualTo((byte) 1);
  }
}
