package dev.weir.capture.mjpeg;

/**
 * Finds the end of a JPEG while its bytes arrive. Parses the structure, because the end marker may
 * also occur in the middle: at the end of a thumbnail in the header (ITU T.81, B.1.1).
 */
final class JpegEndFinder {
  private enum At {
    MARKER,
    CODE,
    LENGTH_HIGH,
    LENGTH_LOW,
    SEGMENT,
    SCAN,
    SCAN_CODE
  }

  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN_START = 0xDA;

  private At at = At.MARKER;
  private int marker;
  private int length;

  /** Takes the next byte. Returns true if it is the picture's last. */
  boolean take(byte next) {
    int b = next & 0xFF;
    switch (at) {
      case MARKER -> at = b == 0xFF ? At.CODE : At.MARKER;
      case CODE -> {
        return code(b);
      }
      case LENGTH_HIGH -> {
        length = b << 8;
        at = At.LENGTH_LOW;
      }
      case LENGTH_LOW -> {
        length = Math.max(0, (length | b) - 2);
        at = length == 0 ? afterSegment() : At.SEGMENT;
      }
      case SEGMENT -> {
        if (--length == 0) {
          at = afterSegment();
        }
      }
      case SCAN -> at = b == 0xFF ? At.SCAN_CODE : At.SCAN;
      case SCAN_CODE -> {
        if (b == 0 || isRestart(b)) { // a stuffed 0xFF, or a restart marker: the scan continues
          at = At.SCAN;
        } else {
          return code(b);
        }
      }
    }
    return false;
  }

  private boolean code(int b) {
    if (b == END) {
      return true;
    }
    marker = b;
    if (b == 0xFF) { // a fill byte before the marker code
      return false;
    }
    at = b == START || b == 0x01 || isRestart(b) ? At.MARKER : At.LENGTH_HIGH;
    return false;
  }

  private At afterSegment() {
    return marker == SCAN_START ? At.SCAN : At.MARKER;
  }

  private static boolean isRestart(int b) {
    return b >= 0xD0 && b <= 0xD7;
  }
}
