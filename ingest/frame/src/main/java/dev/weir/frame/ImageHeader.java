package dev.weir.frame;

/**
 * The format and size that an encoded picture declares in its first bytes. They are read without
 * allocating memory for pixels, so a header that claims 60000×60000 costs nothing.
 *
 * @param encoding the format
 * @param width claimed width in pixels, from 1
 * @param height claimed height in pixels, from 1
 */
public record ImageHeader(FrameEncoding encoding, int width, int height) {
  /** The default limit for pictures to decode: 64 megapixels. */
  public static final long DEFAULT_MAX_PIXELS = 64_000_000L;

  /**
   * The longest allowed side of a picture, in pixels: the limit of JPEG. Decoders have their own
   * limits.
   */
  public static final int MAX_SIDE = 65_535;

  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int PNG_IHDR = 0x49484452;

  /**
   * Reads the header of a JPEG or PNG.
   *
   * @throws MalformedMessageException if the bytes are neither JPEG nor PNG, or end before the size
   */
  public static ImageHeader read(byte[] data) {
    if (data.length >= 8 && int64(data, 0) == PNG_SIGNATURE) {
      return readPng(data);
    }
    if (data.length >= 2 && int16(data, 0) == 0xFFD8) {
      return readJpeg(data);
    }
    throw new MalformedMessageException(
        "picture of %d bytes: expected the signature of a JPEG or PNG, found %s"
            .formatted(data.length, firstBytes(data)));
  }

  /**
   * Checks that the picture does not claim more pixels than allowed.
   *
   * @param maxPixels the largest number of pixels to decode
   * @return this header
   * @throws MalformedMessageException if the picture claims more pixels
   */
  public ImageHeader requireAtMost(long maxPixels) {
    if ((long) width * height > maxPixels) {
      throw new MalformedMessageException(
          "picture claims %dx%d = %d pixels, expected at most %d; raise the pixel limit (--max-pixels) if it is meant"
              .formatted(width, height, (long) width * height, maxPixels));
    }
    if (width > MAX_SIDE || height > MAX_SIDE) {
      throw new MalformedMessageException(
          "picture claims %dx%d pixels, expected no side of more than %d"
              .formatted(width, height, MAX_SIDE));
    }
    return this;
  }

  /** Whether a side of this length, in pixels, is allowed. */
  public static boolean sane(int side) {
    return side >= 1 && side <= MAX_SIDE;
  }

  /**
   * Reads the signature and the IHDR chunk: length, type, width, height (PNG 1.2, section 4.1.1).
   */
  private static ImageHeader readPng(byte[] data) {
    if (data.length < 24 || int32(data, 12) != PNG_IHDR) {
      throw new MalformedMessageException(
          "PNG of %d bytes: expected an IHDR chunk after the signature".formatted(data.length));
    }
    return sized(FrameEncoding.PNG, int32(data, 16), int32(data, 20));
  }

  /**
   * Reads segments up to the first start-of-frame marker, which has the size (ITU T.81, B.2.2).
   * Segments outside the standard are refused, not skipped. A decoder that scans on byte by byte
   * after one would find a different size.
   */
  private static ImageHeader readJpeg(byte[] data) {
    int at = 2;
    while (at + 4 <= data.length) {
      if ((data[at] & 0xFF) != 0xFF) {
        throw new MalformedMessageException(
            "JPEG: expected a marker at byte %d, found 0x%02x".formatted(at, data[at]));
      }
      int marker = data[at + 1] & 0xFF;
      if (marker == 0xFF) { // fill byte before a marker
        at++;
      } else if (isStartOfFrame(marker)) {
        if (at + 9 > data.length) {
          break;
        }
        return sized(FrameEncoding.JPEG, int16(data, at + 7), int16(data, at + 5));
      } else {
        at += 2 + segmentLength(data, at, marker);
      }
    }
    throw new MalformedMessageException(
        "JPEG of %d bytes ends before its size".formatted(data.length));
  }

  private static int segmentLength(byte[] data, int at, int marker) {
    int length = int16(data, at + 2);
    if (!mayComeBeforeTheFrame(marker) || length < 2) {
      throw new MalformedMessageException(
          "JPEG: expected tables, a comment or the size at byte %d, found marker 0x%02x of length %d"
              .formatted(at, marker, length));
    }
    return length;
  }

  private static ImageHeader sized(FrameEncoding encoding, int width, int height) {
    if (width < 1 || height < 1) {
      throw new MalformedMessageException(
          "%s claims %dx%d pixels, expected at least 1x1".formatted(encoding, width, height));
    }
    return new ImageHeader(encoding, width, height);
  }

  /** DHT, DAC, DQT, DNL, DRI, APP0 to APP15, COM. */
  private static boolean mayComeBeforeTheFrame(int marker) {
    return switch (marker) {
      case 0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xFE -> true;
      default -> marker >= 0xE0 && marker <= 0xEF;
    };
  }

  /** SOF0 to SOF15, without DHT (C4), JPG (C8) and DAC (CC), which lie between them. */
  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int int16(byte[] b, int at) {
    return (b[at] & 0xFF) << 8 | (b[at + 1] & 0xFF);
  }

  private static int int32(byte[] b, int at) {
    return int16(b, at) << 16 | int16(b, at + 2);
  }

  private static long int64(byte[] b, int at) {
    return (long) int32(b, at) << 32 | (int32(b, at + 4) & 0xFFFFFFFFL);
  }

  private static String firstBytes(byte[] data) {
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < Math.min(8, data.length); i++) {
      s.append("%02x ".formatted(data[i]));
    }
    return s.isEmpty() ? "nothing" : s.toString().trim();
  }
}
